"""The forms that begin a draft."""

from flask import request
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovFileInput,
    GovRadioInput,
    GovSelect,
    GovSubmitInput,
    GovTextInput,
)
from wtforms import FileField, RadioField, SelectField, SelectMultipleField, StringField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app.core.vocabulary import SettingKind
from app.web.forms import Form


class BeginForm(Form):
    """What the module is called, where it belongs, for whom it is and what it begins from."""

    title = StringField(
        "What will the module be called?",
        widget=GovTextInput(),
        validators=[
            InputRequired("Write what the module will be called"),
            Length(max=120, message="The title must be 120 characters or fewer"),
        ],
    )
    course = SelectField("Which series is it part of?", widget=GovSelect())
    only_for = SelectField(
        "Who is it for?",
        description="To everybody else it is as if it were not there. A new version stays for whom the last is.",
        widget=GovSelect(),
    )
    start = RadioField("What does it begin from?", widget=GovRadioInput(), default="template")
    kinds = SelectMultipleField(
        "Which kinds of setting is it for?",
        description="Leave all empty for every kind. You can change this later.",
        widget=GovCheckboxesInput(),
        choices=[SelectChoice(kind.value, kind.label) for kind in SettingKind],
    )
    submit = SubmitField("Begin the draft", widget=GovSubmitInput())

    def for_kinds(self) -> list[SettingKind]:
        """The kinds chosen, all where none was."""
        return [kind for kind in SettingKind if kind in (self.kinds.data or [])] or list(SettingKind)


class WhomForm(Form):
    """Whom a draft is for."""

    only_for = SelectField(
        "Who is it for?",
        description="An edition may be for more people than the one before, never for fewer.",
        widget=GovSelect(),
    )
    submit = SubmitField("Save", widget=GovSubmitInput())


class WordForm(BeginForm):
    """The same, where it begins from a Word document."""

    start = None
    file = FileField(
        "Which Word document?",
        description="A .docx of up to 5 MB. Pictures are not kept.",
        widget=GovFileInput(),
    )

    def validate_file(self, _field: FileField) -> None:
        """Whether a file was chosen; what is in it is somebody else's question."""
        if not self._sent():
            raise ValidationError("Choose a Word document")

    def _sent(self) -> str:
        sent = request.files.get("file")
        return (sent and sent.filename) or ""

    def content(self) -> bytes:
        """What was sent."""
        return bytes(request.files["file"].read())

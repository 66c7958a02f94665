"""The form that begins a draft."""

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovRadioInput,
    GovSelect,
    GovSubmitInput,
    GovTextInput,
)
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

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

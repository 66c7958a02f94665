"""Training done elsewhere, and what a lead says of it."""

from typing import Any

from flask import request
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovFileInput,
    GovRadioInput,
    GovSelect,
    GovSubmitInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    DateField,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.core.clock import today
from app.requirements.records import Decision, EvidenceFile, RequirementRecord, Typed
from app.web.forms import DayInput, Form

YES, NO = "yes", "no"


def _line(label: str, longest: int, description: str = "") -> StringField:
    return StringField(
        label,
        description=description,
        widget=GovTextInput(),
        validators=[Length(max=longest, message=f"Write this in {longest} characters or fewer")],
    )


class TrainingForm(Form):
    """What was learned elsewhere, and the proof of it."""

    title = StringField(
        "What was the training called?",
        widget=GovTextInput(),
        validators=[
            InputRequired("Enter what it was called"),
            Length(max=200, message="Write this in 200 characters or fewer"),
        ],
    )
    done_on = DateField(
        "When was it finished?",
        format=["%d %m %Y"],
        description="For example, 14 3 2026.",
        widget=DayInput(),
        validators=[InputRequired("Enter the day it was finished")],
    )
    provider = _line("Who gave it?", 160)
    number = _line("Certificate number", 80, "If it has one.")
    minutes = IntegerField(
        "How many minutes did it take?",
        description="If you know.",
        widget=GovTextInput(),
        validators=[Optional(), NumberRange(1, 6000, "Enter a number from 1 to 6,000")],
    )
    file = FileField(
        "Certificate or other proof", description="A PDF, JPG or PNG of up to 5 MB.", widget=GovFileInput()
    )
    note = TextAreaField(
        "Or say what proof there is",
        description="For example: paper certificate, seen on 2 May 2026, in the office file.",
        widget=GovTextArea(),
        validators=[Length(max=500, message="Write this in 500 characters or fewer")],
    )
    submit = SubmitField("Record this training", widget=GovSubmitInput())

    def validate_done_on(self, field: DateField) -> None:
        if field.data and field.data > today():
            raise ValidationError("The day must be today or earlier")

    def validate_note(self, field: TextAreaField) -> None:
        if not (field.data or "").strip() and not self._file():
            raise ValidationError("Choose a file, or say what proof there is")

    def _file(self) -> EvidenceFile | None:
        sent = request.files.get("file")
        if not sent or not sent.filename:
            return None
        sent.stream.seek(0)
        return EvidenceFile(sent.filename, sent.mimetype, sent.read())

    def typed(self) -> Typed:
        """What was typed and sent."""
        return Typed(
            self.title.data.strip(),
            self.done_on.data,
            self.provider.data or None,
            self.number.data or None,
            self.minutes.data,
            (self.note.data or "").strip() or None,
            self._file(),
        )


class DecideForm(Form):
    """Whether training counts, and toward what."""

    accepted = RadioField(
        "Do you accept it?",
        widget=GovRadioInput(),
        choices=[SelectChoice(YES, "Yes, it counts"), SelectChoice(NO, "No, it does not count here")],
        validators=[InputRequired("Choose yes or no")],
    )
    module = SelectField("It counts as this module, until it is to be renewed", widget=GovSelect())
    contributes_to = SelectMultipleField("It contributes to", widget=GovCheckboxesInput())
    reason = TextAreaField(
        "Why",
        description="A few words that an inspector would understand.",
        widget=GovTextArea(),
        validators=[InputRequired("Enter why"), Length(max=300, message="Write this in 300 characters or fewer")],
    )
    submit = SubmitField("Save my decision", widget=GovSubmitInput())

    def __init__(self, *values: Any, modules: list[SelectChoice], asked: list[RequirementRecord], **more: Any) -> None:
        """Draw the form with the modules there are, and the requirements that concern the post."""
        super().__init__(*values, **more)
        self.module.choices = [SelectChoice("", "No module"), *modules]
        self.contributes_to.choices = [SelectChoice(one.code, f"{one.title} ({one.authority})") for one in asked]

    def validate_module(self, field: SelectField) -> None:
        if self.accepted.data == YES and not field.data and not self.contributes_to.data:
            raise ValidationError("Say what it counts toward: a module, a requirement or both")

    def decision(self) -> Decision:
        """What was chosen."""
        is_accepted = self.accepted.data == YES
        codes = tuple(self.contributes_to.data or ()) if is_accepted else ()
        return Decision(is_accepted, self.reason.data.strip(), self.module.data or None, codes)

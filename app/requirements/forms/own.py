"""Forms by which a lead asks for more than others do, or says what meets a requirement of the setting's own."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovSelect, GovSubmitInput, GovTextArea, GovTextInput
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, SubmitField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.core.vocabulary import Role
from app.web.forms import Form

ROLES = [SelectChoice(str(one), one.label) for one in Role]


class Whole(IntegerField):  # type: ignore[misc]
    """A whole number that may be left out."""

    def __init__(self, label: str, least: int, most: int, **more: Any) -> None:
        fits = NumberRange(least, most, f"Enter a number from {least} to {most}")
        super().__init__(label, widget=GovTextInput(), validators=[Optional(), fits], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError("Enter a whole number, in digits") from fault


class AddForm(Form):
    """A requirement of the setting's own."""

    title = StringField(
        "What it is called",
        description="For example, fire safety.",
        widget=GovTextInput(),
        validators=[InputRequired("Enter what it is called"), Length(max=80, message="Use 80 characters or fewer")],
    )
    sentence = TextAreaField(
        "What you ask for, in one sentence",
        widget=GovTextArea(),
        validators=[
            InputRequired("Enter what you ask for"),
            Length(max=300, message="Use 300 characters or fewer"),
        ],
    )
    roles = SelectMultipleField(
        "Whom it concerns", description="Tick nobody to mean everybody.", widget=GovCheckboxesInput(), choices=ROLES
    )
    interval_months = Whole(
        "Every how many months", 1, 120, description="Leave this empty if once, at the start, is enough."
    )
    training = StringField(
        "Title of a course elsewhere that counts",
        description="Any course with these words in its title, as your staff list has it. Leave it empty for none.",
        widget=GovTextInput(),
        validators=[Length(max=120, message="Use 120 characters or fewer")],
    )
    modules = SelectMultipleField("Modules here that count", widget=GovCheckboxesInput(), choices=[])
    submit = SubmitField("Ask for this from today", widget=GovSubmitInput())


class TightenForm(Form):
    """More often, or sooner after somebody starts, than others ask for."""

    interval_months = Whole(
        "Every how many months", 1, 120, description="Leave this empty to keep to the others’ rule."
    )
    within_days = Whole(
        "Within how many days of starting", 0, 365, description="Leave this empty to keep to the others’ rule."
    )
    submit = SubmitField("Ask for it this way from today", widget=GovSubmitInput())


class CountForm(Form):
    """That something meets a requirement of the setting's own, by name."""

    what = SelectField("What meets it", widget=GovSelect(), choices=[])
    by = StringField(
        "Name and office of whoever decided that",
        description="It is shown with today’s date wherever this requirement is.",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the name of whoever decided it"), Length(max=120)],
    )
    submit = SubmitField("Count it as meeting this", widget=GovSubmitInput())

"""Letting all reminders rest until a day."""

from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import DateField, SubmitField
from wtforms.validators import InputRequired, ValidationError

from app.core.clock import today
from app.reminders.rules import FURTHEST_PAUSE
from app.web.forms import DayInput, Form


class PauseForm(Form):
    """The last day on which nothing is sent."""

    until = DateField(
        "Until and including which day?",
        format=["%d %m %Y"],
        description="For example, 4 1 2027.",
        widget=DayInput(),
        validators=[InputRequired("Enter the last day on which nothing is to be sent")],
    )
    submit = SubmitField("Send nothing until then", widget=GovSubmitInput())

    def validate_until(self, field: DateField) -> None:
        if field.data and not today() <= field.data <= today() + FURTHEST_PAUSE:
            raise ValidationError("The day must be today or later, and within a year")

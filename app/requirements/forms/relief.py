"""More time, exemptions, and somebody's own word."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovSubmitInput, GovTextArea
from wtforms import DateField, RadioField, SelectField, SubmitField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from app.core.clock import today
from app.web.forms import DayInput, Form

EVERYTHING = ""
LONGEST_REASON = 300


def _reason(hint: str) -> TextAreaField:
    return TextAreaField(
        "Reason",
        description=hint,
        widget=GovTextArea(),
        validators=[
            InputRequired("Enter a reason"),
            Length(max=LONGEST_REASON, message=f"Write this in {LONGEST_REASON} characters or fewer"),
        ],
    )


class MoreTimeForm(Form):
    """A new day for something that is due."""

    module = SelectField("Module", widget=GovSelect())
    until = DateField(
        "The new day",
        format=["%d %m %Y"],
        description="For example, 26 2 2027.",
        widget=DayInput(),
        validators=[InputRequired("Enter the new day")],
    )
    reason = _reason("A few words, such as: exam season. Nothing about anybody’s health.")
    submit = SubmitField("Give more time", widget=GovSubmitInput())

    def validate_until(self, field: DateField) -> None:
        if field.data and field.data <= today():
            raise ValidationError("The new day must be after today")


class ExemptForm(Form):
    """Somebody is not asked for a while, or not any more."""

    module = SelectField("From what", widget=GovSelect())
    begins_on = DateField(
        "First day", format=["%d %m %Y"], widget=DayInput(), validators=[InputRequired("Enter the first day")]
    )
    until = DateField(
        "Last day",
        format=["%d %m %Y"],
        description="Leave it empty if it is not known yet. What falls due meanwhile is due ten of her working days "
        "after it.",
        widget=DayInput(),
        validators=[Optional()],
    )
    reason = _reason("A few words. Write nothing about anybody’s health.")
    submit = SubmitField("Exempt", widget=GovSubmitInput())

    def validate_until(self, field: DateField) -> None:
        first = self.begins_on.data
        if field.data and (field.data < today() or (first and field.data < first)):
            raise ValidationError("The last day must be today or later, and not before the first")


class NotMineForm(Form):
    """Somebody's own word that something is not her job any more."""

    what = RadioField(
        "What is not your job any more?", widget=GovRadioInput(), validators=[InputRequired("Choose one")]
    )
    reason = _reason("Your safeguarding lead reads this. For example: I work in the kitchen now.")
    submit = SubmitField("Tell my safeguarding lead", widget=GovSubmitInput())

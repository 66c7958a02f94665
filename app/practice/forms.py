"""The form of a practice action."""

from datetime import timedelta

from govuk_frontend_wtf.wtforms_widgets import GovDateInput, GovSelect, GovSubmitInput, GovTextArea, GovTextInput
from wtforms import DateField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from app.core.clock import today
from app.web.forms import Form

FURTHEST = timedelta(days=730)


class ActionForm(Form):
    """What will change, who leads it, when it is looked at again."""

    words = TextAreaField(
        "What will we do differently?",
        description="Nothing from your reflection is copied here. Do not name or describe a child or family.",
        widget=GovTextArea(),
        validators=[
            InputRequired("Write what will change"),
            Length(min=10, max=600, message="Write between 10 and 600 characters about what will change"),
        ],
    )
    owner = StringField(
        "Who will lead it?",
        description="A name or a job, such as “lunchtime team”.",
        widget=GovTextInput(),
        validators=[
            InputRequired("Write who will lead it"),
            Length(max=120, message="Who will lead it must be 120 characters or fewer"),
        ],
    )
    review_on = DateField(
        "When will you look at it again?",
        format=["%d %m %Y"],
        description="For example, 27 3 2027.",
        widget=GovDateInput(),
        validators=[InputRequired("Enter the date when you will look at it again")],
    )
    statement = SelectField("Which point of the module is behind it?", widget=GovSelect(), validators=[])
    submit = SubmitField("Add to our practice actions", widget=GovSubmitInput())

    def validate_review_on(self, field: DateField) -> None:
        if field.data and not today() <= field.data <= today() + FURTHEST:
            raise ValidationError("The date must be today or later, and within two years")

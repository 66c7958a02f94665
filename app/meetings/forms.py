"""The forms of team meetings."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovSubmitInput, GovTextArea, GovTextInput
from wtforms import DateField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app.core.clock import today
from app.handouts.rules.meeting import LENGTHS
from app.meetings.rules.holding import ENTERED_LATE, PLANNED_AHEAD
from app.practice.rules import LONGEST_WORDS, review_fault
from app.web.forms import DayInput, Form

DAY: dict[str, Any] = {"format": ["%d %m %Y"], "description": "For example, 27 3 2027.", "widget": DayInput()}


class PlanForm(Form):
    """What will be learned together, for whom, when and by whom."""

    module = SelectField("Which module?", widget=GovSelect())
    kind = SelectField(
        "For which kind of setting?",
        description="The scenes and the questions are those of this kind.",
        widget=GovSelect(),
    )
    theme = SelectField(
        "Is there a theme you want to talk about most?",
        description="The discussion and what you decide are about it.",
        widget=GovSelect(),
    )
    held_on = DateField("On which day?", validators=[InputRequired("Enter the day of the meeting")], **DAY)
    minutes = SelectField(
        "How long?",
        description="The guide, the slides and the timer go by it, and certificates say it.",
        widget=GovSelect(),
        coerce=int,
        choices=[SelectChoice(value=str(one), label=f"{one} minutes") for one in LENGTHS],
    )
    facilitator = SelectField(
        "Who leads it?",
        description="Safeguarding leads, and whoever is a facilitator on the page “People”.",
        widget=GovSelect(),
        coerce=int,
    )
    submit = SubmitField("Keep this", widget=GovSubmitInput())

    def validate_held_on(self, field: DateField) -> None:
        if field.data and not today() - ENTERED_LATE <= field.data <= today() + PLANNED_AHEAD:
            raise ValidationError("The day must be within the last three months or the next year")


class CancelForm(Form):
    """Why a meeting is cancelled."""

    words = StringField(
        "Why is it cancelled?",
        widget=GovTextInput(),
        validators=[
            InputRequired("Write why it is cancelled"),
            Length(max=300, message="Write 300 characters or fewer"),
        ],
    )
    submit = SubmitField("Cancel this meeting", widget=GovSubmitInput())


class DecisionForm(Form):
    """What a group decided."""

    words = TextAreaField(
        "What will we do differently?",
        widget=GovTextArea(),
        validators=[
            InputRequired("Write what will change"),
            Length(
                10, LONGEST_WORDS, message=f"Write between 10 and {LONGEST_WORDS} characters about what will change"
            ),
        ],
    )
    owner = StringField(
        "Who will lead it?",
        description="A colleague’s name, or a job such as “lunchtime team”. A colleague can change the action herself.",
        widget=GovTextInput(),
        validators=[
            InputRequired("Write who will lead it"),
            Length(max=120, message="Who will lead it must be 120 characters or fewer"),
        ],
    )
    review_on = DateField(
        "When will you look at it again?",
        validators=[InputRequired("Enter the date when you will look at it again")],
        **DAY,
    )
    statement = SelectField("Which point of the module is behind it?", widget=GovSelect())
    submit = SubmitField("Add to our practice actions", widget=GovSubmitInput())

    def validate_review_on(self, field: DateField) -> None:
        fault = review_fault(field.data, today()) if field.data else None
        if fault:
            raise ValidationError(fault)


class NamesForm(Form):
    """A list of names from paper."""

    names = TextAreaField(
        "Names, one on each line",
        description="Type them as they stand on the list, or paste them. “Yusuf, Amina” is read too.",
        widget=GovTextArea(),
        validators=[InputRequired("Enter at least one name"), Length(max=20_000)],
    )
    submit = SubmitField("Add these people", widget=GovSubmitInput())

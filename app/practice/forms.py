"""The forms of practice actions."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovRadioInput,
    GovSelect,
    GovSubmitInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.core.clock import today
from app.practice.records import OPEN, Barrier, Origin, State
from app.practice.rules import (
    LONGEST_LINE,
    LONGEST_NOTE,
    LONGEST_STATEMENT,
    LONGEST_WORDS,
    MOST_WEEKS,
    NEEDS_WORDS,
    review_fault,
)
from app.web.forms import DayInput, Form

DAY = {"format": ["%d %m %Y"], "description": "For example, 27 3 2027.", "widget": DayInput()}


def _owner(label: str) -> StringField:
    return StringField(
        label,
        description="A colleague’s name, or a job such as “lunchtime team”. A colleague can change the action herself.",
        widget=GovTextInput(),
        validators=[
            InputRequired("Write who will lead it"),
            Length(max=120, message="Who will lead it must be 120 characters or fewer"),
        ],
    )


def _words(label: str, *validators: Any, description: str = "") -> TextAreaField:
    fits = Length(max=LONGEST_NOTE, message=f"Write {LONGEST_NOTE} characters or fewer")
    return TextAreaField(label, description=description, widget=GovTextArea(), validators=[*validators, fits])


class ActionForm(Form):
    """What will change, who leads it, when it is looked at again, and what is behind it."""

    words = TextAreaField(
        "What will we do differently?",
        widget=GovTextArea(),
        validators=[
            InputRequired("Write what will change"),
            Length(
                min=10,
                max=LONGEST_WORDS,
                message=f"Write between 10 and {LONGEST_WORDS} characters about what will change",
            ),
        ],
    )
    owner = _owner("Who will lead it?")
    review_on = DateField(
        "When will you look at it again?",
        validators=[InputRequired("Enter the date when you will look at it again")],
        **DAY,
    )
    origin = SelectField(
        "Where does it come from?", widget=GovSelect(), choices=[SelectChoice(str(one), one.label) for one in Origin]
    )
    statement = SelectField("Which point of the module is behind it?", widget=GovSelect())
    theme = SelectField("What is it about?", widget=GovSelect())
    submit = SubmitField("Add to our practice actions", widget=GovSubmitInput())

    def validate_review_on(self, field: DateField) -> None:
        _check_day(field)


def _check_day(field: DateField) -> None:
    fault = review_fault(field.data, today()) if field.data else None
    if fault:
        raise ValidationError(fault)


class ReviewForm(Form):
    """Where an action stands now, and when it is looked at again."""

    state = RadioField(
        "Where does it stand?", widget=GovRadioInput(), choices=[SelectChoice(str(one), one.label) for one in State]
    )
    words = _words(
        "What do you want to note?",
        description="If it did not work or is dropped, write why. That is worth as much as a success.",
    )
    review_on = DateField("When will you look at it again?", validators=[Optional()], **DAY)
    submit = SubmitField("Note this", widget=GovSubmitInput())

    def validate_words(self, field: TextAreaField) -> None:
        needs = NEEDS_WORDS.get(State(self.state.data)) if self.state.data in list(State) else None
        if needs and not (field.data or "").strip():
            raise ValidationError(needs)

    def validate_review_on(self, field: DateField) -> None:
        if self.state.data not in OPEN or field.errors:
            return
        if not field.data:
            raise ValidationError("Enter the date when you will look at it again")
        _check_day(field)


class EvidenceForm(Form):
    """What somebody would notice."""

    words = _words(
        "What would a child, a parent or a member of staff notice?",
        InputRequired("Write what somebody would notice"),
        description="For example: children come to the hatch to tell us things; a parent said that we ring sooner.",
    )
    submit = SubmitField("Add this evidence", widget=GovSubmitInput())


class HandOverForm(Form):
    """Who leads it from now on."""

    owner = _owner("Who leads it from now on?")
    words = _words("What do you want to note? (optional)")
    submit = SubmitField("Hand it over", widget=GovSubmitInput())


class TakeOutForm(Form):
    """The words that must not stand there."""

    passage = StringField(
        "The words to take out",
        description="As they stand there. They go from the action and its whole history, and cannot be brought back.",
        widget=GovTextInput(),
        validators=[
            InputRequired("Write or copy the words to take out"),
            Length(min=3, max=LONGEST_WORDS, message=f"Write between 3 and {LONGEST_WORDS} characters"),
        ],
    )
    submit = SubmitField("Take these words out for good", widget=GovSubmitInput())


class LineForm(Form):
    """What somebody may add to an answer of one tap."""

    barrier = RadioField(
        "What got in the way?",
        widget=GovRadioInput(),
        validators=[Optional()],
        choices=[SelectChoice(str(one), one.label) for one in Barrier],
    )
    line = StringField(
        "One line, if you like",
        widget=GovTextInput(),
        validators=[Length(max=LONGEST_LINE, message=f"Write {LONGEST_LINE} characters or fewer")],
    )
    submit = SubmitField("Send this too", widget=GovSubmitInput())


class WeeksForm(Form):
    """After how many weeks a setting asks."""

    weeks = IntegerField(
        "After how many weeks do we ask?",
        description=f"Usually 6. Up to {MOST_WEEKS}; 0 means that nobody is asked.",
        widget=GovTextInput(),
        validators=[
            InputRequired("Enter a number of weeks, or 0"),
            NumberRange(0, MOST_WEEKS, message=f"Choose 0 to {MOST_WEEKS} weeks"),
        ],
    )
    submit = SubmitField("Keep this", widget=GovSubmitInput())


class StatementForm(Form):
    """A theme's statement of practice, and when it is looked at again."""

    words = TextAreaField(
        "What is now different here?",
        description="One or two sentences that everybody in your setting would recognise. For example: before she goes "
        "home, the room leader reads every note of the day and rings the lead.",
        widget=GovTextArea(),
        validators=[
            InputRequired("Write what is now different here"),
            Length(
                min=10,
                max=LONGEST_STATEMENT,
                message=f"Write between 10 and {LONGEST_STATEMENT} characters about what is different",
            ),
        ],
    )
    review_on = DateField(
        "When will you look whether it still holds?",
        validators=[InputRequired("Enter the date when you will look at it again")],
        **DAY,
    )
    submit = SubmitField("Close this theme for our setting", widget=GovSubmitInput())

    def validate_review_on(self, field: DateField) -> None:
        _check_day(field)


class ReopenForm(Form):
    """Why a theme is opened again."""

    note = _words("Why is it open again?", InputRequired("Write why it is open again"))
    submit = SubmitField("Open it again", widget=GovSubmitInput())

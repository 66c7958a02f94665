"""Asking people for a module."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.core.clock import today
from app.core.vocabulary import Role, SettingKind
from app.requirements.records import How, Whom, Wish
from app.web.forms import DayInput, Form, chosen
from app.workforce.rules import CONTRACTS

USUAL_DAYS, MOST_DAYS = 10, 120  # working days


def _several(label: str, description: str = "") -> SelectMultipleField:
    return SelectMultipleField(label, description=description, widget=GovCheckboxesInput())


class AssignForm(Form):
    """Which module, whom, by when and how."""

    module = SelectField("Module", widget=GovSelect())
    roles = _several("Roles", "Tick none to ask every role.")
    kinds = _several("Who works with the children of")
    contracts = _several("Kinds of contract", "Tick none to ask all.")
    sites = _several("Sites", "Tick none to ask all.")
    jobs = StringField(
        "Only jobs that say",
        description="Part of a job’s name, such as: teach, midday, cook. Leave it empty to ask all.",
        widget=GovTextInput(),
        validators=[Length(max=200, message="Write this in 200 characters or fewer")],
    )
    due_on = DateField(
        "Everyone here now: by",
        format=["%d %m %Y"],
        widget=DayInput(),
        validators=[Optional()],
    )
    keeps = BooleanField("Ask everyone who joins later too", widget=GovCheckboxInput())
    days = IntegerField(
        "Working days a newcomer has, from the first day",
        description="Counted by term dates, bank holidays and the days each person works.",
        widget=GovTextInput(),
        default=USUAL_DAYS,
        validators=[Optional(), NumberRange(1, MOST_DAYS, f"Enter a number from 1 to {MOST_DAYS}")],
    )
    how = RadioField(
        "How",
        widget=GovRadioInput(),
        choices=[SelectChoice(str(one), one.label) for one in How],
        default=str(How.SELF_STUDY),
        validators=[InputRequired("Choose how it is to be done")],
    )
    note = TextAreaField(
        "A line to them",
        description="For example, when and where the team meets. Leave it empty if there is nothing to add.",
        widget=GovTextArea(),
        validators=[Length(max=300, message="Write this in 300 characters or fewer")],
    )

    def __init__(self, *values: Any, modules: list[SelectChoice], of: dict[str, list[Any]], **more: Any) -> None:
        """Draw the form for a setting: `of` holds its roles, kinds, contracts and sites."""
        super().__init__(*values, **more)
        self.module.choices = modules
        self.roles.choices = [SelectChoice(str(one), one.label) for one in of["roles"]]
        self.kinds.choices = [SelectChoice(str(one), one.label) for one in of["kinds"]]
        self.contracts.choices = [SelectChoice(one, CONTRACTS.get(one, one)) for one in of["contracts"]]
        self.sites.choices = [SelectChoice(one, one) for one in of["sites"]]

    def validate_due_on(self, field: DateField) -> None:
        if field.data and field.data < today():
            raise ValidationError("The day must be today or later")

    def validate_keeps(self, field: BooleanField) -> None:
        if not field.data and not self.due_on.data and not self.due_on.errors:
            raise ValidationError("Enter a day, or ask everyone who joins")

    def wish(self) -> Wish:
        """What was typed."""
        jobs = tuple(part.strip() for part in (self.jobs.data or "").split(",") if part.strip())
        whom = Whom(
            tuple(Role(one) for one in self.roles.data or ()),
            tuple(SettingKind(one) for one in self.kinds.data or ()),
            tuple(self.contracts.data or ()),
            tuple(self.sites.data or ()),
            jobs,
            tuple(int(one) for one in chosen("post") if one.isdecimal()),
        )
        days = (self.days.data or USUAL_DAYS) if self.keeps.data else None
        return Wish(self.module.data, whom, self.due_on.data, days, How(self.how.data), self.note.data.strip() or None)

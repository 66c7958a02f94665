"""Forms about a setting: its profile, and the three questions that it starts with."""

from datetime import date
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovSubmitInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.core.vocabulary import RunBy, SettingKind, YearKind
from app.web.forms import Form
from app.workforce.records import Makeup, SettingRecord
from app.workforce.rules import MOST_TERMS, terms_at_fault

YEARS = [SelectChoice(str(one), one.label) for one in YearKind]
DAY_FIRST = ["%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y"]


def _fact(label: str, description: str = "") -> StringField:
    return StringField(
        label,
        description=description,
        widget=GovTextInput(),
        validators=[Length(max=200, message="Write this in 200 characters or fewer")],
    )


class DayField(DateField):  # type: ignore[misc]
    """A date typed day first into one box."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError("Enter a day such as 1/9/2026") from fault


def _day(label: str) -> DayField:
    return DayField(label, format=DAY_FIRST, widget=GovTextInput(), validators=[Optional()])


class TermForm(PlainForm):  # type: ignore[misc]
    """The first and the last day of one term."""

    first = _day("First day")
    last = _day("Last day")


class ProfileForm(Form):
    """The facts that every module and every page of this setting shows."""

    dsl_contact = _fact("How to reach the safeguarding lead", "A number, a room, or both.")
    deputy_contact = _fact("How to reach the deputy")
    recording_place = TextAreaField(
        "Where concerns are recorded",
        description="For example, the green form in the office. Never this site.",
        widget=GovTextArea(),
        validators=[Length(max=200, message="Write this in 200 characters or fewer")],
    )
    referral_line = _fact("Children’s social care: number to refer")
    advice_line = _fact("Advice line for professionals")
    out_of_hours_line = _fact("Children’s social care out of hours")
    run_by_kind = SelectField(
        "Who runs this setting",
        description="It decides which guidance applies.",
        widget=GovSelect(),
        choices=[SelectChoice("", "Choose one"), *(SelectChoice(str(one), one.label) for one in RunBy)],
    )
    run_by = _fact("Its name on paper", "For example, The Tidemark Learning Trust.")
    people_count = IntegerField(
        "About how many people work here",
        description="Staff and volunteers together.",
        widget=GovTextInput(),
        validators=[Optional(), NumberRange(1, 20_000, "Enter a number from 1 to 20,000")],
    )
    year_kind = RadioField("How your year of learning is counted", widget=GovRadioInput(), choices=YEARS)
    terms = FieldList(FormField(TermForm), min_entries=MOST_TERMS, max_entries=MOST_TERMS)
    asks_second_step = BooleanField("Ask everyone here for a second step at sign-in", widget=GovCheckboxInput())
    submit = SubmitField("These facts are right today", widget=GovSubmitInput())

    @classmethod
    def of(cls, place: SettingRecord) -> "ProfileForm":
        """The form with what is known of a setting."""
        makeup = place.makeup
        return cls(
            data={
                **place.facts,
                "run_by": place.run_by,
                "asks_second_step": place.asks_second_step,
                "run_by_kind": str(makeup.run_by_kind or ""),
                "people_count": makeup.people_count,
                "year_kind": str(makeup.year_kind),
                "terms": [{"first": first, "last": last} for first, last in makeup.terms],
            }
        )

    def validate(self, *more: Any, **named: Any) -> bool:
        """Look at each field, and then at the terms beside each other."""
        is_well = super().validate(*more, **named)
        faults = terms_at_fault(self._typed_terms())
        for place, fault in faults.items():
            self.terms[place].form.first.errors = [*self.terms[place].form.first.errors, fault]
        self.terms.errors = [row.errors for row in self.terms] if any(row.errors for row in self.terms) else []
        return bool(is_well and not faults)

    def _typed_terms(self) -> list[tuple[date | None, date | None]]:
        """What was typed; a row with a date that cannot be read is spoken of already."""
        rows = [one.form for one in self.terms]
        return [(None, None) if row.errors else (row.first.data, row.last.data) for row in rows]

    def makeup(self) -> Makeup:
        """Who runs the setting, how many work there, and how its year goes, as typed."""
        terms = sorted((first, last) for first, last in self._typed_terms() if first and last)
        runs = RunBy(self.run_by_kind.data) if self.run_by_kind.data else None
        return Makeup(runs, self.people_count.data, YearKind(self.year_kind.data), tuple(terms))


class StartForm(Form):
    """The three questions that a new setting starts with; all else has good defaults."""

    kind = SelectField(
        "What kind of setting is it?",
        description="It decides which questions and examples people are given. Where one person works with other "
        "children, such as a nursery class in a school, you can say so on her page.",
        widget=GovSelect(),
        choices=[SelectChoice(str(one), one.label) for one in SettingKind],
    )
    partnership_id = SelectField(
        "Which safeguarding partnership are you in?",
        description="It decides which local requirements are shown beside the national ones.",
        widget=GovSelect(),
        coerce=int,
    )
    year_kind = RadioField(
        "How do you count a year of learning?",
        widget=GovRadioInput(),
        choices=YEARS,
        validators=[InputRequired("Choose how you count a year")],
    )
    submit = SubmitField("Set up our setting", widget=GovSubmitInput())

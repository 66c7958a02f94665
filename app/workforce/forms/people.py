"""Forms about people and their posts."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovSubmitInput, GovTextInput
from wtforms import DateField, SelectField, StringField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.core.clock import today
from app.core.vocabulary import Role, SettingKind
from app.web.forms import ADDRESS, DayInput, Form
from app.workforce.forms.joining import check_name
from app.workforce.rules import CONTRACTS, EARLIEST_START, GRANTED_BY_LEADS, LONGEST_PLACE


def _place(label: str, description: str) -> StringField:
    return StringField(
        label,
        description=description,
        widget=GovTextInput(),
        validators=[Length(max=LONGEST_PLACE, message=f"Write this in {LONGEST_PLACE} characters or fewer")],
    )


class PersonFields(Form):
    """Who somebody is and what she does here."""

    name = StringField("Name", widget=GovTextInput())
    email = StringField(
        "Email address",
        description="Leave this empty for somebody without one; you can print her a card.",
        widget=GovTextInput(),
        validators=[Optional(), Length(max=254, message="An email address has at most 254 characters"), ADDRESS],
    )
    job_title = StringField(
        "Job",
        description="For example, midday supervisor.",
        widget=GovTextInput(),
        validators=[
            InputRequired("Enter what the person does"),
            Length(max=120, message="A job has at most 120 characters"),
        ],
    )
    role = SelectField(
        "Role here", widget=GovSelect(), choices=[SelectChoice(str(one), one.label) for one in GRANTED_BY_LEADS]
    )
    works_days = StringField(
        "Days worked",
        description="For example, Mon Tue Wed. Leave empty if they vary.",
        widget=GovTextInput(),
        validators=[Length(max=60, message="Write the days in 60 characters or fewer")],
    )

    contract = SelectField(
        "Kind of contract", widget=GovSelect(), choices=[SelectChoice(*one) for one in CONTRACTS.items()]
    )
    started_on = DateField(
        "First day",
        format=["%d %m %Y"],
        description="For example, 1 9 2026. Empty means today for somebody new.",
        widget=DayInput(),
        validators=[Optional()],
    )
    kind = SelectField("Works with the children of", widget=GovSelect(), validate_choice=False)
    site = _place("Site", "For example, the lower school. Leave empty if there is only one.")
    line_manager = _place("Line manager", "Her name, where you want to keep it.")

    def __init__(self, *values: Any, of: SettingKind, **more: Any) -> None:
        """Draw the form for a setting of a kind: `of` itself is offered first, and means no other kind."""
        super().__init__(*values, **more)
        others = [SelectChoice(str(one), one.label) for one in SettingKind if one is not of]
        self.kind.choices = [SelectChoice("", f"This setting: {of.label}"), *others]

    def validate_name(self, field: StringField) -> None:
        check_name(field, "the")

    def validate_kind(self, field: SelectField) -> None:
        if field.data not in [choice.value for choice in field.choices]:
            raise ValidationError("Choose one from the list")

    def validate_started_on(self, field: DateField) -> None:
        if field.data and field.data < EARLIEST_START:
            raise ValidationError("The first day must be after 1950")

    def other_kind(self) -> SettingKind | None:
        """The kind of children she works with, where it is not the setting's own."""
        return SettingKind(self.kind.data) if self.kind.data else None

    def granted(self) -> Role:
        """The role that was chosen, one of those a lead may give."""
        return Role(self.role.data)


class NewPersonForm(PersonFields):
    """Somebody new here."""

    submit = SubmitField("Add this person", widget=GovSubmitInput())


class EditPersonForm(PersonFields):
    """Somebody who works here already."""

    submit = SubmitField("Save", widget=GovSubmitInput())

    def validate_started_on(self, field: DateField) -> None:
        super().validate_started_on(field)
        if field.data and field.data > today():
            raise ValidationError("She works here already, so her first day is today or earlier")


class EndForm(Form):
    """The last day of a post."""

    last_day = DateField(
        "Last day",
        format=["%d %m %Y"],
        description="Today or earlier. What she learned stays hers.",
        widget=DayInput(),
        validators=[InputRequired("Enter the last day")],
        default=today,
    )
    submit = SubmitField("End this post", widget=GovSubmitInput())


class MoveForm(EndForm):
    """Where somebody goes on to, and her last day here."""

    code = StringField(
        "Code of the other setting",
        description="Eight letters and digits. Ask its safeguarding lead.",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the code of the other setting"), Length(max=40)],
    )
    submit = SubmitField("Move this person", widget=GovSubmitInput())


class LeaveForm(Form):
    """The first and the last day of a leave."""

    first_day = DateField(
        "First day of leave",
        format=["%d %m %Y"],
        widget=DayInput(),
        validators=[InputRequired("Enter the first day of leave")],
    )
    last_day = DateField(
        "Last day of leave",
        format=["%d %m %Y"],
        description="Leave this empty while nobody knows it.",
        widget=DayInput(),
        validators=[Optional()],
    )
    submit = SubmitField("Note this leave", widget=GovSubmitInput())

"""Forms about people, posts, joining and a setting's profile."""

from datetime import date

from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovDateInput,
    GovSelect,
    GovSubmitInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import BooleanField, DateField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from app.accounts.rules import name_fault, tidy_name
from app.core.clock import today
from app.core.vocabulary import Role
from app.web.forms import Form
from app.workforce.rules import CONTRACTS, GRANTED_BY_LEADS

ADDRESS = Regexp(r"^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+$", message="Enter an email address such as name@example.org")

ROLES = [SelectChoice(str(one), one.label) for one in GRANTED_BY_LEADS]
KINDS_OF_CONTRACT = [SelectChoice(*one) for one in CONTRACTS.items()]


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

    def validate_name(self, field: StringField) -> None:
        fault = name_fault(tidy_name(field.data or ""))
        if fault:
            raise ValidationError(fault.replace("your name", "the name").replace("Your name", "The name"))

    def granted(self) -> Role:
        """The role that was chosen, one of those a lead may give."""
        return Role(self.role.data)


class NewPersonForm(PersonFields):
    """Somebody new here."""

    contract = SelectField(
        "Kind of contract", widget=GovSelect(), choices=[SelectChoice(*one) for one in CONTRACTS.items()]
    )
    started_on = DateField(
        "Starts on",
        format=["%d %m %Y"],
        description="Leave empty for today. For example, 1 9 2026.",
        widget=GovDateInput(),
        validators=[Optional()],
    )
    submit = SubmitField("Add this person", widget=GovSubmitInput())

    def validate_started_on(self, field: DateField) -> None:
        if field.data and not date(1950, 1, 1) <= field.data:
            raise ValidationError("The first day must be after 1950")


class EditPersonForm(PersonFields):
    """Somebody who works here."""

    submit = SubmitField("Save", widget=GovSubmitInput())


class EndForm(Form):
    """The last day of a post."""

    last_day = DateField(
        "Last day",
        format=["%d %m %Y"],
        description="Today or earlier. What she learned stays hers.",
        widget=GovDateInput(),
        validators=[InputRequired("Enter the last day")],
        default=today,
    )
    submit = SubmitField("End this post", widget=GovSubmitInput(), render_kw={"class": "govuk-button--warning"})


class CodeForm(Form):
    """A setting's code."""

    code = StringField(
        "Setting code",
        description="Eight letters and digits, from your safeguarding lead or the poster in your staff room.",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the setting code"), Length(max=40)],
    )
    submit = SubmitField("Go on", widget=GovSubmitInput())


class JoinForm(Form):
    """Who asks to join."""

    name = StringField("Your name", widget=GovTextInput())
    job_title = StringField(
        "Your job there",
        widget=GovTextInput(),
        validators=[
            InputRequired("Enter what you do there"),
            Length(max=120, message="A job has at most 120 characters"),
        ],
    )
    email = StringField(
        "Your email address",
        description="Leave this empty if you have none that you want to use; you will be given a card.",
        widget=GovTextInput(),
        validators=[Optional(), Length(max=254), ADDRESS],
    )
    submit = SubmitField("Ask to join", widget=GovSubmitInput())

    def validate_name(self, field: StringField) -> None:
        fault = name_fault(tidy_name(field.data or ""))
        if fault:
            raise ValidationError(fault)


class CardForm(Form):
    """What a card says."""

    setting = StringField(
        "Setting code",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the setting code from your card"), Length(max=40)],
    )
    username = StringField(
        "Username",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the username from your card"), Length(max=60)],
    )
    pin = StringField(
        "PIN",
        description="Six digits.",
        widget=GovTextInput(),
        validators=[InputRequired("Enter your PIN"), Length(max=20)],
    )
    submit = SubmitField("Sign in", widget=GovSubmitInput())


class PinForm(Form):
    """A PIN of one's own."""

    pin = StringField(
        "Your new PIN",
        description="Six digits, not a run or a repeat. Not your birthday.",
        widget=GovTextInput(),
        validators=[InputRequired("Enter a new PIN")],
    )
    again = StringField("The same PIN again", widget=GovTextInput(), validators=[InputRequired("Enter the PIN again")])
    submit = SubmitField("Use this PIN", widget=GovSubmitInput())

    def validate_again(self, field: StringField) -> None:
        if field.data != self.pin.data:
            raise ValidationError("The two PINs are not the same")


def _fact(label: str, description: str = "") -> StringField:
    return StringField(
        label,
        description=description,
        widget=GovTextInput(),
        validators=[Length(max=200, message="Write this in 200 characters or fewer")],
    )


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
    run_by = _fact("Who runs this setting", "It decides which guidance applies. For example, an academy trust.")
    asks_second_step = BooleanField("Ask everyone here for a second step at sign-in", widget=GovCheckboxInput())
    submit = SubmitField("These facts are right today", widget=GovSubmitInput())

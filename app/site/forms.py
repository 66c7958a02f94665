"""Forms of whoever looks after the site."""

from govuk_frontend_wtf.wtforms_widgets import GovSelect, GovSubmitInput, GovTextInput
from wtforms import SelectField, StringField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.accounts.rules import name_fault, tidy_name
from app.core.vocabulary import Office, SettingKind
from app.web.forms import ADDRESS, Form

LONGEST_PLACE = 160


def _number(typed: str | None) -> int | None:
    """A row's number that was chosen; None for the empty choice."""
    return int(typed) if typed else None


def _check_name(field: StringField) -> None:
    fault = name_fault(tidy_name(field.data or ""), "the")
    if fault:
        raise ValidationError(fault)


def _place_name(label: str) -> StringField:
    return StringField(
        label,
        widget=GovTextInput(),
        validators=[
            InputRequired(f"Enter the {label.lower()}"),
            Length(max=LONGEST_PLACE, message=f"Write the name in {LONGEST_PLACE} characters or fewer"),
        ],
    )


class LeadForm(Form):
    """A lead to be invited."""

    lead = StringField("Name of the safeguarding lead", widget=GovTextInput())
    email = StringField(
        "Her email address",
        description="She is sent an invitation. If she is known from another setting, she is asked.",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the lead’s email address"), Length(max=254), ADDRESS],
    )
    submit = SubmitField("Invite this lead", widget=GovSubmitInput())

    def validate_lead(self, field: StringField) -> None:
        _check_name(field)


class SettingForm(LeadForm):
    """A new setting, with its first lead."""

    name = _place_name("Name of the setting")
    kind = SelectField(
        "Kind of setting",
        widget=GovSelect(),
        choices=[SelectChoice(str(one), one.label) for one in SettingKind],
    )
    partnership_id = SelectField("Safeguarding partnership", widget=GovSelect(), coerce=int)
    submit = SubmitField("Make this setting", widget=GovSubmitInput())


class PartnershipForm(Form):
    """A new local safeguarding children partnership."""

    name = _place_name("Name of the partnership")
    pathway = SelectField(
        "Local requirements",
        description="Those of England always hold. Choose what the partnership asks for beside them.",
        widget=GovSelect(),
    )
    submit = SubmitField("Make this partnership", widget=GovSubmitInput())


class TrustForm(Form):
    """A new trust or group."""

    name = _place_name("Name of the trust or group")
    submit = SubmitField("Make this trust", widget=GovSubmitInput())


class ChooseTrustForm(Form):
    """The trust that a setting belongs to."""

    trust_id = SelectField("Trust or group", widget=GovSelect(), coerce=_number)
    submit = SubmitField("Save", widget=GovSubmitInput())


class AppointForm(Form):
    """Whom to appoint to what, and of which trust or partnership."""

    person = StringField(
        "Email address, username or staff code",
        widget=GovTextInput(),
        validators=[InputRequired("Enter her email address, username or staff code"), Length(max=254)],
    )
    name = StringField(
        "Her name, if she is new here",
        description="Leave this empty for somebody who has an account. Somebody new is sent an invitation.",
        widget=GovTextInput(),
        validators=[Optional(), Length(max=120)],
    )
    office = SelectField("Office", widget=GovSelect(), choices=[SelectChoice(str(one), one.label) for one in Office])
    trust_id = SelectField("Trust, for a trust safeguarding lead", widget=GovSelect(), coerce=_number)
    partnership_id = SelectField(
        "Partnership, for an officer, a trainer or a reviewer", widget=GovSelect(), coerce=_number
    )
    submit = SubmitField("Appoint", widget=GovSubmitInput())

    def validate_name(self, field: StringField) -> None:
        _check_name(field)


class EndOfficeForm(Form):
    """A button that ends an appointment."""

    submit = SubmitField("End this appointment", widget=GovSubmitInput())


class DeactivateForm(Form):
    """A button that lets nobody in as somebody any more."""

    submit = SubmitField("Deactivate this person", widget=GovSubmitInput())

"""Forms for joining a setting, and for signing in with a card."""

from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput, GovTextInput
from wtforms import StringField, SubmitField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.accounts.rules import name_fault, tidy_name
from app.web.forms import ADDRESS, Form


def check_name(field: StringField, whose: str = "your") -> None:
    """Refuse a name that could not stand on a certificate. `whose` is "your", or "the" for somebody else's."""
    fault = name_fault(tidy_name(field.data or ""), whose)
    if fault:
        raise ValidationError(fault)


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
        check_name(field)


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

"""Signing in and confirming a name."""

from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSubmitInput, GovTextInput
from wtforms import PasswordField, StringField, SubmitField
from wtforms.validators import InputRequired, Length, ValidationError

from app.accounts.rules import name_fault, tidy_name
from app.web.forms import Form


class SignInForm(Form):
    """Username or e-mail, and password."""

    username = StringField(
        "Username or email address",
        widget=GovTextInput(),
        validators=[InputRequired("Enter your username or email address"), Length(max=254)],
    )
    password = PasswordField(
        "Password",
        widget=GovPasswordInput(),
        validators=[InputRequired("Enter your password"), Length(max=256)],
    )
    submit = SubmitField("Sign in", widget=GovSubmitInput())


class NameForm(Form):
    """The name for certificates."""

    name = StringField("Your name on certificates", widget=GovTextInput())
    submit = SubmitField("Confirm my name", widget=GovSubmitInput())

    def validate_name(self, field: StringField) -> None:
        fault = name_fault(tidy_name(field.data or ""))
        if fault:
            raise ValidationError(fault)

"""Signing in, choosing a password, confirming a name."""

from flask_babel import lazy_gettext as _
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSubmitInput, GovTextInput
from wtforms import PasswordField, StringField, SubmitField
from wtforms.validators import InputRequired, Length, ValidationError

from app.accounts.rules import name_fault, tidy_name
from app.web.forms import ADDRESS, Form


class SignInForm(Form):
    """Username or e-mail, and password."""

    username = StringField(
        _("Username or email address"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter your username or email address")), Length(max=254)],
    )
    password = PasswordField(
        _("Password"),
        widget=GovPasswordInput(),
        validators=[InputRequired(_("Enter your password")), Length(max=256)],
    )
    submit = SubmitField(_("Sign in"), widget=GovSubmitInput())


class ForgottenForm(Form):
    """Who forgot."""

    username = StringField(
        _("Username or email address"),
        widget=GovTextInput(),
        validators=[InputRequired(_("Enter your username or email address")), Length(max=254)],
    )
    submit = SubmitField(_("Send me a link"), widget=GovSubmitInput())


class ChoosePasswordForm(Form):
    """A new password, behind a link."""

    password = PasswordField(
        "Your new password",
        description="8 characters or more. Three words that only you would put together are easy to remember.",
        widget=GovPasswordInput(),
        validators=[InputRequired("Enter a new password")],
    )
    submit = SubmitField("Use this password", widget=GovSubmitInput())


class ChangePasswordForm(Form):
    """The password one has and the one that follows."""

    current = PasswordField(
        "Your current password", widget=GovPasswordInput(), validators=[InputRequired("Enter your current password")]
    )
    password = PasswordField(
        "Your new password",
        description="8 characters or more. Three words that only you would put together are easy to remember.",
        widget=GovPasswordInput(),
        validators=[InputRequired("Enter a new password")],
    )
    submit = SubmitField("Change my password", widget=GovSubmitInput())


class CodeForm(Form):
    """A code of an authenticator app, or a recovery code."""

    code = StringField(
        "Code",
        description="Six digits from your authenticator app, or one of your recovery codes.",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the code"), Length(max=40)],
    )
    submit = SubmitField("Go on", widget=GovSubmitInput())


class ProveForm(Form):
    """One of the things that show that it is oneself; the page draws the boxes that its reader can fill."""

    key = PasswordField("Your password or PIN", widget=GovPasswordInput(), validators=[Length(max=256)])
    code = StringField(
        "Code",
        description="Six digits from your authenticator app, or one of your recovery codes.",
        widget=GovTextInput(),
        validators=[Length(max=40)],
    )
    submit = SubmitField("Go on", widget=GovSubmitInput())


class PutAwayForm(Form):
    """A button that turns the second step off."""

    submit = SubmitField("Turn it off", widget=GovSubmitInput())


class RecoveryCodesForm(Form):
    """A button that makes new recovery codes."""

    submit = SubmitField("Make ten new codes", widget=GovSubmitInput())


class AddressForm(Form):
    """A new e-mail address."""

    email = StringField(
        "Your new email address",
        description="A personal one is fine: your record is yours, also after you leave.",
        widget=GovTextInput(),
        validators=[
            InputRequired("Enter your new email address"),
            Length(max=254),
            ADDRESS,
        ],
    )
    submit = SubmitField("Send a link there", widget=GovSubmitInput())


class OwnNameForm(Form):
    """How one is called here."""

    name = StringField(
        "Your name",
        description="As colleagues know you. Your safeguarding lead sees it beside your learning.",
        widget=GovTextInput(),
    )
    submit = SubmitField("Correct my name", widget=GovSubmitInput())

    def validate_name(self, field: StringField) -> None:
        fault = name_fault(tidy_name(field.data or ""))
        if fault:
            raise ValidationError(fault)


class NameForm(Form):
    """The name for certificates."""

    name = StringField("Your name on certificates", widget=GovTextInput())
    submit = SubmitField("Confirm my name", widget=GovSubmitInput())

    def validate_name(self, field: StringField) -> None:
        fault = name_fault(tidy_name(field.data or ""))
        if fault:
            raise ValidationError(fault)

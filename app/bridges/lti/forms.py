"""What an administrator says of a platform, and what somebody says of herself when she first comes from one."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSubmitInput, GovTextArea, GovTextInput
from wtforms import PasswordField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from app.bridges.lti.records import origin
from app.bridges.lti.rules import LONGEST_ID
from app.web.forms import Form

HTTPS = Regexp(r"^https?://[^\s/?#]+\S*$", message="Enter a whole address that begins with https://")


def _words(label: str, said: str, *more: Any, hint: str = "") -> StringField:
    required = [InputRequired(said), Length(max=LONGEST_ID, message=f"Keep this to {LONGEST_ID} characters"), *more]
    return StringField(label, description=hint, widget=GovTextInput(), validators=required)


def lines(field: TextAreaField) -> list[str]:
    """What was typed, line by line."""
    return [line.strip() for line in (field.data or "").splitlines() if line.strip()]


class ConfirmForm(Form):
    """What a platform may do here."""

    deployments = TextAreaField(
        "Deployments that may open modules",
        description="One a line, as the platform shows them. A launch that names another is refused.",
        widget=GovTextArea(),
        validators=[InputRequired("Enter at least one deployment"), Length(max=4000)],
    )
    shown_on = TextAreaField(
        "Sites that may show modules in a frame",
        description="One a line, such as https://learn.trust.example. Usually the platform’s own address is enough.",
        widget=GovTextArea(),
        validators=[InputRequired("Enter at least one address"), Length(max=4000)],
    )
    submit = SubmitField("Confirm this platform", widget=GovSubmitInput())

    def validate_deployments(self, field: TextAreaField) -> None:
        if any(len(line) > LONGEST_ID for line in lines(field)):
            raise ValidationError(f"Keep each deployment to {LONGEST_ID} characters")

    def validate_shown_on(self, field: TextAreaField) -> None:
        wrong = [line for line in lines(field) if not HTTPS.regex.match(line) or origin(line) != line or ";" in line]
        if wrong:
            raise ValidationError(
                f"“{wrong[0]}” must be an address without a path, such as https://learn.trust.example"
            )


class PlatformForm(ConfirmForm):
    """A platform that does not register by itself."""

    name = _words("Name", "Enter a name for it")
    issuer = _words("Issuer", "Enter its issuer", HTTPS, hint="Also called platform ID.")
    client_id = _words("Client ID", "Enter the client ID it gave us")
    authorises_at = _words("Authentication request address", "Enter where launches are asked for", HTTPS)
    tokens_at = _words("Access token address", "Enter where tokens are given", HTTPS)
    keys_at = _words("Public keyset address", "Enter where its keys are", HTTPS)
    submit = SubmitField("Add this platform", widget=GovSubmitInput())


class CourseForm(Form):
    """Which setting a course belongs to."""

    code = StringField(
        "Setting code",
        description="Eight letters and numbers, as the page of the setting shows them.",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the code of a setting"), Length(max=20)],
    )
    submit = SubmitField("Save", widget=GovSubmitInput())


class NewHereForm(Form):
    """Somebody from a platform who has not learned here before."""

    name = _words(
        "Your name", "Enter your name", hint="As colleagues know you. Certificates show the name you confirm."
    )
    submit_new = SubmitField("Begin", widget=GovSubmitInput())


class KnownHereForm(Form):
    """Somebody from a platform who has an account here."""

    username = _words("Username or email address here", "Enter your username here")
    password = PasswordField(
        "Password or PIN here", widget=GovPasswordInput(), validators=[InputRequired("Enter your password")]
    )
    submit_known = SubmitField("Link the two", widget=GovSubmitInput())

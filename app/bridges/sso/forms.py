"""Proving who one is, once, before two accounts are linked."""

from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSubmitInput
from wtforms import PasswordField, SubmitField
from wtforms.validators import InputRequired

from app.web.forms import Form


class LinkForm(Form):
    """The password of the account here."""

    password = PasswordField(
        "Your password here", widget=GovPasswordInput(), validators=[InputRequired("Enter your password")]
    )
    submit = SubmitField("Link the two", widget=GovSubmitInput())

"""Proving once more who is asking."""

from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSubmitInput
from wtforms import PasswordField, SubmitField

from app.web.forms import Form


class TakeAwayForm(Form):
    """The password or PIN, before everything is handed over."""

    key = PasswordField("Your password or PIN", widget=GovPasswordInput())
    submit = SubmitField("Give me my data", widget=GovSubmitInput())

"""Taking my data away; proving that another account is mine."""

from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput, GovSubmitInput, GovTextInput
from wtforms import PasswordField, StringField, SubmitField
from wtforms.validators import InputRequired, Length

from app.web.forms import Form


class TakeAwayForm(Form):
    """A button that hands everything over."""

    submit = SubmitField("Give me my data", widget=GovSubmitInput())


class MergeForm(Form):
    """The other account, proved to be one's own."""

    username = StringField(
        "Username of your other account",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the username of your other account"), Length(max=60)],
    )
    other_key = PasswordField(
        "Password or PIN of that account",
        widget=GovPasswordInput(),
        validators=[InputRequired("Enter the password or PIN of your other account")],
    )
    submit = SubmitField("Make the two one", widget=GovSubmitInput())

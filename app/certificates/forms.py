"""The form that has a certificate issued again."""

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSubmitInput
from wtforms import RadioField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.certificates.records import Correction
from app.web.forms import Form


class CorrectForm(Form):
    """Why the name on a certificate is to be another."""

    why = RadioField(
        "Why is it corrected?",
        choices=[SelectChoice(one.value, one.label) for one in Correction],
        widget=GovRadioInput(),
        validators=[InputRequired("Choose why it is corrected")],
    )
    submit = SubmitField("Issue it in my name as it is now", widget=GovSubmitInput())

"""The form of a move within a trust."""

from collections.abc import Iterable

from govuk_frontend_wtf.wtforms_widgets import GovDateInput, GovSelect, GovSubmitInput
from wtforms import DateField, SelectField, SubmitField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.core.clock import today
from app.web.forms import Form
from app.workforce.records import TrustSetting


class MoveForm(Form):
    """Where somebody goes on to within the trust, and her first day there."""

    setting = SelectField("Setting she moves to", widget=GovSelect(), coerce=int)
    first_day = DateField(
        "First day there",
        format=["%d %m %Y"],
        description="Tomorrow or earlier. The day before is her last day here.",
        widget=GovDateInput(),
        validators=[InputRequired("Enter the first day there")],
        default=today,
    )
    submit = SubmitField("Move this person", widget=GovSubmitInput())

    def offer(self, settings: Iterable[TrustSetting]) -> None:
        """Offer these settings to move to."""
        self.setting.choices = [SelectChoice(one.id, one.name) for one in settings]

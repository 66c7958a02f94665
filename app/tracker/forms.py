"""The forms of a move within a trust, and of an evidence pack."""

from collections.abc import Iterable

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovSelect, GovSubmitInput, GovTextArea
from wtforms import BooleanField, DateField, SelectField, SubmitField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.core.clock import today
from app.web.forms import DayInput, Form
from app.workforce.records import TrustSetting


class MoveForm(Form):
    """Where somebody goes on to within the trust, and her first day there."""

    setting = SelectField("Setting she moves to", widget=GovSelect(), coerce=int)
    first_day = DateField(
        "First day there",
        format=["%d %m %Y"],
        description="Tomorrow or earlier. The day before is her last day here.",
        widget=DayInput(),
        validators=[InputRequired("Enter the first day there")],
        default=today,
    )
    submit = SubmitField("Move this person", widget=GovSubmitInput())

    def offer(self, settings: Iterable[TrustSetting]) -> None:
        """Offer these settings to move to."""
        self.setting.choices = [SelectChoice(one.id, one.name) for one in settings]


class PackForm(Form):
    """Which day a pack shows, what is planned, and whether tables go with it."""

    day = DateField(
        "As it stood on",
        format=["%d %m %Y"],
        description="Today, or an earlier day: it is reckoned from what was recorded by then.",
        widget=DayInput(),
        validators=[InputRequired("Enter a day")],
    )
    plan = TextAreaField(
        "The plan, in your own words",
        description="What you will do about whatever is missing. It is printed in the pack. It can stay empty.",
        widget=GovTextArea(),
        validators=[Length(max=2000, message="Write the plan in 2,000 characters or fewer")],
    )
    with_tables = BooleanField("Put the tables beside it, as CSV files in a ZIP", widget=GovCheckboxInput())
    submit = SubmitField("Make the pack", widget=GovSubmitInput())

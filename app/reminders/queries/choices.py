"""Reading what a setting chose."""

from datetime import date

from sqlalchemy import select

from app.core.database import session
from app.reminders.models import ReminderChoice
from app.reminders.records import Choices, Rule

EVERYTHING = ""


def choices(setting_id: int) -> Choices:
    """What a setting has switched off, and until when it rests: the newest choice about each counts."""
    mine = select(ReminderChoice).where(ReminderChoice.setting_id == setting_id).order_by(ReminderChoice.id)
    newest = {row.rule: row for row in session.scalars(mine)}
    rest = newest.pop(EVERYTHING, None)
    off = frozenset(Rule(rule) for rule, row in newest.items() if not row.is_on)
    return Choices(off, None if rest is None or rest.is_on else rest.until)


def is_paused(setting_id: int, day: date) -> bool:
    """Whether a lead lets everything rest on a day."""
    return choices(setting_id).is_paused(day)

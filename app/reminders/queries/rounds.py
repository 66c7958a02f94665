"""Reading the rounds of settings."""

from datetime import date

from sqlalchemy import or_, select

from app.core.clock import now, today
from app.core.database import session
from app.reminders.models import ReminderRound
from app.reminders.records import RoundRecord, Rounds, Rule, Sent
from app.workforce import queries as workforce


def waiting(day: date) -> list[int]:
    """The settings whose round of a day has still to be gone, or to be gone on with, now."""
    over_or_put_off = or_(ReminderRound.ended_at.is_not(None), ReminderRound.waits_until > now())
    query = select(ReminderRound.setting_id).where(ReminderRound.day == day, over_or_put_off)
    out = set(session.scalars(query))
    return [setting_id for setting_id in workforce.setting_ids() if setting_id not in out]


def rounds_of(setting_id: int) -> Rounds:
    """A setting's round of today, if it has begun, and when each rule last sent something: one statement."""
    rows = select(ReminderRound).where(ReminderRound.setting_id == setting_id).order_by(ReminderRound.day)
    this: RoundRecord | None = None
    last: dict[Rule, Sent] = {}
    for row in session.scalars(rows):
        last |= {Rule(rule): Sent(row.day, count) for rule, count in row.counts.items() if count}
        if row.day == today():
            this = RoundRecord(row.day, row.ended_at, row.met_fault)
    return Rounds(this, last)

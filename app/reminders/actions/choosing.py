"""Switching rules on and off, and letting everything rest: each choice is a row of its own, and in the audit log."""

from datetime import date

from app.audit.actions import record
from app.core.clock import now, today
from app.core.database import session
from app.core.errors import DomainError
from app.reminders.models import ReminderChoice
from app.reminders.queries import choices
from app.reminders.queries.choices import EVERYTHING
from app.reminders.records import Rule
from app.reminders.rules import FURTHEST_PAUSE


def switch(setting_id: int, rule: Rule, is_on: bool, by: int) -> None:
    """Switch one rule of a setting on or off. Twice is once."""
    if choices(setting_id).is_on(rule) is not is_on:
        _choose(setting_id, rule, is_on, None, by)


def pause(setting_id: int, until: date | None, by: int) -> None:
    """Send nothing of a setting's until a day, that day included; None begins again.

    Raises:
        DomainError: the day has passed, or lies more than a year ahead.
    """
    if until is not None and not today() <= until <= today() + FURTHEST_PAUSE:
        raise DomainError("Choose a day from today on, and within a year")
    if choices(setting_id).paused_until != until:
        _choose(setting_id, EVERYTHING, until is None, until, by)


def _choose(setting_id: int, rule: str, is_on: bool, until: date | None, by: int) -> None:
    row = ReminderChoice(setting_id=setting_id, rule=rule, is_on=is_on, until=until, chosen_by=by, chosen_at=now())
    session.add(row)
    session.flush()
    facts = {"until": until.isoformat()} if until else {}
    record("reminders changed", by, setting=setting_id, rule=rule or "all", on=is_on, **facts)

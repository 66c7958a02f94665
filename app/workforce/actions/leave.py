"""Noting when somebody is away from a post for long: when, and never why."""

from datetime import date

from app.audit.actions import record
from app.core import events
from app.core.clock import today
from app.core.database import session
from app.core.errors import DomainError
from app.workforce import queries
from app.workforce.models import Leave
from app.workforce.rules import leave_at_fault


def note_leave(post_id: int, first_day: date, last_day: date | None, by: int | None) -> None:
    """Note a leave; noting one with the same first day again says when it ends, or corrects it.

    Raises:
        DomainError: it ends before it begins, or another leave is not over.
    """
    known = queries.leaves_of([post_id], today()).get(post_id, [])
    fault = leave_at_fault(first_day, last_day, known, today())
    if fault:
        raise DomainError(fault)
    session.add(Leave(post_id=post_id, first_day=first_day, last_day=last_day, noted_on=today(), noted_by=by))
    session.flush()
    record("leave noted", by, post=post_id)
    events.leave_noted.send(post_id=post_id)

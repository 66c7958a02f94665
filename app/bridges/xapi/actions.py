"""Queueing what was done, with what was done, and telling the store later, statement by statement."""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select, update

from app.bridges.xapi import rules
from app.bridges.xapi.models import XapiStatement
from app.bridges.xapi.records import Said, Store
from app.bridges.xapi.transports import NO_ANSWER, put
from app.core.clock import now
from app.core.database import session
from app.core.vocabulary import Step
from app.learning import queries as journeys
from app.learning.records import CompletionRecord, EnrolmentRecord
from app.library import queries as library

RESERVED_FOR = timedelta(minutes=2)  # longer than any store is waited for


def note_start(enrolment: EnrolmentRecord) -> None:
    """Somebody began a module."""
    _note(enrolment, "initialized", str(enrolment.id))


def note_section(enrolment: EnrolmentRecord, read: int, total: int) -> None:
    """Somebody read a section."""
    _note(enrolment, "progressed", f"{enrolment.id}/{read}", progress=100 * read // total)


def note_pass(enrolment: EnrolmentRecord, attempt_id: int) -> None:
    """Somebody passed a check."""
    percent = journeys.steps_done(enrolment.id)[Step.CHECK].get("percent")
    _note(enrolment, "passed", str(attempt_id), "/check", percent=percent if isinstance(percent, int) else None)


def note_completion(completion: CompletionRecord) -> None:
    """Somebody completed a module."""
    _note(journeys.journey(completion.enrolment_id), "completed", str(completion.id))


def note_action(action_id: int, person_id: int, module: str) -> None:
    """Somebody set a practice action; of its words nothing is told."""
    _queue(person_id, "shared", str(action_id), f"{module or 'any'}/practice-action", "A practice action")


def _note(enrolment: EnrolmentRecord, verb: str, key: str, part: str = "", **more: int | None) -> None:
    title = library.version(enrolment.version_id).title
    _queue(enrolment.person_id, verb, key, f"{enrolment.module}{part}", title, **more)


def _queue(person_id: int, verb: str, key: str, activity: str, title: str, **more: int | None) -> None:
    config = current_app.config["CSPR"]
    if not config.xapi:
        return
    actor = rules.actor_of(person_id, config.secret_key)
    body = rules.statement(Said(verb, key, actor, activity, title, now(), **more), config.address)
    if session.get(XapiStatement, body["id"]) is None:
        session.add(XapiStatement(id=body["id"], person_id=person_id, body=body, queued_at=now(), due_at=now()))
        session.flush()


def tell_next() -> bool:
    """Tell the store the oldest statement that is due; whether it took one, so that the next may follow at once."""
    store: Store | None = current_app.extensions.get("xapi")
    found = _reserved() if store else None
    if store is None or found is None:
        return False
    status = put(store, found)
    row = session.get(XapiStatement, found["id"])
    if row is None:  # erased meanwhile
        return True
    if status in rules.TAKEN:
        session.delete(row)
        return True
    row.tries += 1
    row.answer = "no answer" if status == NO_ANSWER else f"answered {status}"
    row.due_at = rules.next_try(status, row.tries, now())
    if row.due_at:
        _leave_in_peace(row.due_at)
    return row.due_at is None


def _reserved() -> dict[str, Any] | None:
    """Keep other workers off the oldest that is due, and commit: nobody waits for a lock while a store is slow."""
    due = select(XapiStatement).where(XapiStatement.due_at <= now()).order_by(XapiStatement.queued_at, XapiStatement.id)
    row = session.scalars(due.limit(1).with_for_update(skip_locked=True)).first()
    body = None if row is None else dict(row.body)
    if row is not None:
        row.due_at = now() + RESERVED_FOR
    session.commit()
    return body


def _leave_in_peace(until: datetime) -> None:
    """Let all that is due wait as long as the one that was not taken: the store is away, or we are not let in."""
    session.execute(update(XapiStatement).where(XapiStatement.due_at < until).values(due_at=until))

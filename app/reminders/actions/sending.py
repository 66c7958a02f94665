"""Queueing reminders: the letter, the line in the log and how far it has come, in one transaction."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import select

from app.audit.actions import record
from app.core.clock import today
from app.core.database import session
from app.core.errors import NotFound
from app.notices.actions import queue_all, replace
from app.notices.records import Message
from app.reminders import emails, queries
from app.reminders.models import Reminder, ReminderMark
from app.reminders.records import Item, Mark, Person, Rule
from app.reminders.rules import leading, marked

DIGESTS = (Rule.DIGEST.kind,)
REMINDERS = tuple(rule.kind for rule in Rule if rule is not Rule.DIGEST)


@dataclass(frozen=True)
class Planned:
    """A reminder that is to go: to whom, for what, what it names, and its words."""

    person: Person
    rule: Rule
    items: tuple[Item, ...]
    message: Message


def key_of(person_id: int, day: date) -> str:
    """What names the one reminder that a person may get on a day."""
    return f"reminder:{person_id}:{day}"


def send(setting_id: int, day: date, planned: list[Planned], by: int | None = None) -> None:
    """Queue reminders, and note what they name as said."""
    for kinds in (DIGESTS, REMINDERS):
        replace([one.person.id for one in planned if one.rule.kind in kinds], setting_id, kinds)
    letters = [(one.person.id, one.person.email, one.message) for one in planned]
    queue_all(letters, setting_id)
    session.add_all(_row(setting_id, day, one, by) for one in planned)
    _mark(planned, day)
    session.flush()


def _row(setting_id: int, day: date, one: Planned, by: int | None) -> Reminder:
    return Reminder(
        key=one.message.key,
        setting_id=setting_id,
        person_id=one.person.id,
        day=day,
        rule=one.rule,
        items=[_fact(item) for item in one.items],
        by=by,
    )


def _fact(item: Item) -> dict[str, Any]:
    by = item.owed.due_by or item.owed.renew_by
    return {"module": item.owed.module, "rule": item.rule, "by": by.isoformat() if by else None}


def _mark(planned: list[Planned], day: date) -> None:
    posts = {item.owed.post_id for one in planned for item in one.items}
    there = {
        (row.post_id, row.module): row
        for row in session.scalars(select(ReminderMark).where(ReminderMark.post_id.in_(posts)))
    }
    for one in planned:
        for item in one.items:
            row = there.get((item.owed.post_id, item.owed.module))
            if row is None:
                row = ReminderMark(post_id=item.owed.post_id, module=item.owed.module, person_id=one.person.id)
                session.add(row)
                before = None
            else:
                before = Mark(row.through, row.overdue_for, row.overdue_sent, row.overdue_on)
            for name, value in asdict(marked(before, item.owed, day)).items():
                setattr(row, name, value)


def send_now(setting_id: int, person_ids: Collection[int], by: int) -> int:
    """Send one reminder each, by hand, to those of some people of a setting who owe something and had none today.

    Returns:
        How many were sent.

    Raises:
        NotFound: one of them does not work in the setting.
    """
    day, rows = today(), {person.id: (person, items, had) for person, items, had in queries.owing_in(setting_id)}
    if not set(person_ids) <= set(rows):
        raise NotFound("There is nobody like that to remind in your setting.")
    words = queries.words(setting_id, current_app.config["CSPR"].address)
    planned = []
    for person_id in person_ids:
        person, items, had_one = rows[person_id]
        if items and not had_one:
            rule = leading(items)
            message = emails.reminder(rule, key_of(person_id, day), person.name, day, items, words)
            planned.append(Planned(person, rule, items, message))
    send(setting_id, day, planned, by)
    record("reminders sent by hand", by, setting=setting_id, people=[one.person.id for one in planned])
    return len(planned)

"""Reading what was sent to whom."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.core.database import session
from app.notices import queries as notices
from app.reminders.models import Reminder
from app.reminders.records import Page, ReminderRecord, Rule
from app.reminders.rules import PAGE, pages_of


def log(setting_id: int, words: str = "", page: int = 1) -> Page:
    """A page of what was sent to the people of a setting, newest first; of those whose name holds some words."""
    person = Reminder.metadata.tables["person"]
    wanted = Reminder.setting_id == setting_id
    if words:
        wanted &= Reminder.person_id.in_(select(person.c.id).where(person.c.name.icontains(words, autoescape=True)))
    total = session.scalar(select(func.count()).select_from(Reminder).where(wanted)) or 0
    page, pages = pages_of(total, page)
    return Page(_read(wanted, (page - 1) * PAGE), total, page, pages)


def sent_to(person_id: int, setting_id: int) -> list[ReminderRecord]:
    """What a setting sent to one person, newest first: a page of it."""
    return _read((Reminder.setting_id == setting_id) & (Reminder.person_id == person_id))


def sent_by(setting_id: int, person_id: int, day: date) -> list[ReminderRecord]:
    """Everything that a setting had sent to one person by a day, newest first."""
    mine = (Reminder.setting_id == setting_id) & (Reminder.person_id == person_id)
    return _read(mine & (Reminder.day <= day), limit=None)


def _read(wanted: ColumnElement[bool], skip: int = 0, limit: int | None = PAGE) -> list[ReminderRecord]:
    tables: Any = Reminder.metadata.tables
    person, lead = tables["person"], tables["person"].alias()
    query = (
        select(Reminder, person.c.name, lead.c.name)
        .join(person, person.c.id == Reminder.person_id)
        .outerjoin(lead, lead.c.id == Reminder.by)
        .where(wanted)
        .order_by(Reminder.day.desc(), Reminder.id.desc())
    )
    rows = session.execute(query.offset(skip).limit(limit)).all()
    states = notices.states_of([row.key for row, _, _ in rows])
    return [
        ReminderRecord(row.id, row.person_id, name, row.day, Rule(row.rule), row.items, by, states.get(row.key))
        for row, name, by in rows
    ]

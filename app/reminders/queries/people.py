"""Reading everything that decides whether somebody is reminded: four statements, however many people."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from sqlalchemy import func, select

from app.core.database import session
from app.core.vocabulary import LEADS
from app.core.working_days import Calendar, calendar_for
from app.reminders.models import Reminder, ReminderMark
from app.reminders.records import Duty, Mark, Person, Rule
from app.requirements import queries as requirements
from app.requirements.records import Owed
from app.workforce import queries as workforce
from app.workforce.records import Makeup, PostRecord

Span = tuple[int, int]


def people(setting_id: int, day: date, after: int = 0, limit: int | None = None) -> list[Person]:
    """Everyone with a post in a setting on a day, with what she owes there, by number.

    Args:
        setting_id: the setting.
        day: the day.
        after: only people with a greater number.
        limit: how many at most.
    """
    posts = workforce.posts_by_person(setting_id, day, after, limit)
    if not posts:
        return []
    makeup = workforce.setting(setting_id).makeup
    span = (posts[0].person_id, posts[-1].person_id)
    owed = _by_post(requirements.owed(setting_id, day, *span))
    marks = _marks(span)
    return [_person(list(held), makeup, owed, marks) for _, held in groupby(posts, key=lambda post: post.person_id)]


def _person(
    posts: list[PostRecord], makeup: Makeup, owed: dict[int, list[Owed]], marks: dict[tuple[int, str], Mark]
) -> Person:
    calendars = {post.id: _calendar(post, makeup) for post in posts}
    duties = [
        Duty(one, marks.get((post.id, one.module)), calendars[post.id]) for post in posts for one in owed[post.id]
    ]
    first, is_lead = posts[0], any(post.role in LEADS for post in posts)
    return Person(
        first.person_id,
        first.person_name,
        first.email,
        is_lead,
        first.id,
        tuple(calendars.values()),
        tuple(duties),
    )


def _calendar(post: PostRecord, makeup: Makeup) -> Calendar:
    return calendar_for(post.kind, makeup.year_kind, makeup.terms, post.works_days)


def _by_post(rows: Iterable[Owed]) -> dict[int, list[Owed]]:
    found: dict[int, list[Owed]] = defaultdict(list)
    for one in rows:
        found[one.post_id].append(one)
    return found


def _marks(span: Span) -> dict[tuple[int, str], Mark]:
    said = (ReminderMark.through, ReminderMark.overdue_for, ReminderMark.overdue_sent, ReminderMark.overdue_on)
    query = select(ReminderMark.post_id, ReminderMark.module, *said).where(ReminderMark.person_id.between(*span))
    return {(row[0], row[1]): Mark(*row[2:]) for row in session.execute(query)}


def written_to(day: date, span: Span) -> frozenset[int]:
    """Who has been sent a reminder for a day already, from one person to another by number, by whatever setting."""
    query = select(Reminder.person_id).where(Reminder.day == day, Reminder.person_id.between(*span))
    return frozenset(session.scalars(query))


def last_digests(setting_id: int) -> dict[int, date]:
    """When each lead of a setting was last sent its digest."""
    mine = (Reminder.setting_id == setting_id) & (Reminder.rule == Rule.DIGEST)
    rows = session.execute(select(Reminder.person_id, func.max(Reminder.day)).where(mine).group_by(Reminder.person_id))
    return {person_id: last for person_id, last in rows}  # noqa: C416 - a row is no pair to the type checker

"""The daily round of each setting: in batches, each a transaction of its own.

The row of the round is locked for a batch and says how far it has come, so that a worker that dies leaves the rest to
the next one, and two at once never work on the same batch. That nobody is written to twice on a day is kept by the key
of a reminder, whatever happens.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from flask import current_app
from sqlalchemy import or_, select, update
from sqlalchemy.exc import IntegrityError

from app.core.clock import now, today
from app.core.database import session
from app.core.working_days import MORNING, is_daytime
from app.recall import queries as recall
from app.reminders import emails, queries
from app.reminders.actions.sending import Planned, key_of, send
from app.reminders.models import ReminderRound
from app.reminders.records import Choices, Digest, Person, Rule, Words
from app.reminders.rules import digest_due, due_on, leading

_LOG = logging.getLogger(__name__)
BATCH = 100  # people
PUT_OFF = timedelta(minutes=10)  # after a fault
SECOND_THOUGHTS = timedelta(hours=1)  # after something new was asked


def next_piece() -> bool:
    """Do one batch of a round that waits today, from the morning on; whether there was one."""
    if not is_daytime(now(), MORNING):
        return False
    return any(_tried(setting_id, today()) for setting_id in queries.waiting(today()))


def _tried(setting_id: int, day: date) -> bool:
    """One batch; a fault of one setting puts off its own round and nobody else's."""
    try:
        return do_batch(setting_id, day) is not None
    except Exception:
        _LOG.exception("the reminders of setting %s met a fault", setting_id)
        session.rollback()
        _put_off(setting_id, day)
        return True


def _put_off(setting_id: int, day: date) -> None:
    row = session.get(ReminderRound, (setting_id, day)) or _opened(setting_id, day)
    if row:
        row.met_fault, row.waits_until = True, now() + PUT_OFF
        session.flush()


def do_batch(setting_id: int, day: date) -> Counter[Rule] | None:
    """Do the next batch of a setting's round of a day, in the caller's transaction.

    Returns:
        How many were written to, by rule; None when the round is over, put off, or in other hands.
    """
    row = _taken(setting_id, day)
    if row is None:
        return None
    people = queries.people(setting_id, day, row.through_person, BATCH)
    planned = _planned(setting_id, day, people)
    send(setting_id, day, planned)
    sent = Counter(one.rule for one in planned)
    row.counts = dict(Counter(row.counts) + Counter({str(rule): count for rule, count in sent.items()}))
    row.met_fault = False
    if people:
        row.through_person = people[-1].id
    if len(people) < BATCH:
        row.ended_at = now()
    session.flush()
    return sent


def _taken(setting_id: int, day: date) -> ReminderRound | None:
    """The round of a setting, locked, if it is there to be gone on with."""
    mine = (ReminderRound.setting_id == setting_id) & (ReminderRound.day == day)
    if session.scalar(select(ReminderRound.day).where(mine)) is None and _opened(setting_id, day) is None:
        return None
    is_free = ReminderRound.ended_at.is_(None) & or_(
        ReminderRound.waits_until.is_(None), ReminderRound.waits_until <= now()
    )
    query = select(ReminderRound).where(mine, is_free).with_for_update(skip_locked=True)
    return session.scalars(query.execution_options(populate_existing=True)).first()


def _opened(setting_id: int, day: date) -> ReminderRound | None:
    """A new round; None when somebody else has just opened it."""
    row = ReminderRound(setting_id=setting_id, day=day, through_person=0, counts={}, met_fault=False)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return None
    return row


def _planned(setting_id: int, day: date, people: list[Person]) -> list[Planned]:
    """Who of some people is written to on a day, and in what words."""
    if not people:
        return []
    chosen = queries.choices(setting_id)
    span, digests = (people[0].id, people[-1].id), queries.last_digests(setting_id)
    # A question that came today is enough for a day; a lead is not told of it when she reminds by hand.
    written = queries.written_to(day, span) | recall.asked_on(day, span)
    left = [one for one in people if one.id not in written]
    to_lead = [one for one in left if one.is_lead and digest_due(one.calendars, chosen, day, digests.get(one.id))]
    told = queries.leads_digest(setting_id, day) if to_lead else Digest(day)
    leads = [] if told.is_empty else to_lead
    words = queries.words(setting_id, current_app.config["CSPR"].address)
    others = [one for one in left if one not in leads]
    return [*_digests(leads, told, words), *_reminders(others, chosen, day, words)]


def _digests(leads: Iterable[Person], told: Digest, words: Words) -> list[Planned]:
    return [
        Planned(one, Rule.DIGEST, (), emails.digest(key_of(one.id, told.day), one.name, told, words)) for one in leads
    ]


def _reminders(people: Iterable[Person], chosen: Choices, day: date, words: Words) -> list[Planned]:
    planned = []
    for person in people:
        items = due_on(person, chosen, day)
        if items:
            rule = leading(items)
            message = emails.reminder(rule, key_of(person.id, day), person.name, day, items, words)
            planned.append(Planned(person, rule, items, message))
    return planned


def try_out(setting_id: int, day: date) -> Counter[Rule]:
    """How many a setting's round of a day would write to, by rule, if nothing changes; nothing is written."""
    return Counter(one.rule for one in _planned(setting_id, day, queries.people(setting_id, day)))


def reopen(setting_id: int) -> None:
    """Go a setting's round of today once more in an hour, since something new was asked: who was written to is not."""
    mine = (ReminderRound.setting_id == setting_id) & (ReminderRound.day == today())
    again = {"ended_at": None, "through_person": 0, "waits_until": now() + SECOND_THOUGHTS}
    session.execute(update(ReminderRound).where(mine).values(**again))

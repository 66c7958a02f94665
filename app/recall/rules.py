"""When somebody is asked, and which question: pure, from what she completed, when she works, and what she answered."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from app.core.working_days import DAY, Calendar, add_working_days, is_working_day
from app.quizzes.records import Grip
from app.workforce.records import LeaveRecord

WEEKS = (2, 6, 12)
LATE = timedelta(days=14)  # who came due while no worker ran is asked late, and after this not at all
APART = timedelta(days=7)  # between two questions to one person, whatever they are about
LONGEST = timedelta(weeks=26)  # a completion older than this is not asked about, however long the leave was
LINK_DAYS, PAPER_DAYS = 21, 28
SHOWN_FOR = timedelta(minutes=30)  # how long the page of a link shows what came of it


def step_on(completed_on: date, day: date, calendar: Calendar, leaves: Iterable[LeaveRecord]) -> int | None:
    """After how many weeks somebody is to be asked on a day; None when she is not.

    Only the newest of the steps that have come counts: what a leave or a stopped worker made her miss is overtaken, not
    caught up with. A step that falls on a day off, or in a leave, comes on the first day that she works again.
    """
    away = sorted(leaves, key=lambda one: one.first_day)
    if not is_working_day(day, calendar) or any(one.covers(day) for one in away):
        return None
    steps = ((weeks, _comes_on(completed_on + timedelta(weeks=weeks), calendar, away)) for weeks in WEEKS)
    come = [(weeks, comes) for weeks, comes in steps if comes is not None and comes <= day]
    return come[-1][0] if come and day <= come[-1][1] + LATE else None


def _comes_on(day: date, calendar: Calendar, away: Iterable[LeaveRecord]) -> date | None:
    for leave in away:
        if leave.covers(day):
            if leave.last_day is None:
                return None
            day = leave.last_day + DAY
    return add_working_days(day, 0, calendar)


def chosen(codes: Iterable[str], grips: Mapping[str, Grip], before: Collection[str], seed: str) -> str | None:
    """The question to ask: first what she was sure and wrong about, then what was wrong, then what she was unsure of.

    Args:
        codes: the questions there are today for her kind of setting.
        grips: how she stood with those that she was asked in the check.
        before: what she was asked since; it comes again only when nothing else is left.
        seed: decides between equals, so that asking again draws the same.
    """

    def rank(code: str) -> tuple[bool, Grip, str]:
        return code in before, grips.get(code, Grip.UNSEEN), hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()

    return min(codes, key=rank, default=None)


def is_shown(answered_at: datetime | None, moment: datetime) -> bool:
    """Whether the page of a link still shows what came of an answer."""
    return answered_at is not None and moment - SHOWN_FOR < answered_at

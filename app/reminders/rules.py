"""When somebody is reminded of what: pure, from what she owes, when she works, and what was said to her before.

Each thing owed has steps in time. Only the newest step that has come counts; older ones are taken as overtaken.
Whatever a reminder names counts as said, so that several things become one letter and none is said again next day.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from typing import Any

from app.core.working_days import DAY, Calendar, add_working_days, is_working_day
from app.reminders.records import Choices, Coming, Duty, Item, Mark, Page, Person, Rule
from app.requirements.records import Owed

CHASED_AFTER = (7, 14)  # working days
DUE_BEFORE = (14, 3)  # days
RENEWAL_BEFORE = (90, 30, 7, 0)  # days
WEEK = timedelta(days=7)
MOST_OVERDUE = 4
FURTHEST_PAUSE = timedelta(days=366)
PAGE = 50
MOST_BY_HAND = 500  # people at once
Step = tuple[date, Rule]


def named(duties: Iterable[Duty], choices: Choices, day: date) -> tuple[Item, ...]:
    """What a reminder of a day would name, each with the rule that has come for it; the most pressing first."""
    items = [Item(duty.owed, _rule_today(duty, choices, day)) for duty in duties if _is_named(duty, choices, day)]
    return tuple(sorted(items, key=_pressing))


def due_on(person: Person, choices: Choices, day: date) -> tuple[Item, ...]:
    """What to remind somebody of on a day; empty when there is nothing new to say, or nobody should be written to."""
    if choices.is_paused(day) or not _works(day, person.calendars):
        return ()
    items = named(person.duties, choices, day)
    return items if any(item.rule for item in items) else ()


def leading(items: Iterable[Item]) -> Rule:
    """What a reminder is sent for, where it is sent for several things. One sent by hand may have no rule."""
    order = list(Rule)
    return min((item.rule for item in items if item.rule), key=order.index, default=Rule.CHASER)


def coming(person: Person, choices: Choices, since: date) -> Coming | None:
    """The next reminder to somebody from a day on, if nothing changes."""
    if choices.paused_until:
        since = max(since, choices.paused_until + DAY)
    while days := [day for duty in person.duties if (day := _next_step(duty, choices, since))]:
        day = _working(min(days), person.calendars)
        items = named(person.duties, choices, day)
        if any(item.rule for item in items):
            return Coming(person, day, leading(items), items)
        since = day + DAY
    return None


def by_hand(duties: Iterable[Duty], day: date) -> tuple[Item, ...]:
    """What a reminder names that a lead sends by hand: everything open, also what is left to her."""
    items = [Item(duty.owed, rule) for duty in duties if (rule := stage(duty.owed, day))]
    return tuple(sorted(items, key=_pressing))


def stage(owed: Owed, day: date) -> Rule | None:
    """What something owed would be reminded of on a day, whatever was said before; None when it is not open yet."""
    if owed.renew_by is not None:
        return Rule.RENEWAL if owed.renew_by - timedelta(days=RENEWAL_BEFORE[0]) <= day else None
    if owed.asked_on is None or owed.asked_on > day:
        return None
    if is_overdue(owed, day):
        return Rule.OVERDUE
    is_near = owed.due_by is not None and owed.due_by - timedelta(days=DUE_BEFORE[0]) <= day
    return Rule.DUE if is_near else Rule.CHASER


def marked(before: Mark | None, owed: Owed, day: date) -> Mark:
    """Where reminding stands with something that was named on a day."""
    before = before or Mark(day)
    if not is_overdue(owed, day):
        return replace(before, through=max(before.through, day))
    sent = before.overdue_sent if before.overdue_for == owed.due_by else 0
    return Mark(max(before.through, day), owed.due_by, sent + 1, day)


def digest_due(calendars: Collection[Calendar], choices: Choices, day: date, last: date | None) -> bool:
    """Whether a lead's digest goes on a day: her first working day of the week, a Monday unless she is off then."""
    if choices.is_paused(day) or not choices.is_on(Rule.DIGEST) or not _works(day, calendars):
        return False
    return last is None or last < monday_of(day)


def next_digest(calendars: Collection[Calendar], choices: Choices, since: date, last: date | None) -> date | None:
    """The day of a lead's next digest from a day on; None while it is switched off."""
    if not choices.is_on(Rule.DIGEST):
        return None
    if choices.paused_until:
        since = max(since, choices.paused_until + DAY)
    if last is not None and last >= monday_of(since):
        since = monday_of(since) + WEEK
    return _working(since, calendars)


def monday_of(day: date) -> date:
    """The Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def is_overdue(owed: Owed, day: date) -> bool:
    """Whether something asked was due before a day."""
    return owed.due_by is not None and owed.due_by < day


def is_left_to_lead(duty: Duty, day: date) -> bool:
    """Whether somebody has been told of a due date as often as she should be, so that now only her lead is."""
    told = duty.mark
    return (
        told is not None
        and is_overdue(duty.owed, day)
        and told.overdue_for == duty.owed.due_by
        and told.overdue_sent >= MOST_OVERDUE
    )


def pages_of(total: int, page: int) -> tuple[int, int]:
    """The page that is meant by a number somebody asked for, and how many there are."""
    pages = max(1, ceil(total / PAGE))
    return min(max(page, 1), pages), pages


def paged(rows: Sequence[Any], page: int) -> Page:
    """One page of a list."""
    page, pages = pages_of(len(rows), page)
    return Page(list(rows[(page - 1) * PAGE : page * PAGE]), len(rows), page, pages)


def _is_named(duty: Duty, choices: Choices, day: date) -> bool:
    """Whether something is named in a reminder that goes on a day, for its own sake or along with something else."""
    now = stage(duty.owed, day)
    if now is Rule.OVERDUE:
        return choices.is_on(now) and not is_left_to_lead(duty, day)
    return now is not None and (now is not Rule.RENEWAL or choices.is_on(now))


def _rule_today(duty: Duty, choices: Choices, day: date) -> Rule | None:
    """The rule of the newest step that has come, unless what it says was said already."""
    steps = [step for step in _steps(duty) if choices.is_on(step[1]) and step[0] <= day]
    newest = max(steps, default=None, key=lambda step: step[0])
    if newest is None or (duty.mark and newest[0] <= duty.mark.through):
        return None
    return newest[1]


def _next_step(duty: Duty, choices: Choices, since: date) -> date | None:
    """The first day from `since` on for which something new is to be said, whether or not she works then."""
    if _is_named(duty, choices, since) and _rule_today(duty, choices, since):
        return since
    return min((day for day, rule in _steps(duty) if choices.is_on(rule) and day > since), default=None)


def _steps(duty: Duty) -> list[Step]:
    """Every step of something owed. Of two on one day the later in the list counts for less."""
    owed = duty.owed
    if owed.renew_by is not None:
        days = [owed.renew_by - timedelta(days=before) for before in RENEWAL_BEFORE]
        return [(day, Rule.RENEWAL) for day in days if owed.done_on is None or day > owed.done_on]
    if owed.asked_on is None:
        return []
    steps = [(owed.asked_on, Rule.INVITE)]
    steps += [(day, Rule.CHASER) for day in _chased(owed.asked_on, duty.calendar)]
    if owed.due_by is None:
        return steps
    steps += [(owed.due_by - timedelta(days=before), Rule.DUE) for before in DUE_BEFORE]
    in_time = [step for step in steps if step[1] is Rule.INVITE or owed.asked_on < step[0] <= owed.due_by]
    overdue = _next_overdue(owed.due_by, duty.mark)
    return [*in_time, (overdue, Rule.OVERDUE)] if overdue else in_time


def _next_overdue(due_by: date, mark: Mark | None) -> date | None:
    if mark is None or mark.overdue_for != due_by or mark.overdue_on is None:
        return due_by + DAY
    return mark.overdue_on + WEEK if mark.overdue_sent < MOST_OVERDUE else None


def _pressing(item: Item) -> tuple[int, date, str]:
    order = list(Rule)
    by = item.owed.due_by or item.owed.renew_by or date.max
    return order.index(item.rule) if item.rule else len(order), by, item.owed.module


@lru_cache(maxsize=4096)
def _chased(asked_on: date, calendar: Calendar) -> tuple[date, ...]:
    return tuple(add_working_days(asked_on, count, calendar) for count in CHASED_AFTER)


def _works(day: date, calendars: Collection[Calendar]) -> bool:
    return any(_works_by(day, calendar) for calendar in calendars)


@lru_cache(maxsize=4096)
def _works_by(day: date, calendar: Calendar) -> bool:
    return is_working_day(day, calendar)


def _working(day: date, calendars: Collection[Calendar]) -> date:
    """The first day from a day on that somebody works in any of her posts."""
    return min(add_working_days(day, 0, calendar) for calendar in calendars)

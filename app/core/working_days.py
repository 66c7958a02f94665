"""Working days: pure arithmetic over terms, the days somebody works, and bank holidays.

A term is a pair of its first and last day. Where no terms are known every week counts, and after the last term that is
known too, but for the summer that follows it: nobody should be late because a form was not filled in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.core.bank_holidays import is_bank_holiday
from app.core.dates import LONDON
from app.core.vocabulary import SettingKind, YearKind

Term = tuple[date, date]
DAY = timedelta(days=1)
MORNING, LATER, EVENING = time(7), time(9), time(18)  # in Europe/London; letters without a deadline wait until later
MONDAY_TO_FRIDAY = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
SUMMER_BEGINS_FROM, AUTUMN = 6, 9  # months: a last term ending from June on is followed by the summer holidays
_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAME = rf"({'|'.join(_DAY_NAMES)})(?:s|rs|nes|urs?)?(?:days?)?\b\.?"
_NAMED = re.compile(rf"\b{_NAME}(?:\s*(?:-|–|to)\s*{_NAME})?", re.IGNORECASE)


def is_daytime(moment: datetime, since: time = LATER) -> bool:
    """Whether letters that nobody waits for may be written at a moment: by day, as clocks go in Europe/London."""
    return since <= moment.astimezone(LONDON).time() < EVENING


@dataclass(frozen=True)
class Calendar:
    """When somebody works: the weekdays (Monday is 0), the terms, and whether bank holidays are kept."""

    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    terms: tuple[Term, ...] = ()
    keeps_bank_holidays: bool = True


def calendar_for(
    kind: SettingKind, year_kind: YearKind, terms: tuple[Term, ...] = (), works_days: str | None = None
) -> Calendar:
    """The calendar of a post.

    Args:
        kind: the kind of setting; a residential one works every day of the year.
        year_kind: terms count only in an academic year.
        terms: first and last days.
        works_days: the days somebody works as they were typed, such as "Mon Tue Wed" or "Mon-Wed".
    """
    if kind is SettingKind.RESIDENTIAL:
        return Calendar(weekdays_in(works_days) or EVERY_DAY, keeps_bank_holidays=False)
    counted = tuple(sorted(terms)) if year_kind is YearKind.ACADEMIC else ()
    return Calendar(weekdays_in(works_days) or MONDAY_TO_FRIDAY, counted)


def weekdays_in(words: str | None) -> frozenset[int]:
    """The weekdays that typed words name, Monday being 0; empty when they name none, such as "varies"."""
    found: set[int] = set()
    for first, last in _NAMED.findall(words or ""):
        begins = _DAY_NAMES.index(first.lower())
        ends = _DAY_NAMES.index(last.lower()) if last else begins
        found |= {(begins + step) % 7 for step in range((ends - begins) % 7 + 1)}
    return frozenset(found)


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether somebody works on a day."""
    is_kept = calendar.keeps_bank_holidays and is_bank_holiday(day)
    return day.weekday() in calendar.weekdays and not is_kept and is_in_term(day, calendar.terms)


def is_in_term(day: date, terms: tuple[Term, ...]) -> bool:
    """Whether a day lies in a term, or where no terms are known; see the head of this file."""
    if any(first <= day <= last for first, last in terms):
        return True
    earliest, latest = min(terms, default=None), max((last for _, last in terms), default=None)
    if earliest is None or latest is None or day < earliest[0]:
        return True
    return day > latest and not _is_summer_after(latest, day)


def _is_summer_after(latest: date, day: date) -> bool:
    return SUMMER_BEGINS_FROM <= latest.month < AUTUMN and day < date(latest.year, AUTUMN, 1)


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """The working day that is `count` after a day, which is not counted itself; 0 is the first from that day on."""
    day = start if count else _first(start, DAY, lambda one: is_working_day(one, calendar))
    for _ in range(count):
        day = next_working_day(day, calendar)
    return day


def next_working_day(day: date, calendar: Calendar) -> date:
    """The first working day after a day."""
    return _first(day + DAY, DAY, lambda one: is_working_day(one, calendar))


def last_working_day_before(day: date, calendar: Calendar) -> date:
    """The last working day before a day."""
    return _first(day - DAY, -DAY, lambda one: is_working_day(one, calendar))


def next_term_day(day: date, calendar: Calendar) -> date:
    """The first working day of the term after the one in which a day lies, or the next one, as the day falls.

    Where no later term is known it is the next working day.
    """
    begins = min((first for first, _ in calendar.terms if first > day), default=day + DAY)
    return _first(begins, DAY, lambda one: is_working_day(one, calendar))


def term_end(day: date, calendar: Calendar) -> date | None:
    """The last working day of the term that a day is in, or of the next; None when no such term is known."""
    ends = min((last for _, last in calendar.terms if last >= day), default=None)
    return None if ends is None else last_working_day_before(ends + DAY, calendar)


def _first(day: date, step: timedelta, holds: Callable[[date], bool]) -> date:
    while not holds(day):
        day += step
    return day

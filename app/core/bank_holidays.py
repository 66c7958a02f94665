"""The bank holidays of England and Wales, by rule; what was proclaimed beside the rule is data.

Source: Banking and Financial Dealings Act 1971, schedule 1, and the royal proclamations under its section 1.
A new proclamation is one line in `MOVED` or `PROCLAIMED`.
"""

from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
MONDAY, SATURDAY = 0, 5
# A holiday that a proclamation moved, and where to.
MOVED = {
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
# Days that were added: two royal weddings and jubilees, a funeral, a coronation.
PROCLAIMED = frozenset(
    {
        date(2002, 6, 3),
        date(2011, 4, 29),
        date(2012, 6, 5),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    }
)


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year: the computus of Meeus, Jones and Butcher."""
    cycle = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * cycle + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (cycle + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Every bank holiday of a year, substitute days in the place of those that fall on a weekend."""
    sunday = easter(year)
    by_rule = [
        _weekday_from(date(year, 1, 1)),
        sunday - 2 * DAY,
        sunday + DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
        *_christmas(year),
    ]
    added = {day for day in PROCLAIMED if day.year == year}
    return frozenset(MOVED.get(day, day) for day in by_rule) | added


def is_bank_holiday(day: date) -> bool:
    """Whether a day is a bank holiday in England and Wales."""
    return day in bank_holidays(day.year)


def _monday_from(day: date) -> date:
    return day + (MONDAY - day.weekday()) % 7 * DAY


def _weekday_from(day: date) -> date:
    return _monday_from(day) if day.weekday() >= SATURDAY else day


def _christmas(year: int) -> tuple[date, date]:
    """Christmas and Boxing Day; two days lost to a weekend are the Monday and the Tuesday after."""
    christmas = _weekday_from(date(year, 12, 25))
    boxing = _weekday_from(date(year, 12, 26))
    return christmas, boxing + DAY if boxing == christmas else boxing

"""Dates as people count and say them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import add_months, date_of, end_of, say_date, say_moment, say_published

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 24), 12, date(2027, 11, 24)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_one(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@given(DAYS, st.integers(0, 60))
def test_months_later_never_leaves_the_month_that_was_meant(day: date, months: int) -> None:
    then = add_months(day, months)

    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day <= day.day


def test_a_summer_night_before_midnight_utc_is_the_next_day_in_london() -> None:
    assert date_of(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert date_of(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)


def test_dates_are_said_in_words() -> None:
    assert say_date(date(2026, 11, 4)) == "4 November 2026"
    assert say_date(None) == ""
    assert say_moment(datetime(2026, 7, 1, 11, 5, tzinfo=UTC)) == "1 July 2026 at 12:05pm"
    assert [say_published(v) for v in ("2013", "2013-09", "2013-09-17", None)] == [
        "2013",
        "September 2013",
        "17 September 2013",
        "date not shown",
    ]


@pytest.mark.parametrize(
    ("day", "over_at"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 29, 0, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 26, 0, tzinfo=UTC)),
    ],
)
def test_a_day_is_over_at_midnight_in_london_also_when_the_clocks_change(day: date, over_at: datetime) -> None:
    assert end_of(day) == over_at

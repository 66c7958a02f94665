"""Which days count, for whom, and how they are counted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.bank_holidays import bank_holidays, easter, is_bank_holiday
from app.core.dates import date_of
from app.core.vocabulary import SettingKind, YearKind
from app.core.working_days import (
    Calendar,
    add_working_days,
    calendar_for,
    is_daytime,
    is_working_day,
    last_working_day_before,
    next_term_day,
    next_working_day,
    term_end,
    weekdays_in,
)

AUTUMN = (date(2026, 9, 1), date(2026, 12, 18))
SPRING = (date(2027, 1, 4), date(2027, 3, 25))
SUMMER = (date(2027, 4, 12), date(2027, 7, 21))
TERMS = (AUTUMN, SPRING, SUMMER)
SCHOOL = Calendar(terms=TERMS)
ALL_YEAR = Calendar()
PART_TIME = Calendar(weekdays=frozenset({0, 2}), terms=TERMS)
HOME = calendar_for(SettingKind.RESIDENTIAL, YearKind.ROLLING)
CALENDARS = st.sampled_from([SCHOOL, ALL_YEAR, PART_TIME, HOME])
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2020, ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]),
        (2021, ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2022, ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
        (2023, ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]),
        (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
        (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
    ],
)
def test_bank_holidays_are_those_that_were_announced(year: int, expected: list[str]) -> None:
    assert sorted(bank_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in expected]


def test_easter_falls_where_the_tables_say() -> None:
    found = [easter(year) for year in (2000, 2008, 2011, 2024, 2038, 2049)]

    assert found == [
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2024, 3, 31),
        date(2038, 4, 25),
        date(2049, 4, 18),
    ]


@given(st.integers(1990, 2090))
def test_every_year_has_at_least_eight_bank_holidays_and_none_at_a_weekend(year: int) -> None:
    assert len(bank_holidays(year)) >= 8
    assert all(day.weekday() < 5 for day in bank_holidays(year))


def test_ten_working_days_in_an_ordinary_week_are_two_weeks() -> None:
    assert add_working_days(date(2026, 11, 2), 10, SCHOOL) == date(2026, 11, 16)


def test_the_day_somebody_starts_is_not_counted() -> None:
    assert add_working_days(date(2026, 11, 2), 1, SCHOOL) == date(2026, 11, 3)
    assert add_working_days(date(2026, 11, 2), 0, SCHOOL) == date(2026, 11, 2)
    assert add_working_days(date(2026, 11, 7), 0, SCHOOL) == date(2026, 11, 9)


def test_ten_working_days_from_mid_december_go_round_the_school_holidays() -> None:
    assert add_working_days(date(2026, 12, 14), 10, SCHOOL) == date(2027, 1, 11)


def test_a_nursery_open_all_year_loses_only_christmas_boxing_and_new_years_day() -> None:
    assert add_working_days(date(2026, 12, 23), 3, ALL_YEAR) == date(2026, 12, 30)
    assert add_working_days(date(2026, 12, 30), 2, ALL_YEAR) == date(2027, 1, 4)


def test_a_childrens_home_works_on_christmas_day_and_on_sundays() -> None:
    assert is_working_day(date(2026, 12, 25), HOME)
    assert add_working_days(date(2026, 12, 24), 10, HOME) == date(2027, 1, 3)


def test_a_leap_day_is_a_working_day_like_any_other() -> None:
    assert is_working_day(date(2028, 2, 29), ALL_YEAR)
    assert add_working_days(date(2028, 2, 28), 1, ALL_YEAR) == date(2028, 2, 29)
    assert add_working_days(date(2027, 2, 26), 1, ALL_YEAR) == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 26)),  # the night the clocks go back
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), date(2027, 3, 30)),  # the night they go forward, at Easter
        (datetime(2027, 6, 30, 23, 30, tzinfo=UTC), date(2027, 7, 2)),  # already the next day in London
    ],
)
def test_the_clock_changes_move_no_due_date(moment: datetime, due: date) -> None:
    assert add_working_days(date_of(moment), 1, ALL_YEAR) == due


def test_the_summer_after_the_last_known_term_is_not_worked_and_september_is() -> None:
    assert add_working_days(date(2027, 7, 20), 2, SCHOOL) == date(2027, 9, 1)


def test_half_a_year_of_terms_does_not_make_the_rest_of_the_year_a_holiday() -> None:
    only_autumn = Calendar(terms=(AUTUMN,))

    assert add_working_days(date(2026, 12, 18), 1, only_autumn) == date(2026, 12, 21)


def test_part_time_days_are_the_only_ones_counted() -> None:
    assert add_working_days(date(2026, 11, 2), 3, PART_TIME) == date(2026, 11, 11)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Mon Tue Wed", {0, 1, 2}),
        ("Monday, Wednesday and Friday", {0, 2, 4}),
        ("Mon-Thu", {0, 1, 2, 3}),
        ("wed to fri", {2, 3, 4}),
        ("Sat - Mon", {5, 6, 0}),
        ("Tues, Thurs", {1, 3}),
        ("varies", set()),
        ("Monthly", set()),
        ("", set()),
        (None, set()),
    ],
)
def test_days_are_read_as_people_type_them(words: str | None, days: set[int]) -> None:
    assert weekdays_in(words) == days


def test_terms_count_only_where_the_year_is_academic() -> None:
    in_august = date(2027, 8, 3)

    assert not is_working_day(in_august, calendar_for(SettingKind.PRIMARY, YearKind.ACADEMIC, TERMS))
    assert is_working_day(in_august, calendar_for(SettingKind.EARLY_YEARS, YearKind.ROLLING, TERMS))
    assert is_working_day(in_august, calendar_for(SettingKind.PRIMARY, YearKind.ACADEMIC))


def test_a_term_ends_on_its_last_working_day_and_the_next_begins_on_its_first() -> None:
    assert term_end(date(2026, 11, 25), SCHOOL) == date(2026, 12, 18)
    assert term_end(date(2026, 12, 25), SCHOOL) == date(2027, 3, 25)
    assert term_end(date(2026, 11, 25), PART_TIME) == date(2026, 12, 16)
    assert term_end(date(2027, 8, 1), SCHOOL) is None
    assert next_term_day(date(2026, 11, 25), SCHOOL) == date(2027, 1, 4)
    assert next_term_day(date(2027, 5, 1), ALL_YEAR) == date(2027, 5, 4)


@given(DAYS, DAYS, st.integers(0, 30), CALENDARS)
def test_who_starts_later_is_never_due_earlier(one: date, other: date, count: int, calendar: Calendar) -> None:
    first, second = sorted((one, other))

    assert add_working_days(first, count, calendar) <= add_working_days(second, count, calendar)


@given(DAYS, st.integers(1, 30), CALENDARS)
def test_more_days_are_later_and_every_due_day_is_worked(start: date, count: int, calendar: Calendar) -> None:
    due = add_working_days(start, count, calendar)

    assert start < due < add_working_days(start, count + 1, calendar)
    assert is_working_day(due, calendar)


@given(DAYS, CALENDARS)
def test_the_last_working_day_before_the_next_one_is_never_after_today(day: date, calendar: Calendar) -> None:
    before = last_working_day_before(next_working_day(day, calendar), calendar)

    assert before <= day
    assert last_working_day_before(day + timedelta(days=1), calendar) == before


@given(DAYS)
def test_nobody_works_on_a_bank_holiday_but_a_home(day: date) -> None:
    assert not (is_bank_holiday(day) and is_working_day(day, ALL_YEAR))
    assert is_working_day(day, HOME)


@pytest.mark.parametrize(
    ("moment", "is_day"),
    [
        (datetime(2026, 12, 1, 8, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 9, tzinfo=UTC), True),
        (datetime(2026, 12, 1, 17, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 1, 18, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 8, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 17, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 2, tzinfo=UTC), False),
    ],
)
def test_letters_go_by_day_as_clocks_in_london_say(moment: datetime, is_day: bool) -> None:
    assert is_daytime(moment) is is_day

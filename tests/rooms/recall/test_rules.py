"""When somebody is asked, and which question."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.core.working_days import Calendar, weekdays_in
from app.quizzes.records import Grip
from app.quizzes.rules import grip
from app.recall.rules import LATE, WEEKS, chosen, step_on
from app.workforce.records import LeaveRecord

DONE = date(2026, 9, 2)  # a Wednesday
DAY = timedelta(days=1)
EVERY = Calendar(frozenset(range(7)), keeps_bank_holidays=False)


def after(days: int, calendar: Calendar = EVERY, *leaves: LeaveRecord) -> int | None:
    return step_on(DONE, DONE + days * DAY, calendar, leaves)


@pytest.mark.parametrize(
    ("days", "weeks"), [(13, None), (14, 2), (28, 2), (29, None), (42, 6), (57, None), (84, 12), (98, 12), (99, None)]
)
def test_she_is_asked_after_2_6_and_12_weeks_and_up_to_a_fortnight_late(days: int, weeks: int | None) -> None:
    assert after(days) == weeks


def test_only_on_a_day_that_she_works() -> None:
    only_mondays = Calendar(weekdays_in("Mon"))

    assert [day for day in range(14, 29) if after(day, only_mondays)] == [19, 26]


def test_not_in_the_holidays_but_on_the_first_day_of_term_after() -> None:
    autumn = ((date(2026, 9, 1), date(2026, 9, 11)), (date(2026, 10, 12), date(2026, 12, 18)))
    in_term = Calendar(terms=autumn)

    asked = [DONE + day * DAY for day in range(90) if after(day, in_term) == 2]
    assert asked[0] == date(2026, 10, 12)


def test_a_leave_puts_it_off_and_what_it_covered_is_overtaken() -> None:
    away = LeaveRecord(DONE + 7 * DAY, DONE + 120 * DAY)

    assert {after(day, EVERY, away) for day in range(121)} == {None}
    assert after(121, EVERY, away) == 12
    assert after(121 + 15, EVERY, away) is None


def test_a_leave_without_an_end_lets_her_be() -> None:
    assert {after(day, EVERY, LeaveRecord(DONE + 7 * DAY, None)) for day in range(8, 200)} == {None}


@given(
    some.integers(0, 400),
    some.lists(some.tuples(some.integers(0, 200), some.integers(0, 100)), max_size=3),
    some.sets(some.integers(0, 6), min_size=1),
)
def test_whatever_her_leaves_and_days_she_is_asked_in_time_for_a_step_and_never_before(
    days: int, leaves: list[tuple[int, int]], weekdays: set[int]
) -> None:
    away = [LeaveRecord(DONE + first * DAY, DONE + (first + long) * DAY) for first, long in leaves]
    day = DONE + days * DAY
    weeks = step_on(DONE, day, Calendar(frozenset(weekdays)), away)

    if weeks:
        assert weeks in WEEKS
        assert day >= DONE + timedelta(weeks=weeks)
        assert day.weekday() in weekdays
        assert not any(one.first_day <= day <= one.last_day for one in away if one.last_day)
        if not away:
            assert day <= DONE + timedelta(weeks=weeks) + LATE + 21 * DAY


def test_what_she_was_sure_and_wrong_about_comes_first_then_wrong_then_unsure_then_right_then_new() -> None:
    grips = {"a": Grip.RIGHT, "b": Grip.UNSURE, "c": Grip.WRONG, "d": Grip.SURE_AND_WRONG}
    before: list[str] = []
    for _ in "abcde":
        before.append(chosen("abcde", grips, before, "seed") or "")

    assert before == ["d", "c", "b", "a", "e"]


def test_a_question_that_is_gone_is_not_drawn_and_without_any_none_is() -> None:
    assert chosen("b", {"a": Grip.SURE_AND_WRONG}, [], "seed") == "b"
    assert chosen("", {"a": Grip.SURE_AND_WRONG}, [], "seed") is None


def test_when_all_were_asked_one_comes_again() -> None:
    assert chosen("ab", {"b": Grip.WRONG}, ["a", "b"], "seed") == "b"


@pytest.mark.parametrize(
    ("is_right", "sure", "held"),
    [
        (False, True, Grip.SURE_AND_WRONG),
        (False, False, Grip.WRONG),
        (False, None, Grip.WRONG),
        (True, False, Grip.UNSURE),
        (True, True, Grip.RIGHT),
        (True, None, Grip.RIGHT),
    ],
)
def test_how_well_she_held_it_is_its_mark_and_how_sure_she_was(is_right: bool, sure: bool | None, held: Grip) -> None:
    assert grip(is_right, sure) is held

"""By when something is due, when all that was asked and given is reckoned up; and early renewal."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.vocabulary import Role, SettingKind
from app.requirements.records import Ask, Due, ReliefKind, ReliefRecord, State, Whom
from app.requirements.rules import EARLY, counted_from, due, fits, is_relieved, said, state
from app.workforce.records import PostRecord

ASKED = date(2026, 11, 25)
DUE_BY = date(2026, 12, 11)
RETURN, BACK_BY = date(2027, 3, 31), date(2027, 4, 26)
DAY = timedelta(days=1)
ASK = Ask(ASKED, DUE_BY)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def relief(kind: ReliefKind, until: date | None = None, begins: date = ASKED, **more: object) -> ReliefRecord:
    """Something given on the day of asking."""
    return ReliefRecord(1, kind, None, begins, until, **({"resume_by": None, "given_on": ASKED} | more))  # type: ignore[arg-type]


def test_what_was_asked_is_due_on_its_day() -> None:
    assert due([ASK], [], None, None) == Due(ASKED, DUE_BY)


def test_of_two_asks_the_earlier_one_counts() -> None:
    assert due([Ask(ASKED, DUE_BY + DAY), ASK], [], None, None).due_by == DUE_BY


@pytest.mark.parametrize(
    ("done_on", "renew_by", "is_still_asked"),
    [
        (ASKED, date(2027, 11, 25), False),  # done since
        (date(2026, 2, 2), date(2027, 2, 2), False),  # done before, and good beyond the day
        (date(2026, 2, 2), None, False),  # done before, and never to be renewed
        (date(2025, 12, 1), date(2026, 12, 1), True),  # done before, to be renewed before the day
    ],
)
def test_a_completion_answers_an_ask_if_it_came_after_it_or_is_still_good_on_the_day(
    done_on: date, renew_by: date | None, is_still_asked: bool
) -> None:
    assert due([ASK], [], done_on, renew_by).due_by == (DUE_BY if is_still_asked else None)


def test_more_time_moves_the_day_and_the_newest_word_counts() -> None:
    first, second = (relief(ReliefKind.MORE_TIME, DUE_BY + n * DAY) for n in (30, 20))

    assert due([ASK], [first, second], None, None).due_by == DUE_BY + 20 * DAY


def test_more_time_never_makes_anything_due_earlier() -> None:
    assert due([ASK], [relief(ReliefKind.MORE_TIME, DUE_BY - DAY)], None, None).due_by == DUE_BY


def test_more_time_given_before_she_was_asked_does_not_move_a_later_ask() -> None:
    old = relief(ReliefKind.MORE_TIME, DUE_BY + 30 * DAY, given_on=ASKED - 90 * DAY)

    assert due([ASK], [old], None, None).due_by == DUE_BY


def test_more_time_moves_a_renewal_too() -> None:
    renew_by = date(2026, 12, 1)
    more = relief(ReliefKind.MORE_TIME, renew_by + 30 * DAY)

    assert due([], [more], date(2025, 12, 1), renew_by).due_by == renew_by + 30 * DAY
    assert due([], [], date(2025, 12, 1), renew_by).due_by is None


def test_what_falls_due_during_leave_is_due_some_working_days_after_it() -> None:
    leave = relief(ReliefKind.LEAVE, RETURN, resume_by=BACK_BY)

    found = due([ASK], [leave], None, None)

    assert found == Due(ASKED, BACK_BY, ReliefKind.LEAVE, ASKED, RETURN)
    assert is_relieved(found, RETURN)
    assert not is_relieved(found, RETURN + DAY)


def test_what_falls_due_after_leave_keeps_its_day() -> None:
    late = Ask(ASKED, RETURN + 60 * DAY)

    assert due([late], [relief(ReliefKind.LEAVE, RETURN, resume_by=BACK_BY)], None, None).due_by == late.due_by


def test_what_falls_due_before_leave_begins_keeps_its_day() -> None:
    leave = relief(ReliefKind.LEAVE, RETURN, begins=DUE_BY + DAY, resume_by=BACK_BY)

    assert due([ASK], [leave], None, None).due_by == DUE_BY


def test_leave_upon_leave_moves_the_day_twice() -> None:
    first = relief(ReliefKind.LEAVE, DUE_BY, resume_by=DUE_BY + 10 * DAY)
    second = relief(ReliefKind.LEAVE, DUE_BY + 20 * DAY, begins=DUE_BY + 5 * DAY, resume_by=DUE_BY + 30 * DAY)

    assert due([ASK], [second, first], None, None).due_by == DUE_BY + 30 * DAY


def test_her_own_word_is_heard_though_she_was_once_on_leave() -> None:
    old = relief(ReliefKind.LEAVE, ASKED - DAY, begins=ASKED - 30 * DAY, resume_by=ASKED + 10 * DAY)

    assert due([ASK], [old, relief(ReliefKind.NOT_MINE)], None, None).relief is ReliefKind.NOT_MINE


def test_leave_to_come_does_not_relieve_anybody_today() -> None:
    found = due([ASK], [relief(ReliefKind.LEAVE, RETURN, begins=ASKED + 30 * DAY)], None, None)

    assert not is_relieved(found, ASKED)
    assert is_relieved(found, ASKED + 30 * DAY)


def test_an_exemption_without_an_end_outlasts_any_leave() -> None:
    leave, exempt = relief(ReliefKind.LEAVE, RETURN, resume_by=BACK_BY), relief(ReliefKind.EXEMPT)

    assert due([ASK], [exempt, leave], None, None).relief is ReliefKind.EXEMPT


def test_what_is_done_is_called_done_on_leave_or_not() -> None:
    leave = Due(relief=ReliefKind.LEAVE, relief_from=ASKED)

    assert state(ASKED, ASKED, None, ASKED, asked=leave) is State.DONE
    assert state(ASKED, None, None, ASKED, asked=leave) is State.RELIEVED
    assert state(ASKED, ASKED, ASKED - DAY, ASKED, asked=leave) is State.RELIEVED


def test_her_own_word_stops_reminders_and_nothing_else_until_her_lead_answers() -> None:
    word = relief(ReliefKind.NOT_MINE)

    found = due([ASK], [word], None, None)

    assert found.relief is ReliefKind.NOT_MINE
    assert not is_relieved(found, ASKED)
    yes = due([ASK], [relief(ReliefKind.NOT_MINE, accepted=True)], None, None)
    assert yes.relief is ReliefKind.EXEMPT
    assert is_relieved(yes, ASKED)
    assert due([ASK], [relief(ReliefKind.NOT_MINE, accepted=False)], None, None) == due([ASK], [], None, None)


@given(DAYS, st.lists(st.tuples(DAYS, st.sampled_from(list(ReliefKind)), DAYS, DAYS), max_size=5))
def test_nothing_that_is_given_ever_makes_anything_due_earlier(
    asked: date, lots: list[tuple[date, ReliefKind, date, date]]
) -> None:
    one = Ask(asked, asked + 20 * DAY)
    reliefs = [
        ReliefRecord(n, kind, None, min(first, last), max(first, last), max(first, last) + 14 * DAY, told)
        for n, (told, kind, first, last) in enumerate(lots)
    ]

    found = due([one], reliefs, None, None).due_by

    assert found is not None
    assert found >= one.due_by


def test_who_renews_early_keeps_every_day_of_the_year_she_had_left() -> None:
    renew_by = date(2027, 2, 2)

    assert counted_from(renew_by - EARLY, renew_by) == renew_by
    assert counted_from(renew_by, renew_by) == renew_by
    assert counted_from(renew_by - EARLY - DAY, renew_by) == renew_by - EARLY - DAY
    assert counted_from(renew_by + DAY, renew_by) == renew_by + DAY
    assert counted_from(renew_by, None) == renew_by


POST = PostRecord(
    7, 1, "Amina", 1, SettingKind.PRIMARY, Role.STAFF, "Teaching assistant", ASKED, None, None, contract="agency"
)


@pytest.mark.parametrize(
    ("whom", "is_for_her"),
    [
        (Whom(), True),
        (Whom(roles=(Role.STAFF, Role.DSL)), True),
        (Whom(roles=(Role.DSL,)), False),
        (Whom(kinds=(SettingKind.EARLY_YEARS,)), False),
        (Whom(contracts=("agency",)), True),
        (Whom(sites=("Lower school",)), False),
        (Whom(jobs=("TEACH", "cook")), True),
        (Whom(jobs=("cook",)), False),
        (Whom(posts=(7,)), True),
        (Whom(posts=(8,)), False),
        (Whom(roles=(Role.STAFF,), contracts=("employed",)), False),
    ],
)
def test_an_assignment_is_for_a_post_when_every_part_of_it_holds(whom: Whom, is_for_her: bool) -> None:
    assert fits(whom, POST) is is_for_her


def test_whom_an_assignment_is_for_is_said_in_words() -> None:
    assert said(Whom()) == "everyone"
    assert said(Whom(posts=(7,))) == "you"
    assert said(Whom(jobs=("teach", "cook"), sites=("Lower school",))) == (
        "everyone whose job says “teach” or “cook” at Lower school"
    )

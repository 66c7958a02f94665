"""When a requirement falls due, which rule is the strictest, and what a standing is called on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.dates import date_of, end_of
from app.core.vocabulary import Role, SettingKind
from app.requirements.records import Clause, Doing, Duty, DutyState, Place, RequirementRecord, State
from app.requirements.rules import (
    SOON,
    after_leave,
    clauses_of,
    duty,
    duty_state,
    explained,
    falls_due,
    loosened,
    state,
    strictest,
    tightening,
)
from app.requirements.rules.standing import since
from app.workforce.records import LeaveRecord, PostFacts

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
START = date(2026, 1, 5)


def a_payload(**more: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "authority": "A board",
        "kinds": "all",
        "roles": "all",
        "trigger": "interval",
        "interval_months": 12,
        "also_at_induction": True,
        "contributes": True,
    }
    return usual | more


def a_requirement(*more: Clause, kept_from: date = date(2020, 1, 1), **payload: object) -> RequirementRecord:
    said = a_payload(**payload)
    clauses = clauses_of("YEARLY", said) + more
    return RequirementRecord(
        "YEARLY", "england", "Yearly", "Everyone learns.", "A board", False, 12, True, None, "seen", None, None, said,
        clauses, kept_from,
    )  # fmt: skip


def facts(day: date, role: Role = Role.STAFF, started_on: date = START) -> PostFacts:
    return PostFacts(day, SettingKind.PRIMARY, role, "Teacher", "employed", started_on)


def stands(requirement: RequirementRecord, done: date | None = None, *leaves: LeaveRecord) -> Duty:
    doings = [Doing(done, "series/01", frozenset({"YEARLY"}))] if done else []
    found = duty(requirement, [facts(START)], Place(SettingKind.PRIMARY), doings, leaves, [], {})
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("began", "done", "renew", "changed", "called"),
    [
        (None, None, None, None, State.NOT_STARTED),
        (TODAY, None, None, None, State.UNDER_WAY),
        (TODAY, TODAY, None, None, State.DONE),
        (TODAY, TODAY, TODAY + SOON + DAY, None, State.DONE),
        (TODAY, TODAY, TODAY + SOON, None, State.RENEW_SOON),
        (TODAY, TODAY, TODAY, None, State.RENEW_SOON),
        (TODAY, TODAY, TODAY - DAY, None, State.RENEW_NOW),
        (TODAY, TODAY, TODAY + SOON + DAY, TODAY, State.TOP_UP),
        (TODAY, TODAY, TODAY, TODAY, State.TOP_UP),
        (TODAY, TODAY, TODAY - DAY, TODAY, State.RENEW_NOW),
    ],
)
def test_a_standing_is_called_what_it_is_today(
    began: date | None, done: date | None, renew: date | None, changed: date | None, called: State
) -> None:
    assert state(began, done, renew, TODAY, changed) is called


@pytest.mark.parametrize(
    ("payload", "done", "by"),
    [
        ({}, None, START),
        ({"grace_days": 14}, None, date(2026, 1, 19)),
        ({"also_at_induction": False}, None, date(2027, 1, 5)),
        ({}, date(2026, 3, 1), date(2027, 3, 1)),
        ({}, date(2024, 2, 29), date(2025, 2, 28)),  # a leap day
        ({"interval_months": 24}, date(2026, 2, 28), date(2028, 2, 28)),  # into a leap year
        ({"interval_months": 48}, date(2024, 2, 29), date(2028, 2, 29)),
        ({"interval_months": 6}, date(2026, 8, 31), date(2027, 2, 28)),
        ({"trigger": "induction", "interval_months": None}, None, START),
        ({"trigger": "induction", "interval_months": None}, date(2026, 1, 9), None),
        ({"trigger": "once", "interval_months": None}, None, START),
        ({"trigger": "once", "interval_months": None, "also_at_induction": False}, None, None),
        ({"trigger": "policy", "interval_months": None}, None, None),
        ({"trigger": "academic-year", "interval_months": None}, None, START),
        ({"trigger": "academic-year", "interval_months": None}, date(2026, 8, 31), date(2026, 9, 1)),
        ({"trigger": "academic-year", "interval_months": None}, date(2026, 9, 1), date(2027, 9, 1)),
        (
            {"trigger": "academic-year", "interval_months": None, "grace_days": 30},
            date(2026, 8, 31),
            date(2026, 10, 1),
        ),
        ({"trigger": "each-edition", "interval_months": None, "in_force_on": "2026-09-01"}, None, date(2026, 9, 1)),
        (
            {"trigger": "each-edition", "interval_months": None, "in_force_on": "2026-09-01", "grace_days": 7},
            date(2026, 8, 31),
            date(2026, 9, 8),
        ),
        ({"trigger": "each-edition", "interval_months": None, "in_force_on": "2026-09-01"}, date(2026, 9, 1), None),
        ({"trigger": "each-edition", "interval_months": None, "in_force_on": "2025-09-01"}, None, START),
    ],
)
def test_each_kind_of_rule_names_its_day(payload: dict[str, object], done: date | None, by: date | None) -> None:
    assert stands(a_requirement(**payload), done).due_on == by


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),  # half an hour before clocks go forward
        (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), date(2026, 3, 29)),  # that day has 23 hours
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),  # clocks go back, the day has 25 hours
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 8, 31, 23, 0, tzinfo=UTC), date(2026, 9, 1)),  # the academic year has turned in London
    ],
)
def test_a_day_ends_when_it_ends_in_london(moment: datetime, day: date) -> None:
    assert date_of(moment) == day
    assert end_of(day - DAY) <= moment < end_of(day)


def test_where_two_rules_meet_the_strictest_counts_and_both_are_kept() -> None:
    ours = tightening("YEARLY", {"authority": "Our school", "interval_months": 6}, kept_from=date(2026, 1, 1))
    found = stands(a_requirement(ours), date(2026, 3, 1))

    assert found.due_on == date(2026, 9, 1)
    assert [(one.authority, one.day) for one in found.reasons] == [
        ("Our school", date(2026, 9, 1)),
        ("A board", date(2027, 3, 1)),
    ]


def test_nothing_of_our_own_falls_due_before_we_asked_for_it() -> None:
    ours = tightening("YEARLY", {"authority": "Our school", "interval_months": 6}, kept_from=date(2026, 11, 1))

    assert falls_due(ours, START, date(2026, 3, 1)) == date(2026, 11, 1)


def test_a_looser_rule_of_ours_changes_nothing() -> None:
    theirs = clauses_of("YEARLY", a_payload())
    looser = tightening("YEARLY", {"authority": "Our school", "interval_months": 24}, kept_from=START)

    assert strictest((*theirs, looser), START, START)[0][1].authority == "A board"


@pytest.mark.parametrize(
    ("months", "days", "words"),
    [
        (12, None, "A board asks for this every 12 months. You can ask for it more often only"),
        (18, None, "A board asks for this every 12 months. You can ask for it more often only"),
        (None, 20, "A board asks for this within 14 days of starting. You can ask for it sooner only"),
        (None, None, "Say how often, or how soon after starting"),
        (11, None, ""),
        (None, 13, ""),
    ],
)
def test_loosening_is_refused_in_words_that_name_the_stricter_rule(
    months: int | None, days: int | None, words: str
) -> None:
    assert loosened(clauses_of("YEARLY", a_payload(grace_days=14)), months, days) == words


@pytest.mark.parametrize(
    ("last_day", "by"),
    [
        (date(2027, 6, 30), date(2027, 7, 14)),  # it fell due within the leave
        (date(2027, 2, 28), date(2027, 3, 14)),  # and within the fortnight after it
        (date(2026, 12, 31), date(2027, 3, 1)),  # and long after it
        (None, date(2027, 3, 1)),  # nobody knows when she comes back
    ],
)
def test_what_falls_due_while_somebody_is_on_leave_is_due_a_fortnight_after(last_day: date | None, by: date) -> None:
    away = LeaveRecord(date(2026, 12, 1), last_day)

    assert stands(a_requirement(), date(2026, 3, 1), away).due_on == by


def test_what_was_due_before_a_leave_stays_due() -> None:
    assert after_leave(date(2026, 5, 1), [LeaveRecord(date(2026, 6, 1), date(2026, 7, 1))]) == date(2026, 5, 1)


def test_whoever_becomes_a_lead_is_asked_from_that_day_on() -> None:
    for_leads = a_requirement(roles=["dsl"])
    timeline = [facts(START), facts(date(2026, 4, 1), Role.DSL), facts(date(2026, 6, 1), Role.DSL)]

    assert since(for_leads, timeline, Place(SettingKind.PRIMARY)) == date(2026, 4, 1)
    assert since(a_requirement(), timeline, Place(SettingKind.PRIMARY)) == START
    assert since(a_requirement(kept_from=date(2026, 5, 1)), timeline, Place(SettingKind.PRIMARY)) == date(2026, 5, 1)


def test_what_is_not_of_her_role_has_no_standing() -> None:
    found = duty(a_requirement(roles=["dsl"]), [facts(START)], Place(SettingKind.PRIMARY), [], [], [], {})

    assert found is None


BASE = Duty("YEARLY", True, START, done_on=START, due_on=date(2027, 1, 5), renew_from=date(2026, 12, 6))


@pytest.mark.parametrize(
    ("duty_", "day", "called"),
    [
        (Duty("YEARLY", True, START), TODAY, DutyState.TO_DO),
        (Duty("YEARLY", True, START, due_on=TODAY + DAY), TODAY, DutyState.TO_DO),
        (Duty("YEARLY", True, START, due_on=TODAY), TODAY, DutyState.DUE),
        (BASE, date(2026, 12, 5), DutyState.CONTRIBUTED),
        (replace(BASE, counted_id=1), date(2026, 12, 5), DutyState.COUNTED),
        (BASE, date(2026, 12, 6), DutyState.RENEW_SOON),
        (BASE, date(2027, 1, 5), DutyState.RENEW_SOON),
        (BASE, date(2027, 1, 6), DutyState.RENEW_NOW),
        (replace(BASE, top_up_on=TODAY), TODAY, DutyState.TOP_UP),
        (replace(BASE, away_from=TODAY), date(2028, 1, 1), DutyState.AWAY),
        (replace(BASE, away_from=TODAY, away_to=TODAY), TODAY + DAY, DutyState.CONTRIBUTED),
    ],
)
def test_the_passing_of_days_alone_changes_what_a_standing_is_called(duty_: Duty, day: date, called: DutyState) -> None:
    assert duty_state(duty_, day) is called
    assert "expired" not in called.label.casefold()
    assert "meets" not in DutyState.CONTRIBUTED.label


def test_why_a_date_is_what_it_is_is_said_in_sentences() -> None:
    ours = tightening("YEARLY", {"authority": "Our school", "interval_months": 6}, kept_from=date(2026, 1, 1))
    requirement = a_requirement(ours)
    words = explained(stands(requirement, date(2026, 3, 1)), requirement, START, {"series/01": "Listening"})

    assert words == [
        "Everyone learns. Who asks: A board. This is not statutory.",
        "It is asked since 5 January 2026, the first day of this post.",
        "Last contributed to on 1 March 2026 by “Listening”.",
        "Our school asks for it every 6 months: by 1 September 2026. This is the strictest, so it counts.",
        "A board asks for it every 12 months: by 1 March 2027.",
        "So: renew by 1 September 2026. You can renew early, from 2 August 2026.",
    ]

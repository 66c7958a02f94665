"""Who is reminded of what and when: pure, over single days and over long histories."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.vocabulary import SettingKind, YearKind
from app.core.working_days import DAY, Calendar, calendar_for, is_working_day
from app.reminders.records import Choices, Duty, Item, Mark, Person, Rule
from app.reminders.rules import (
    MOST_OVERDUE,
    by_hand,
    coming,
    digest_due,
    due_on,
    is_left_to_lead,
    leading,
    marked,
    next_digest,
)
from app.requirements.records import Owed

TERMS = (
    (date(2026, 9, 2), date(2026, 10, 23)),
    (date(2026, 11, 2), date(2026, 12, 18)),
    (date(2027, 1, 4), date(2027, 2, 12)),
    (date(2027, 2, 22), date(2027, 3, 25)),
    (date(2027, 4, 12), date(2027, 5, 28)),
    (date(2027, 6, 7), date(2027, 7, 20)),
)
SCHOOL = calendar_for(SettingKind.PRIMARY, YearKind.ACADEMIC, TERMS)
MONDAYS = calendar_for(SettingKind.PRIMARY, YearKind.ACADEMIC, TERMS, "Mon")
WEEKS = Calendar()
ALL_ON = Choices()
ASKED = date(2026, 11, 4)  # a Wednesday
FEWER = settings(max_examples=40)  # each is a year or more of days


def asked(asked_on: date = ASKED, due_by: date | None = None, module: str = "series/a") -> Owed:
    return Owed(1, module, asked_on, due_by)


def to_renew(renew_by: date, done_on: date = date(2025, 11, 1)) -> Owed:
    return Owed(1, "series/r", renew_by=renew_by, done_on=done_on)


class Diary:
    """Somebody who lives through days, and what she is written to on each."""

    def __init__(self, *owed: Owed, calendar: Calendar = SCHOOL, choices: Choices = ALL_ON) -> None:
        self.owed, self.calendar, self.choices = list(owed), calendar, choices
        self.marks: dict[tuple[int, str], Mark] = {}
        self.letters: list[tuple[date, tuple[Item, ...]]] = []

    def person(self) -> Person:
        duties = tuple(Duty(one, self.marks.get((one.post_id, one.module)), self.calendar) for one in self.owed)
        return Person(1, "Amina", None, False, 1, (self.calendar,), duties)

    def look(self, day: date) -> None:
        items = due_on(self.person(), self.choices, day)
        if items:
            self.letters.append((day, items))
        for item in items:
            key = item.owed.post_id, item.owed.module
            self.marks[key] = marked(self.marks.get(key), item.owed, day)

    def live(self, first: date, days: int) -> "Diary":
        for count in range(days):
            self.look(first + count * DAY)
        return self

    @property
    def said(self) -> list[tuple[str, Rule]]:
        return [(day.isoformat(), leading(items)) for day, items in self.letters]


def test_somebody_asked_for_a_module_is_invited_and_reminded_after_seven_and_fourteen_of_her_working_days() -> None:
    diary = Diary(asked()).live(ASKED, 60)

    assert diary.said == [
        ("2026-11-04", Rule.INVITE),
        ("2026-11-13", Rule.CHASER),
        ("2026-11-24", Rule.CHASER),
    ]


def test_who_works_on_mondays_only_is_reminded_on_mondays_and_after_as_many_of_them() -> None:
    diary = Diary(asked(), calendar=MONDAYS).live(ASKED, 160)

    assert diary.said == [
        ("2026-11-09", Rule.INVITE),
        ("2027-01-04", Rule.CHASER),
        ("2027-03-01", Rule.CHASER),
    ]


def test_before_it_is_due_she_is_told_twice_and_afterwards_each_week_four_times_at_most() -> None:
    diary = Diary(asked(date(2026, 11, 2), date(2026, 11, 30)), calendar=WEEKS)
    diary.choices = Choices(off=frozenset({Rule.CHASER}))
    diary.live(date(2026, 11, 2), 200)

    assert diary.said == [
        ("2026-11-02", Rule.INVITE),
        ("2026-11-16", Rule.DUE),
        ("2026-11-27", Rule.DUE),
        ("2026-12-01", Rule.OVERDUE),
        ("2026-12-08", Rule.OVERDUE),
        ("2026-12-15", Rule.OVERDUE),
        ("2026-12-22", Rule.OVERDUE),
    ]
    assert is_left_to_lead(diary.person().duties[0], date(2026, 12, 29))


def test_what_fell_due_in_the_holidays_is_said_once_when_they_are_over_and_then_weekly() -> None:
    diary = Diary(asked(date(2026, 12, 1), date(2026, 12, 21))).live(date(2026, 12, 19), 60)

    assert diary.said == [
        ("2027-01-04", Rule.OVERDUE),
        ("2027-01-11", Rule.OVERDUE),
        ("2027-01-18", Rule.OVERDUE),
        ("2027-01-25", Rule.OVERDUE),
    ]


def test_a_later_due_date_begins_a_count_of_its_own() -> None:
    diary = Diary(asked(due_by=date(2026, 11, 6)), calendar=WEEKS).live(ASKED, 60)
    before = len(diary.letters)
    diary.owed = [asked(due_by=date(2027, 1, 29))]
    diary.live(date(2027, 1, 4), 90)

    assert [rule for _, rule in diary.said[before:]] == [Rule.DUE, Rule.DUE, *[Rule.OVERDUE] * 4]


def test_renewal_is_said_ninety_thirty_and_seven_days_before_and_on_the_day() -> None:
    diary = Diary(to_renew(date(2027, 6, 30)), calendar=WEEKS).live(date(2026, 11, 1), 400)

    assert diary.said == [
        ("2027-04-01", Rule.RENEWAL),
        ("2027-06-01", Rule.RENEWAL),
        ("2027-06-23", Rule.RENEWAL),
        ("2027-06-30", Rule.RENEWAL),
    ]


def test_steps_of_several_modules_on_one_day_are_one_letter_that_names_what_else_is_open() -> None:
    diary = Diary(
        asked(module="series/a"),
        asked(module="series/b", due_by=date(2026, 11, 20)),
        asked(date(2026, 10, 1), module="series/c"),
        to_renew(date(2027, 10, 1)),
    )
    diary.look(ASKED)

    ((_, items),) = diary.letters
    assert [(item.owed.module, item.rule) for item in items] == [
        ("series/b", Rule.INVITE),
        ("series/a", Rule.INVITE),
        ("series/c", Rule.CHASER),
    ]
    assert diary.live(ASKED + DAY, 1).letters == diary.letters


def test_a_reminder_is_sent_for_what_presses_most() -> None:
    late, new = asked(date(2026, 10, 1), date(2026, 11, 3), "series/a"), asked(module="series/b")

    ((_, items),) = Diary(new, late).live(ASKED, 1).letters

    assert leading(items) is Rule.OVERDUE
    assert [item.owed.module for item in items] == ["series/a", "series/b"]


def test_nothing_is_sent_while_all_is_paused_and_the_newest_step_afterwards() -> None:
    diary = Diary(asked(), choices=Choices(paused_until=date(2026, 11, 15))).live(ASKED, 30)

    assert diary.said == [("2026-11-16", Rule.CHASER), ("2026-11-24", Rule.CHASER)]


def test_a_rule_that_is_off_says_nothing_and_an_overdue_thing_is_not_named_by_the_others() -> None:
    off = Choices(off=frozenset({Rule.OVERDUE}))
    late = asked(date(2026, 10, 1), date(2026, 11, 3), "series/a")

    ((_, items),) = Diary(late, asked(module="series/b"), choices=off).live(ASKED, 1).letters

    assert [item.owed.module for item in items] == ["series/b"]


def test_a_lead_may_remind_by_hand_of_everything_open_also_of_what_is_left_to_her() -> None:
    late = asked(date(2026, 9, 2), date(2026, 9, 30), "series/a")
    mark = Mark(date(2026, 11, 3), late.due_by, MOST_OVERDUE, date(2026, 11, 3))
    duties = (
        Duty(late, mark, SCHOOL),
        Duty(asked(module="series/b"), None, SCHOOL),
        Duty(to_renew(date(2027, 8, 1)), None, SCHOOL),
    )

    items = by_hand(duties, ASKED)

    assert [(item.owed.module, item.rule) for item in items] == [("series/a", Rule.OVERDUE), ("series/b", Rule.CHASER)]


@pytest.mark.parametrize(
    ("today", "last", "goes"),
    [
        (date(2026, 11, 2), None, True),
        (date(2026, 11, 2), date(2026, 10, 19), True),
        (date(2026, 11, 3), date(2026, 11, 2), False),
        (date(2026, 10, 26), None, False),
        (date(2026, 11, 8), None, False),
    ],
)
def test_the_digest_goes_on_the_first_working_day_of_a_week_in_term(today: date, last: date | None, goes: bool) -> None:
    assert digest_due([SCHOOL], ALL_ON, today, last) is goes


def test_a_digest_is_sent_on_tuesday_where_monday_is_a_bank_holiday() -> None:
    assert next_digest([WEEKS], ALL_ON, date(2027, 5, 1), date(2027, 4, 26)) == date(2027, 5, 4)
    assert next_digest([SCHOOL], ALL_ON, date(2026, 11, 3), date(2026, 11, 2)) == date(2026, 11, 9)
    assert next_digest([SCHOOL], ALL_ON, date(2026, 12, 15), date(2026, 12, 14)) == date(2027, 1, 4)
    assert next_digest([SCHOOL], Choices(off=frozenset({Rule.DIGEST})), ASKED, None) is None


DAYS = st.dates(date(2026, 9, 1), date(2027, 7, 1))
CALENDARS = st.sampled_from([SCHOOL, MONDAYS, WEEKS, Calendar(frozenset({2, 3}), TERMS), Calendar(frozenset(range(7)))])
CHOICES = st.builds(
    Choices,
    st.frozensets(st.sampled_from(list(Rule)), max_size=3),
    st.none() | DAYS,
)


@st.composite
def owings(draw: st.DrawFn) -> list[Owed]:
    owed = []
    for number in range(draw(st.integers(1, 4))):
        day = draw(DAYS)
        if draw(st.booleans()):
            due_by = draw(st.none() | st.integers(0, 80).map(lambda days, day=day: day + timedelta(days)))
            owed.append(Owed(1, f"series/{number}", day, due_by))
        else:
            owed.append(Owed(1, f"series/{number}", renew_by=day, done_on=day - timedelta(365)))
    return owed


@FEWER
@given(owings(), CALENDARS, CHOICES, st.sets(st.integers(0, 500), max_size=400))
def test_a_history_with_gaps_has_no_more_letters_and_never_two_on_a_day_nor_one_on_a_day_off(
    owed: list[Owed], calendar: Calendar, choices: Choices, seen: set[int]
) -> None:
    first = date(2026, 9, 1)
    whole = Diary(*owed, calendar=calendar, choices=choices).live(first, 501)
    gaps = Diary(*owed, calendar=calendar, choices=choices)
    for count in sorted(seen):
        gaps.look(first + count * DAY)
        gaps.look(first + count * DAY)

    for diary in (whole, gaps):
        days = [day for day, _ in diary.letters]
        assert len(days) == len(set(days))
        assert all(is_working_day(day, calendar) and not choices.is_paused(day) for day in days)
    assert len(gaps.letters) <= len(whole.letters) <= most_letters(owed)


def most_letters(owed: list[Owed]) -> int:
    """Invitation, two chasers, two before and four after the due date; or four of a renewal."""
    return sum(4 if one.renew_by else 9 if one.due_by else 3 for one in owed)


@FEWER
@given(owings(), CALENDARS, CHOICES)
def test_a_due_date_is_named_as_overdue_four_times_at_most(
    owed: list[Owed], calendar: Calendar, choices: Choices
) -> None:
    diary = Diary(*owed, calendar=calendar, choices=choices).live(date(2026, 9, 1), 500)

    for one in owed:
        told = [day for day, items in diary.letters for item in items if item.owed == one and one.due_by]
        assert sum(1 for day in told if one.due_by and day > one.due_by) <= MOST_OVERDUE


@FEWER
@given(owings(), CALENDARS, CHOICES, st.integers(0, 300))
def test_after_the_clock_jumps_four_hundred_days_there_is_one_letter_and_then_one_a_week_at_most(
    owed: list[Owed], calendar: Calendar, choices: Choices, before: int
) -> None:
    diary = Diary(*owed, calendar=calendar, choices=choices).live(date(2026, 9, 1), before)
    said = len(diary.letters)
    landed = date(2027, 7, 2) + timedelta(400)
    diary.live(landed, 7)

    assert len(diary.letters) - said <= 1


@FEWER
@given(owings(), CALENDARS, CHOICES, st.integers(0, 300))
def test_the_next_reminder_that_is_foreseen_is_the_one_that_comes(
    owed: list[Owed], calendar: Calendar, choices: Choices, before: int
) -> None:
    first = date(2026, 9, 1)
    diary = Diary(*owed, calendar=calendar, choices=choices).live(first, before)
    seen, next_day = len(diary.letters), first + before * DAY

    foreseen = coming(diary.person(), choices, next_day)
    diary.live(next_day, 700)

    came = diary.letters[seen] if len(diary.letters) > seen else None
    assert (foreseen and (foreseen.day, foreseen.items)) == came


@FEWER
@given(owings(), CALENDARS, CHOICES, st.integers(0, 400))
def test_whoever_has_done_it_or_left_hears_no_more_of_it(
    owed: list[Owed], calendar: Calendar, choices: Choices, before: int
) -> None:
    diary = Diary(*owed, calendar=calendar, choices=choices).live(date(2026, 9, 1), before)
    said = len(diary.letters)
    diary.owed = []
    diary.live(date(2026, 9, 1) + before * DAY, 100)

    assert len(diary.letters) == said


def test_a_day_that_is_looked_at_late_never_takes_a_mark_back() -> None:
    before = Mark(date(2026, 12, 1), date(2026, 11, 1), 2, date(2026, 11, 9))

    assert marked(before, asked(), date(2026, 11, 20)) == before
    assert marked(before, replace(asked(), due_by=date(2026, 11, 1)), date(2026, 12, 4)).overdue_sent == 3

"""A setting's passport: a theme closes with a statement of practice, and nothing that was noted is changed."""

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.access.identity import PostHeld
from app.core.clock import at, now, today
from app.core.database import plain, session
from app.core.errors import DomainError, NotFound, OutOfOrder
from app.core.vocabulary import Role
from app.practice import actions, queries, rights
from app.practice.models import PassportStep
from app.practice.records import PassportKind, ThemePage, ThemeStanding
from tests.factories.people import a_colleague, a_setting
from tests.factories.practice import held

DAY = timedelta(days=1)
WORDS = "Every child is asked on Mondays, and the note is read the same day."


@pytest.fixture
def lead(app: Flask) -> PostHeld:
    return held(a_colleague("mark", Role.DSL).id)


def closed(lead: PostHeld, words: str = WORDS) -> int:
    return actions.write_statement(lead, "voice", words, today() + 180 * DAY)


def page(lead: PostHeld) -> ThemePage:
    return queries.theme_page(lead.setting_id, "voice")


def test_a_theme_is_open_until_its_lead_writes_what_is_different(lead: PostHeld) -> None:
    assert not page(lead).is_closed
    with pytest.raises(DomainError, match="Write what is now different"):
        closed(lead, "  ")

    closed(lead)

    found = page(lead)
    assert (found.is_closed, found.statement, found.said.by if found.said else "") == (True, WORDS, "Mark Test")
    assert [one.kind for one in found.notes] == [PassportKind.CLOSED]


def test_only_a_lead_of_the_setting_closes_a_theme_and_only_one_of_the_register(lead: PostHeld) -> None:
    staff, other = held(a_colleague("tom").id), held(a_colleague("olga", Role.DSL, a_setting(code="other")).id)
    for attempt in (
        lambda: closed(staff),
        lambda: actions.reopen(staff, "voice", "why"),
        lambda: actions.undo_in_passport(staff, "voice", 1),
        lambda: actions.take_out_of_passport(staff, "voice", WORDS),
    ):
        with pytest.raises(actions.NotYours):
            attempt()
    with pytest.raises(NotFound):
        actions.write_statement(lead, "weather", WORDS, today())

    closed(other)
    assert not page(lead).is_closed


def test_the_same_words_twice_at_once_are_one_and_later_say_that_it_still_holds(lead: PostHeld) -> None:
    assert closed(lead) == closed(lead)
    with at(now() + 90 * DAY):
        closed(lead)
        closed(lead, "Every child is asked on any day she likes.")
        kinds = [one.kind for one in page(lead).notes]

    assert kinds == [PassportKind.CLOSED, PassportKind.KEPT, PassportKind.REWORDED]


def test_a_statement_whose_day_has_come_is_due_and_stays_closed(lead: PostHeld) -> None:
    closed(lead)
    with at(now() + 180 * DAY):
        found = page(lead)
        assert (found.is_due, found.is_closed) == (True, True)


def test_a_theme_opened_again_keeps_its_statement_in_the_history(lead: PostHeld) -> None:
    closed(lead)
    actions.reopen(lead, "voice", "Nobody asked in May.")

    found = page(lead)
    assert (found.is_closed, found.said) == (False, None)
    assert [one.standing.statement for one in found.notes] == [WORDS, ""]
    assert found.notes[-1].note == "Nobody asked in May."
    with pytest.raises(OutOfOrder):
        actions.reopen(lead, "voice", "Again.")


def test_a_day_is_told_as_it_stood(lead: PostHeld) -> None:
    start = now()
    with at(start + 2 * DAY):
        closed(lead)
    with at(start + 4 * DAY):
        actions.reopen(lead, "voice", "It was not so.")
        told = [queries.passport(lead.setting_id, today() - n * DAY)[0].is_closed for n in (0, 1, 2, 3)]

    assert told == [False, True, True, False]


ACTS = st.lists(st.sampled_from(["write", "keep", "reopen", "undo"]), max_size=8)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_done_no_step_changes_and_taking_back_is_what_stood_before(lead: PostHeld, acts: list[str]) -> None:
    moment, in_order = (
        max([now(), *session.scalars(select(PassportStep.at))]),
        select(PassportStep).order_by(PassportStep.id),
    )
    for number, act in enumerate(acts, 1):
        with at(moment + number * DAY):
            before, rows = page(lead), [plain(row) for row in session.scalars(in_order)]
            do(act, lead, before, number)
            session.flush()
            after = page(lead)
        assert [plain(row) for row in session.scalars(in_order)][: len(rows)] == rows
        assert len(after.notes) - len(before.notes) in (0, 1)


def do(act: str, lead: PostHeld, before: ThemePage, number: int) -> None:
    if act == "write":
        closed(lead, f"{WORDS} {number}")
    elif act == "keep" and before.is_closed:
        closed(lead, before.statement)
    elif act == "reopen" and before.is_closed:
        actions.reopen(lead, "voice", "Not so.")
    elif act == "undo" and before.last_to_undo:
        actions.undo_in_passport(lead, "voice", before.last_to_undo.id)
        assert page(lead).standing == before.before_last


def test_only_the_last_step_is_taken_back_and_the_first_leaves_the_theme_open(lead: PostHeld) -> None:
    first = closed(lead)
    second = actions.reopen(lead, "voice", "Not so.")
    with pytest.raises(OutOfOrder):
        actions.undo_in_passport(lead, "voice", first)

    back = actions.undo_in_passport(lead, "voice", second)
    assert actions.undo_in_passport(lead, "voice", second) == back
    assert page(lead).is_closed
    actions.undo_in_passport(lead, "voice", back)
    assert page(lead).standing == ThemeStanding()


def test_words_taken_out_leave_a_marker_in_every_step_and_cannot_be_brought_back(lead: PostHeld) -> None:
    closed(lead, f"Zebedee of 2B is asked first. {WORDS}")
    closed(lead, f"Zebedee of 2B is asked twice. {WORDS}")

    assert actions.take_out_of_passport(lead, "voice", "zebedee of 2b") == 2

    found = page(lead)
    assert not any("Zebedee" in one.standing.statement for one in found.notes)
    assert "[taken out on" in found.statement
    assert found.last_to_undo is None
    with pytest.raises(DomainError, match="do not stand"):
        actions.take_out_of_passport(lead, "voice", "nothing like it")


def test_her_file_holds_what_she_noted_and_old_pages_go_whole(lead: PostHeld) -> None:
    closed(lead)
    actions.reopen(lead, "voice", "Not so.")
    mine = rights.about(lead.person_id)["passport_steps"]
    assert [one["statement"] for one in mine] == [WORDS, ""]

    early, late = now() - DAY, now() + DAY
    kept = rights.forget((early, {}), early, early)
    assert kept["pages of passports"] == 0
    gone = rights.forget((early, {lead.setting_id: late}), early, early)
    assert gone["pages of passports"] == 1
    assert page(lead).notes == ()


def test_a_partnership_counts_settings_and_the_people_in_them(lead: PostHeld) -> None:
    a_colleague("tom")
    closed(lead)

    assert queries.closed_totals([lead.setting_id]) == {lead.setting_id: {"closed:voice": {"people": 2}}}
    actions.reopen(lead, "voice", "Not so.")
    assert queries.closed_totals([lead.setting_id]) == {}

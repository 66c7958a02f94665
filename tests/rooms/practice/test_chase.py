"""Overdue actions are chased gently: one letter to a person in a week, without a word of an action."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.clock import at, now, today
from app.core.database import session
from app.core.vocabulary import Role
from app.jobs.models import Job
from app.notices.models import Notice
from app.practice import actions, queries
from app.practice.records import State
from app.workforce import actions as workforce
from app.workforce.models import Leave
from tests.factories.people import a_colleague, a_person, a_post, a_setting
from tests.factories.practice import WORDS, an_action, held

DAY = timedelta(days=1)


@pytest.fixture
def amina(app: Flask) -> int:
    """Somebody with an address who leads two actions of a school that has a lead."""
    school = a_setting()
    a_colleague("mark", Role.DSL, school)
    post = a_post(a_person("amina", "Amina Yusuf", "amina@example.org"), school)
    an_action(post.id, review_on=today() + 10 * DAY)
    an_action(post.id, "We read the box on Mondays.", review_on=today() + 20 * DAY)
    return post.id


def letters() -> list[tuple[str, str | None]]:
    kind = Notice.kind == "practice-chase"
    return [(row.body, row.address) for row in session.scalars(select(Notice).where(kind).order_by(Notice.id))]


def on(day: int) -> datetime:
    return now() + day * DAY


def test_on_its_day_an_action_is_due_and_the_day_after_it_is_overdue(amina: int) -> None:
    told = [[due.action_id for due in queries.due_for_review(today() + n * DAY)] for n in (9, 10, 11, 21)]

    assert told == [[], [], [1], [1, 2]]
    assert [one.is_due for one in queries.of_setting(1, on=today() + 10 * DAY)] == [True, False]


def test_a_letter_goes_once_a_week_and_names_the_number_and_no_word(amina: int) -> None:
    counts = []
    for day in (9, 11, 11.2, 14, 17.9, 18.1, 21, 25.2):
        with at(on(0) + day * DAY):
            counts.append(actions.chase())
            session.commit()

    assert counts == [0, 1, 0, 0, 0, 1, 0, 1]
    bodies = letters()
    assert {address for _, address in bodies} == {"amina@example.org"}
    assert "The school: 1" in bodies[0][0]
    assert "The school: 2" in bodies[2][0]
    assert not any(word in body for body, _ in bodies for word in (WORDS, "box", "Lunch"))


def test_an_action_that_is_not_open_or_has_a_new_day_is_not_chased(amina: int) -> None:
    me = held(amina)
    actions.review(me, 1, State.IN_PLACE, today(), "")
    actions.review(me, 2, State.UNDER_WAY, today() + 60 * DAY, "")

    with at(on(30)):
        assert actions.chase() == 0


def test_an_action_led_by_a_name_or_by_somebody_who_left_is_its_leads_to_look_after(amina: int) -> None:
    an_action(amina, "We ask each child in turn.", "Lunchtime team", today() + DAY)
    with at(on(15)):
        workforce.end_post(amina, today() - DAY)
        assert actions.chase() == 1

    (body, address) = letters()[0]
    assert address is None, "the lead has no address, so her letter waits to be printed"
    assert "Mark Test" in body
    assert "The school: 2" in body


def test_one_person_in_two_settings_has_one_letter(amina: int) -> None:
    person, club = held(amina).person_id, a_setting(code="club")
    second = workforce.start_post(person, club, Role.STAFF, "Helper", today())
    an_action(second.id, "We tell parents on the day.", review_on=today() + DAY)

    with at(on(15)):
        assert actions.chase() == 1
    assert "The school: 1\nThe club: 1" in letters()[0][0]


def test_the_commands_say_how_many(app: Flask, amina: int) -> None:
    runner = app.test_cli_runner()

    assert "Letters queued: 0" in runner.invoke(args=["practice", "chase"]).output
    assert "People asked: 0" in runner.invoke(args=["practice", "ask"]).output


def test_while_she_is_on_leave_her_lead_hears_instead(amina: int) -> None:
    session.add(Leave(post_id=amina, first_day=today(), last_day=today() + 60 * DAY, noted_on=today()))
    session.commit()
    with at(on(11)):
        assert actions.chase() == 1
        session.commit()

    assert letters()[0][1] is None, "on paper, since the lead has no address"


@pytest.mark.parametrize(("hour", "letters_asked_for"), [(2, 0), (8, 0), (9, 1), (17, 1), (18, 0), (23, 0)])
def test_no_letter_is_written_at_night(app: Flask, hour: int, letters_asked_for: int) -> None:
    with at(datetime(2026, 12, 1, hour, 30, tzinfo=UTC)):
        actions.ask_for_letters()

    assert len(session.scalars(select(Job).where(Job.kind == actions.LETTERS)).all()) == letters_asked_for

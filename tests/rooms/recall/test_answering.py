"""Answering from the message: nobody signs in, looking records nothing, and nothing else hears of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Row, func, select

from app.core.clock import at
from app.core.database import db, session
from app.recall import queries
from app.recall.models import RecallChoice, RecallQuestion
from app.workforce.records import PostRecord
from tests.factories.recall import a_learner, asked_on, completed, links, questions
from tests.journeys.walks import posted
from tests.visitor import Visitor

MONDAY = datetime(2027, 1, 11, 10, tzinfo=UTC)
DUE = MONDAY + timedelta(weeks=2)
OF_RECALL = {"recall_question", "recall_choice"}


@pytest.fixture
def amina(app: Flask) -> PostRecord:
    post = a_learner()
    completed(post, {"all-0": True}, MONDAY)
    assert asked_on(DUE) == 1
    return post


@pytest.fixture
def reader(app: Flask, amina: PostRecord) -> Visitor:
    """Whoever opens the letter."""
    visitor = Visitor(app)
    visitor.moment = DUE
    return visitor


def everything_else() -> dict[str, list[Row[Any]]]:
    """Every row of every table that is not of this room."""
    tables = {name: table for name, table in db.metadata.tables.items() if name not in OF_RECALL}
    found = {name: list(session.execute(select(table))) for name, table in tables.items()}
    session.rollback()
    return found


def said() -> list[tuple[list[int] | None, bool | None]]:
    found = [(one.response, one.is_right) for one in questions()]
    session.rollback()
    return found


def test_one_tap_in_the_message_and_one_on_the_page_and_the_feedback_is_there(reader: Visitor) -> None:
    page = reader.visit(links()[0])
    assert page.says("Question all-0?")
    assert page.says("It counts for nothing")
    assert "Feedback" not in page.text, "nothing tells which is right"
    assert page.response.headers["Referrer-Policy"] == "no-referrer"

    page = reader.press("all-0 option 0")

    assert page.heading == "That is right"
    assert page.says("Because.")
    assert page.says("a review in a town (2020)")
    assert said() == [([0], True)]
    assert reader.visit("/my-learning/recall").heading == "Sign in", "the link is good for nothing else"


def test_a_wrong_answer_is_explained_at_once(reader: Visitor) -> None:
    reader.visit(links()[0])
    page = reader.press("all-0 option 2")

    assert page.heading == "Not right, and worth a second look"
    assert page.says("all-0 option 2 (your answer) Feedback 2.")
    assert page.says("Feedback 0.")
    assert said() == [([2], False)]


def test_a_wrong_answer_touches_no_certificate_no_standing_and_nothing_else_anywhere(reader: Visitor) -> None:
    before = everything_else()

    reader.visit(links()[0])
    reader.press("all-0 option 3")

    assert said() == [([3], False)]
    assert everything_else() == before


def test_looking_records_nothing_whoever_looks_and_however_often(app: Flask, reader: Visitor) -> None:
    link = links()[0]
    for address in (link, f"{link}?answer=0", f"{link}/stop", f"{link}/stop?ask=no"):
        for _ in range(2):
            reader.visit(address)
            assert reader._ask("HEAD", address).status_code == 200

    assert said() == [(None, None)]
    assert session.scalar(select(func.count()).select_from(RecallChoice)) == 0
    session.rollback()
    assert reader.visit(link).says("Question all-0?")


def test_a_second_answer_changes_nothing(app: Flask, reader: Visitor) -> None:
    twin = Visitor(app)
    twin.moment = DUE
    reader.visit(links()[0])
    twin.visit(links()[0])
    reader.press("all-0 option 0")

    assert twin.press("all-0 option 1").heading == "That is right"
    assert said() == [([0], True)]


def test_what_came_of_it_is_shown_for_half_an_hour_and_then_the_link_is_spent(app: Flask, reader: Visitor) -> None:
    reader.visit(links()[0])
    reader.press("all-0 option 0")
    reader.moment = DUE + timedelta(minutes=29)
    assert reader.visit(links()[0]).heading == "That is right"

    reader.moment = DUE + timedelta(minutes=31)
    spent = reader.visit(links()[0], 404)
    assert spent.heading == "There is nothing more to do"
    assert spent.text == reader.visit("/recall/never-made", 404).text


def test_after_three_weeks_it_cannot_be_answered_any_more(app: Flask, reader: Visitor) -> None:
    reader.visit(links()[0])
    reader.moment = DUE + timedelta(days=22)

    reader.press("all-0 option 0", 404)
    assert said() == [(None, None)]


def test_a_whole_staff_may_answer_from_one_address(reader: Visitor) -> None:
    page = reader.visit(links()[0])
    key = page.soup.find(attrs={"name": "csrf_token"})
    assert key is not None
    data = {"csrf_token": str(key["value"]), "answer": "0"}

    answered = {reader._ask("POST", f"/recall/of-number-{n}", data=data).status_code for n in range(150)}

    assert answered == {404}


def test_nonsense_is_asked_for_again(reader: Visitor) -> None:
    page = reader.visit(links()[0])
    token = page.soup.find(attrs={"name": "csrf_token"})
    assert token is not None

    page = reader.post(links()[0], {"csrf_token": token["value"], "answer": "brilliant"}, 400)

    assert page.says("Choose an answer")
    assert said() == [(None, None)]


@pytest.mark.parametrize("code", ["all-1", "all-2", "all-3", "all-4"])
@pytest.mark.parametrize("right", [True, False])
def test_every_kind_of_question_can_be_answered(app: Flask, reader: Visitor, code: str, right: bool) -> None:
    row = session.scalars(select(RecallQuestion)).one()
    row.code = code
    session.commit()
    reader.visit(links()[0])
    shown = _as_shown()

    page = reader.press("Answer", **posted(*shown, right))

    assert page.heading == ("That is right" if right else "Not right, and worth a second look")
    assert page.says("Because.")


def _as_shown() -> Any:
    with at(DUE):
        found = queries.open_of(1)[0]
    session.rollback()
    return found.question, found.order


def test_from_the_message_she_stops_it_and_lets_it_begin_again(app: Flask, amina: PostRecord, reader: Visitor) -> None:
    before = everything_else()
    reader.visit(links()[0])
    page = reader.follow("Stop these questions")
    assert page.heading == "Stop these questions?"
    assert page.says("nobody is told")
    page = reader.press("Stop them")
    assert page.heading == "These questions are stopped"
    assert asked_on(MONDAY + timedelta(weeks=6)) == 0

    page = reader.press("Let them begin again")
    assert page.heading == "Stop these questions?"
    assert everything_else() == before
    assert asked_on(MONDAY + timedelta(weeks=6)) == 1


def test_a_link_that_was_answered_or_has_run_out_still_stops_it(reader: Visitor) -> None:
    reader.moment = DUE + timedelta(days=60)
    reader.visit(f"{links()[0]}/stop")

    assert reader.press("Stop them").heading == "These questions are stopped"
    reader.visit("/recall/never-made/stop", 404)

"""My own page; questions that were withdrawn or changed since; and what is held of somebody, for how long."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.content.checks import check
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Role
from app.library.actions import publish_shelf
from app.notices.models import Notice
from app.privacy import actions as privacy
from app.privacy.queries import everything_about
from app.recall.models import RecallChoice, RecallQuestion
from app.workforce.records import PostRecord
from tests.factories.people import a_colleague
from tests.factories.recall import a_learner, asked_on, completed, links, questions
from tests.factories.shelf import MODULE, change, write_shelf
from tests.visitor import Visitor

MONDAY = datetime(2027, 1, 11, 10, tzinfo=UTC)
DUE = MONDAY + timedelta(weeks=2)


@pytest.fixture
def amina(app: Flask) -> PostRecord:
    post = a_learner()
    completed(post, {"all-0": True}, MONDAY)
    assert asked_on(DUE) == 1
    return post


@pytest.fixture
def reader(app: Flask, amina: PostRecord) -> Visitor:
    """Whoever was asked, signed in on the day."""
    visitor = Visitor(app)
    visitor.moment = DUE
    visitor.sign_in("amina")
    return visitor


@pytest.fixture
def republish(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], None]:
    """Publish the small shelf again with one thing in the common questions changed."""

    def publish(old: str, new: str) -> None:
        courses, quizzes = write_shelf(tmp_path_factory.mktemp("changed"))
        change(quizzes / MODULE / "common.yml", old, new)
        change(courses / f"{MODULE}.md", "edition: '1.0'", "edition: '1.1'")
        shelf, faults, _ = check(courses, quizzes)
        assert shelf is not None, faults
        publish_shelf(shelf)
        session.commit()

    return publish


def test_my_learning_shows_the_question_and_it_is_answered_there(reader: Visitor) -> None:
    page = reader.visit("/my-learning")
    assert page.says("One question from “Listening”")
    reader.follow("Question all-0?")
    page = reader.press("all-0 option 1")
    assert page.heading == "Not right, and worth a second look"

    page = reader.follow("Questions weeks later")
    assert page.says("Question all-0? Not right.")
    assert reader.follow("Question all-0?").says("all-0 option 1 (your answer)")
    assert not reader.visit("/my-learning").says("One question from")


def test_she_stops_it_there_and_lets_it_begin_again(reader: Visitor) -> None:
    reader.visit("/my-learning")
    reader.follow("Questions weeks later")
    assert reader.press("Stop these questions").says("You stopped these questions")
    assert asked_on(MONDAY + timedelta(weeks=6)) == 0
    assert reader.press("Let them begin again").says("You are asked")
    assert asked_on(MONDAY + timedelta(weeks=6)) == 1


def test_nobody_else_finds_her_question(app: Flask, reader: Visitor) -> None:
    a_colleague("tom", setting=1)
    other = Visitor(app)
    other.moment = DUE
    other.sign_in("tom")

    other.visit("/my-learning/recall/1", 404)
    assert not other.visit("/my-learning/recall").says("all-0")


def test_a_question_that_was_withdrawn_since_is_not_asked_any_more(
    reader: Visitor, republish: Callable[[str, str], None]
) -> None:
    republish("id: all-0\n", "id: all-10\n")

    assert reader.visit(links()[0], 404).heading == "There is nothing more to do"
    assert not reader.visit("/my-learning").says("One question from")
    reader.visit("/my-learning/recall/1", 404)
    assert asked_on(MONDAY + timedelta(weeks=6)) == 1
    assert questions()[1].code != "all-0"


def test_a_question_that_was_changed_since_is_asked_as_it_says_now(
    reader: Visitor, republish: Callable[[str, str], None]
) -> None:
    republish("stem: Question all-0?", "stem: Question all-0, put better?")

    page = reader.visit(links()[0])
    assert page.says("put better?")
    reader.press("all-0 option 0")
    assert questions()[0].version_id == 2


def test_what_she_answered_stays_as_she_answered_it(reader: Visitor, republish: Callable[[str, str], None]) -> None:
    reader.visit(links()[0])
    reader.press("all-0 option 0")
    republish("id: all-0\n", "id: all-10\n")

    assert reader.visit("/my-learning/recall").says("Question all-0? Right.")
    assert reader.follow("Question all-0?").heading == "That is right"


def test_she_takes_it_all_away_and_nothing_that_opens_anything(reader: Visitor, amina: PostRecord) -> None:
    reader.visit(links()[0])
    reader.press("all-0 option 0")
    reader.visit("/my-learning/recall")
    reader.press("Stop these questions")

    held = everything_about(amina.person_id)
    (asked,) = held["recall_questions"]
    assert (asked["code"], asked["response"], asked["is_right"]) == ("all-0", [0], True)
    assert "token_digest" not in asked
    assert [one["is_on"] for one in held["recall_choices"]] == [False]


def test_when_she_is_erased_it_goes_with_her(reader: Visitor, amina: PostRecord) -> None:
    reader.visit("/my-learning/recall")
    reader.press("Stop these questions")
    privacy.erase(amina.person_id, "Head", "She asked")
    session.commit()

    for table in (RecallQuestion, RecallChoice):
        assert session.scalar(select(func.count()).select_from(table)) == 0
    assert session.scalar(select(func.count()).select_from(Notice).where(Notice.kind == "recall")) == 0


def test_it_is_forgotten_with_the_answers_of_a_check(amina: PostRecord) -> None:
    for months, left in ((23, 1), (25, 0)):
        with at(DUE + timedelta(days=months * 30.5)):
            privacy.forget_what_is_old()
            session.commit()
        assert len(questions()) == left


def test_no_other_page_and_no_log_of_her_setting_names_who_was_asked(app: Flask, reader: Visitor) -> None:
    a_colleague("mark", Role.DSL, 1)
    lead = Visitor(app)
    lead.moment = DUE
    lead.sign_in("mark")

    for address in ("/messages", "/our-setting/log", "/desk", "/desk/people/1", "/desk/reminders/log"):
        assert "ecall" not in lead.visit(address).text, address

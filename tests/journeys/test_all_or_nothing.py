"""Completion is one transaction: step, completion, certificate and notice together, or none of them."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.certificates.models import Certificate
from app.core.database import session
from app.learning.models import Completion, StepDone
from app.notices.models import Notice
from tests.factories.faults import refuse_rows, take_rows_again
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE
from tests.journeys.walks import THOUGHT, come_to_the_reflection, complete
from tests.visitor import Visitor


def rows(model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_when_the_notice_cannot_be_written_nothing_is_and_her_words_are_kept(app: Flask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    a_colleague("amina")
    refuse_rows("notice")
    learner = Visitor(app)
    learner.sign_in("amina")
    come_to_the_reflection(learner, 1, MODULE)
    learner.press("Save and come back later", text_1=THOUGHT, text_2=THOUGHT)
    learner.follow("Continue")

    learner.press("Finish my reflection", status=500)

    assert [rows(model) for model in (Completion, Certificate, Notice)] == [0, 0, 0]
    assert rows(StepDone) == 2
    take_rows_again("notice")
    learner.visit("/my-learning")
    page = learner.follow("Continue")
    assert THOUGHT in page.text
    learner.press("Finish my reflection")
    assert [rows(model) for model in (Completion, Certificate, Notice)] == [1, 1, 1]


def test_what_she_wrote_reaches_no_log_when_it_cannot_be_kept(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    a_colleague("amina")
    refuse_rows("reflection_text")
    learner = Visitor(app)
    learner.sign_in("amina")
    come_to_the_reflection(learner, 1, MODULE)

    learner.press("Save and come back later", status=500, text_1=THOUGHT)

    assert "reflection_text" in caplog.text
    assert THOUGHT not in caplog.text


def test_finishing_again_and_again_completes_once(app: Flask) -> None:
    post = a_colleague("amina")
    learner = Visitor(app)
    learner.sign_in("amina")
    complete(learner, post.id, MODULE)
    token = learner.visit("/my-learning").form("Sign out").find(attrs={"name": "csrf_token"})
    assert token is not None

    for _ in range(3):
        again = {"csrf_token": str(token["value"]), "text-1": THOUGHT, "text-2": THOUGHT, "go": "finish"}
        learner._ask("POST", "/learn/1/reflection", data=again)

    assert [rows(model) for model in (Completion, Certificate, Notice)] == [1, 1, 1]


def test_a_completion_keeps_the_facts_of_its_day(app: Flask) -> None:
    post = a_colleague("grace", name="Grace Adeyemi")
    learner = Visitor(app)
    learner.sign_in("grace")
    complete(learner, post.id, MODULE)

    facts = session.scalar(select(Completion.facts))

    assert facts is not None
    assert {"name", "setting", "kind", "role", "edition", "version", "score", "minutes", "guidance"} <= set(facts)
    assert facts["guidance"], "the editions of guidance current on the day"
    assert (facts["name"], facts["score"]) == ("Grace Adeyemi", 100)

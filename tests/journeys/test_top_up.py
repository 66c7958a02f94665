"""New learning asks those who learned what changed for some minutes, and for nothing else."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.certificates import queries as certificates
from app.content.checks import check
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import SettingKind
from app.learning import queries as learning
from app.learning.models import Enrolment
from app.library.actions import publish_shelf
from app.notices.models import Notice
from app.quizzes import queries as quizzes
from app.requirements import actions as standings
from app.requirements import queries as requirements
from app.workforce.records import PostRecord
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE, change, write_shelf
from tests.journeys.walks import complete, posted
from tests.visitor import Page, Visitor

THEN = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
Publish = Callable[..., None]


@pytest.fixture
def publish(empty_app: Flask, tmp_path: Path) -> Publish:
    """Publish the small shelf, with one place of its module or of another file changed."""
    courses, quizzes_folder = write_shelf(tmp_path / "shelf")

    def again(old: str = "", new: str = "", file: str = f"courses/{MODULE}.md", moment: datetime = NOW) -> None:
        if old:
            change(tmp_path / "shelf" / file, old, new)
        shelf, faults, _ = check(courses, quizzes_folder)
        assert shelf is not None, faults
        with at(moment):
            publish_shelf(shelf)
            session.commit()

    again(moment=THEN - timedelta(days=1))
    return again


@pytest.fixture
def learner(empty_app: Flask) -> Visitor:
    return Visitor(empty_app)


@pytest.fixture
def amina(publish: Publish, learner: Visitor) -> PostRecord:
    """Somebody who completed the module THEN and looks again NOW."""
    post = a_colleague("amina")
    learner.moment = THEN
    learner.sign_in("amina")
    complete(learner, post.id, MODULE)
    learner.moment = NOW
    learner.sign_in("amina")
    return post


def answer(visitor: Visitor, enrolment_id: int, right: bool = True) -> Page:
    attempt = quizzes.attempts(enrolment_id)[-1]
    pool = quizzes.pool(learning.to_record(session.get_one(Enrolment, enrolment_id)))
    for question, order in quizzes.asked(attempt, pool):
        visitor.press("Save and go on", **posted(question, order, right), sure="yes")
    return visitor.press("Send in my answers")


def test_she_reads_what_changed_answers_its_questions_and_is_up_to_date(
    amina: PostRecord, learner: Visitor, publish: Publish
) -> None:
    publish("Ask first.", "Ask first, within 2 hours.")
    page = learner.visit("/my-learning")
    assert page.says("so a short top-up is due. Your certificate stays valid.")
    page = learner.follow("See what changed, and top up")
    assert page.says("Now: Ask first, within 2 hours.")
    assert page.says("Before: Ask first.")
    page = learner.press("Start the top-up")
    assert page.says("Section 1 of 1")
    assert page.says("What it said when you learned it")
    assert not page.says("Children are heard when somebody asks")
    page = learner.press("go on")
    assert page.says("2 questions, one to a page")
    learner.press("Start the check")
    number = int(learner.page.address.split("/")[2]) if learner.page else 0
    page = answer(learner, number)
    assert page.says("Your top-up is done.")

    page = learner.follow("Go on")

    assert page.says("Your certificate stays as it is")
    assert page.says("Ask first, within 2 hours.")
    assert learner.visit("/my-learning").says("Nothing is due.")
    with at(NOW):
        standing = requirements.standings_of_post(amina.id)[MODULE]
        assert (standing.done_on, standing.top_up_on) == (THEN.date(), None)
        assert standings.rebuild() == 0
    assert len(certificates.of_person(amina.person_id)) == 1


def test_her_certificate_stays_valid_and_says_that_a_top_up_is_due(
    amina: PostRecord, learner: Visitor, publish: Publish
) -> None:
    (held,) = certificates.of_person(amina.person_id)
    assert not learner.visit(f"/certificates/{held.code}").says("Top-up due")
    publish("Ask first.", "Ask first, within 2 hours.")

    assert learner.visit(f"/certificates/{held.code}").says("This certificate is valid. Top-up due: one thing")
    assert learner.visit("/certificates").says("Valid; top-up due.")
    assert learner.visit(f"/check/{held.code}").says("Valid; top-up due")


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("Ask first.", "Ask frist.", f"courses/{MODULE}.md"),
        ("title: Listening", "title: Listening well", f"courses/{MODULE}.md"),
        ("answer: false", "answer: true", f"quizzes/{MODULE}/early-years.yml"),
    ],
)
def test_nobody_is_asked_for_a_typo_another_title_or_another_kinds_question(
    amina: PostRecord, learner: Visitor, publish: Publish, old: str, new: str, file: str
) -> None:
    if "frist" in new:
        publish("change: learning", "change: wording")
    publish(old, new, file)

    assert learner.visit("/my-learning").says("Nothing is due.")
    assert learner.visit(f"/learn/{MODULE}/top-up").heading == "Listening"
    with at(NOW):
        assert standings.rebuild() == 0


def test_a_statement_that_her_version_did_not_contain_is_not_asked_of_her(
    amina: PostRecord, learner: Visitor, publish: Publish
) -> None:
    statement = "::: statement id=look-twice findings=town-2020.1\nLook twice.\n:::\n\n"
    publish("::: only for=childminder", statement + "::: only for=childminder")

    assert learner.visit("/my-learning").says("Nothing is due.")


def test_whoever_is_under_way_stays_on_her_edition_is_told_once_and_tops_up_afterwards(
    publish: Publish, learner: Visitor
) -> None:
    post = a_colleague("beth", setting=a_setting(SettingKind.EARLY_YEARS, "nursery"))
    learner.moment = THEN
    learner.sign_in("beth")
    learner.visit(f"/learn/{MODULE}")
    learner.press("Begin")
    publish("Ask first.", "Ask first, within 2 hours.", moment=THEN)
    publish("within 2 hours", "within 3 hours", moment=THEN)

    page = learner.visit(f"/learn/{MODULE}")

    assert page.says("You stay on the edition that you began")
    assert learning.newest_of_post(post.id)[MODULE].version_id == 1
    letters = session.scalars(select(Notice).where(Notice.kind == "newer-edition")).all()
    assert [(one.person_id, one.key) for one in letters] == [(post.person_id, "newer-edition:1")]


def test_wrong_answers_are_tried_again_and_leave_the_top_up_due(
    amina: PostRecord, learner: Visitor, publish: Publish
) -> None:
    publish("Ask first.", "Ask first, within 2 hours.")
    learner.visit(f"/learn/{MODULE}/top-up")
    learner.press("Start the top-up")
    learner.press("go on")
    learner.press("Start the check")
    assert learner.page is not None
    page = answer(learner, int(learner.page.address.split("/")[2]), right=False)

    assert page.says("Not there yet")
    with at(NOW):
        assert requirements.standings_of_post(amina.id)[MODULE].top_up_on == date(2026, 11, 25)


def test_beginning_twice_is_beginning_once_and_a_top_up_has_no_reflection(
    amina: PostRecord, learner: Visitor, publish: Publish
) -> None:
    publish("Ask first.", "Ask first, within 2 hours.")
    for _ in range(2):
        learner.visit(f"/learn/{MODULE}/top-up")
        page = learner.press("Start the top-up")
    assert page.address == "/learn/2/asking"

    learner.visit("/learn/2/reflection", 409)


def test_a_top_up_begun_before_another_change_begins_anew_with_both(
    amina: PostRecord, learner: Visitor, publish: Publish
) -> None:
    publish("Ask first.", "Ask first, within 2 hours.")
    learner.visit(f"/learn/{MODULE}/top-up")
    learner.press("Start the top-up")
    publish("Write it down today", "Write it down within 4 hours")
    learner.visit(f"/learn/{MODULE}/top-up")
    page = learner.press("Start the top-up")

    assert page.address == "/learn/3/asking"
    assert page.says("Section 1 of 2")

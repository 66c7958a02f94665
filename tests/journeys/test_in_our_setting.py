"""After the check: questions about one's own setting, right by its own facts, frozen as they were put."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.content.checks import check
from app.core.clock import now, today
from app.core.database import plain, session
from app.core.vocabulary import Role
from app.here import rights
from app.here.models import HereAnswer, HereQuestion
from app.learning import queries as learning
from app.library.actions import publish_shelf
from app.workforce import actions as workforce
from app.workforce import queries as places
from tests.factories.people import LINES, a_colleague
from tests.factories.shelf import MODULE, dump, write_shelf
from tests.journeys.walks import THOUGHT, begin_and_read, pass_the_check
from tests.visitor import Page, Visitor

RIGHT, WRONG = "Tom Test, ext 14", "Wait until tomorrow"


def a_question(code: str, topic: str, right: str, wrong: str) -> dict[str, Any]:
    return {
        "id": f"primary-{code}",
        "topic": topic,
        "sources": ["town-2020.1"],
        "stem": f"Moment {code} at ⟦setting⟧: what do you do?",
        "options": [
            {"text": wrong, "feedback": f"Not here. It is {right}."},
            {"text": right, "feedback": f"Yes, {right}.", "correct": True},
            {"text": "Ask around", "feedback": f"It is {right}."},
        ],
        "explanation": "In danger now: 999.",
    }


QUESTIONS = [
    a_question("away", "lead-away", "⟦deputy⟧, ⟦deputy_contact⟧", WRONG),
    a_question("night", "out-of-hours", "Ring ⟦out_of_hours_line⟧", "Ring ⟦referral_line⟧"),
    a_question("write", "record", "In ⟦recording_place⟧", "In a message"),
]


@pytest.fixture
def school(app: Flask, tmp_path: Path) -> int:
    """A school whose facts were checked today, with a lead, a deputy, and three questions for its kind."""
    courses, quizzes = write_shelf(tmp_path)
    dump(quizzes / "in-our-setting" / "primary.yml", {"for": "primary", "questions": QUESTIONS})
    shelf, faults, _ = check(courses, quizzes)
    assert shelf is not None
    assert faults == []
    publish_shelf(shelf)
    lead = a_colleague("mark", Role.DSL)
    a_colleague("tom", Role.DEPUTY_DSL)
    keep(lead.setting_id)
    session.commit()
    return lead.setting_id


def keep(setting_id: int, **changes: str) -> None:
    lead = places.colleagues(setting_id)[0]
    workforce.keep_profile(setting_id, lead.person_id, False, **{**LINES, "deputy_contact": "ext 14", **changes})
    session.commit()


def passes(app: Flask, username: str = "amina") -> tuple[Visitor, int]:
    """Somebody new who has passed the check, and the number of her journey."""
    post = a_colleague(username)
    visitor = Visitor(app)
    visitor.sign_in(username)
    begin_and_read(visitor)
    pass_the_check(visitor, post.id, MODULE)
    return visitor, learning.newest_of_post(post.id)[MODULE].id


def chosen(page: Page, words: str) -> dict[str, str]:
    """What a browser posts when the option with these words is chosen."""
    label = next(one for one in page.soup.find_all("label") if words in one.get_text())
    box = page.soup.find(id=label["for"])
    assert box is not None
    return {"answer": str(box["value"])}


def about(page: Page, words: str) -> bool:
    return page.says(f"Moment {words}")


def at_the_deputy(visitor: Visitor) -> Page:
    """Go on to the question about the deputy, answering others rightly on the way."""
    page = visitor.follow("Go on")
    for _ in range(3):
        if about(page, "away"):
            return page
        words = "In the concern log" if about(page, "write") else "Ring 01632 960 103"
        visitor.press("See what is right here", **chosen(page, words))
        page = visitor.follow("Next question")
    raise AssertionError("Nobody asks about the deputy.")


def test_she_is_asked_about_her_own_setting_and_reads_at_once_what_is_right_here(app: Flask, school: int) -> None:
    visitor, _ = passes(app)

    page = at_the_deputy(visitor)
    assert page.says("Moment away at The school: what do you do?")
    page = visitor.press("See what is right here", **chosen(page, WRONG))

    assert page.heading == "Here it is different"
    assert page.says(f"{RIGHT} (right here)")
    assert page.says(f"{WRONG} (your answer) Not here. It is {RIGHT}.")
    assert page.says("In danger now: 999.")
    assert page.says("a review in a town (2020)")


def test_wrong_answers_here_stand_in_no_ones_way(app: Flask, school: int) -> None:
    visitor, _ = passes(app)
    page = visitor.follow("Go on")
    for place in range(3):
        visitor.press("See what is right here", **chosen(page, "Ask around"))
        page = visitor.follow("Next question" if place < 2 else "Go on")

    assert page.heading == "Your name on certificates"
    visitor.press("Confirm my name")
    assert visitor.press("Finish my reflection", text_1=THOUGHT, text_2=THOUGHT).says("certificate")


def test_she_may_go_on_without_them_and_nothing_chosen_is_said_kindly(app: Flask, school: int) -> None:
    visitor, _ = passes(app)
    visitor.follow("Go on")

    assert visitor.press("See what is right here", status=400).says("Choose an answer")
    assert visitor.follow("Go on without these").heading == "Your name on certificates"


def test_the_first_answer_counts_however_often_it_is_sent(app: Flask, school: int) -> None:
    visitor, _ = passes(app)
    page = at_the_deputy(visitor)
    right, wrong, address = chosen(page, RIGHT), chosen(page, WRONG), page.address
    visitor.press("See what is right here", **right)
    token = {"csrf_token": str(visitor.visit("/my-name").soup.find(attrs={"name": "csrf_token"})["value"])}  # type: ignore[index]

    assert visitor.post(address, wrong | token).heading == "That is right here"


def test_no_one_else_sees_her_questions(app: Flask, school: int) -> None:
    visitor, journey = passes(app)
    page = at_the_deputy(visitor)
    other = Visitor(app)
    other.sign_in("mark")

    other.visit(page.address, status=404)
    other.visit(f"/learn/{journey}/here", status=404)


def test_a_fact_that_changes_later_changes_nothing_that_was_put_and_sets_the_answer_aside(
    app: Flask, school: int
) -> None:
    visitor, _ = passes(app)
    page = at_the_deputy(visitor)
    visitor.press("See what is right here", **chosen(page, WRONG))
    before = [plain(row) for row in session.scalars(select(HereQuestion))]

    keep(school, deputy_contact="ext 99")

    page = visitor.visit(page.address)
    assert page.says(f"{RIGHT} (right here)")
    assert page.says("counts neither for nor against anybody")
    assert [plain(row) for row in session.scalars(select(HereQuestion))] == before
    lead = Visitor(app)
    lead.sign_in("mark")
    assert lead.visit("/our-setting/questions").says("1 earlier answer is set aside")
    keep(school)
    assert not visitor.visit(page.address).says("counts neither")


def test_a_fact_that_is_missing_is_asked_of_nobody_and_the_lead_comes_to_it_by_one_click(
    app: Flask, school: int
) -> None:
    keep(school, out_of_hours_line="")
    passes(app)
    assert set(session.scalars(select(HereQuestion.topic))) == {"lead-away", "record"}

    lead = Visitor(app)
    lead.sign_in("mark")
    page = lead.visit("/desk")
    assert page.says("Please check")
    link = next(one for one in page.soup.find_all("a") if "out of hours" in one.get_text())
    assert link["href"] == "/our-setting#out_of_hours_line"
    page = lead.visit("/our-setting")
    assert page.soup.find(id="out_of_hours_line") is not None
    assert lead.visit("/our-setting/questions").says(
        "Which number to ring in the evening, at night and at weekends: not"
    )


def test_facts_last_checked_too_long_ago_are_asked_of_nobody_until_the_lead_says_that_they_are_right(
    app: Flask, school: int
) -> None:
    lead = Visitor(app)
    lead.moment = now().replace(year=today().year + 1, month=today().month)
    lead.sign_in("mark")
    page = lead.visit("/desk")
    assert page.says("ext 14, last checked on")

    lead.visit("/our-setting")
    lead.press("These facts are right today")
    assert not lead.visit("/desk").says("Please check")


def test_a_deputy_is_not_asked_whether_she_would_ring_herself(app: Flask, school: int) -> None:
    visitor = Visitor(app)
    visitor.sign_in("tom")
    begin_and_read(visitor)
    post = next(one for one in places.colleagues(school) if one.person_name == "Tom Test")
    pass_the_check(visitor, post.id, MODULE)

    assert set(session.scalars(select(HereQuestion.topic))) == {"out-of-hours", "record"}


def test_where_no_question_is_written_the_way_goes_straight_on(app: Flask) -> None:
    visitor, _ = passes(app)

    assert visitor.follow("Go on").heading == "Your name on certificates"


def test_what_she_was_asked_is_in_her_file_and_goes_when_she_is_erased(app: Flask, school: int) -> None:
    visitor, journey = passes(app)
    page = at_the_deputy(visitor)
    visitor.press("See what is right here", **chosen(page, RIGHT))
    person = session.execute(select(HereQuestion.post_id)).scalars().first() or 0
    who = places.post(person).person_id

    held = rights.about(who)
    assert len(held["questions_about_my_setting"]) == 3
    assert any(one["is_right"] for one in held["answers_about_my_setting"])
    early, late = now() - timedelta(days=1), now() + timedelta(days=1)
    assert rights.forget((late, {school: early})) == {"questions about a setting": 0}
    keeping = session.begin_nested()
    assert rights.forget((early, {school: late})) == {"questions about a setting": 3}
    keeping.rollback()
    rights.erase(who)
    assert session.scalar(select(func.count()).select_from(HereQuestion)) == 0
    assert session.scalar(select(func.count()).select_from(HereAnswer)) == 0
    assert journey

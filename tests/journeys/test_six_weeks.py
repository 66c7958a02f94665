"""Weeks later: two taps without signing in, a scanner that records nothing, paper, and the lead's own look."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.core.clock import at, now
from app.core.database import session
from app.core.vocabulary import Role
from app.notices.models import Notice
from app.practice import actions
from app.practice.models import ImpactAnswer, ImpactQuestion
from tests.factories.people import a_colleague, a_person, a_post, a_setting
from tests.factories.practice import WORDS, an_action
from tests.visitor import Visitor


@pytest.fixture
def link(app: Flask) -> str:
    """The address in the letter to somebody who leads an action."""
    school = a_setting()
    a_colleague("mark", Role.DSL, school)
    post = a_post(a_person("lena", "Lena Lead", "lena@example.org"), school)
    with at(now() - timedelta(days=43)):
        an_action(post.id)
    assert actions.ask() == 1
    session.commit()
    body = session.scalar(select(Notice.body).where(Notice.kind == "six-weeks")) or ""
    session.rollback()
    assert WORDS not in body
    found = re.search(r"http://localhost(/six-weeks/\S+)", body)
    assert found
    return found[1]


def answers() -> list[tuple[str, str | None, str]]:
    rows = session.execute(select(ImpactAnswer.answer, ImpactAnswer.barrier, ImpactAnswer.line))
    found = [(row.answer, row.barrier, row.line) for row in rows]
    session.rollback()
    return found


def test_two_taps_are_enough_and_nobody_signs_in(app: Flask, link: str) -> None:
    lena = Visitor(app)
    page = lena.visit(link)
    assert page.says("Have you used the practice action that you lead at The school?")
    assert WORDS not in page.text
    assert page.response.headers["Referrer-Policy"] == "no-referrer"

    page = lena.press("Used it")

    assert page.heading == "Thank you"
    assert answers() == [("used", None, "")]
    assert lena.visit("/actions").heading == "Sign in", "the link is good for nothing else"


def test_looking_records_nothing_whoever_looks_and_however_often(app: Flask, link: str) -> None:
    scanner = Visitor(app)
    for _ in range(3):
        scanner.visit(link)
        scanner.visit(f"{link}?answer=used")
        assert scanner._ask("HEAD", link).status_code == 200
        assert scanner._ask("HEAD", f"{link}?answer=used").status_code == 200

    assert answers() == []
    assert session.scalar(select(func.count()).where(ImpactQuestion.used_at.is_not(None))) == 0
    session.rollback()
    assert Visitor(app).visit(link).says("Used it")


def test_what_got_in_the_way_and_a_line_may_follow_once(app: Flask, link: str) -> None:
    lena = Visitor(app)
    lena.visit(link)
    page = lena.press("Something got in the way")
    assert page.says("Do not name or describe a child")
    page = lena.press("Send this too", 400, line="x" * 301)
    assert page.says("Write 300 characters or fewer")
    page = lena.press("Send this too", barrier="time", line="The gate is loud, ask Jayden.")

    assert page.says("What you added is kept too")
    assert page.says("Your line looks as if it holds a name.")
    assert answers() == [("in-the-way", "time", "The gate is loud, ask Jayden.")]
    assert Visitor(app).visit(link, 404).heading == "There is nothing more to do"


def test_a_second_answer_changes_nothing(app: Flask, link: str) -> None:
    lena, twin = Visitor(app), Visitor(app)
    lena.visit(link)
    twin.visit(link)
    lena.press("Not yet")

    assert twin.press("Used it").says("You said: Not yet")
    assert answers() == [("not-yet", None, "")]


def test_an_answer_that_is_not_on_a_button_is_no_answer(app: Flask, link: str) -> None:
    lena = Visitor(app)
    page = lena.visit(link)
    token = page.soup.find(attrs={"name": "csrf_token"})
    assert token is not None

    assert lena.post(link, {"csrf_token": token["value"], "answer": "brilliant"}).says("Used it")
    assert answers() == []


def test_a_link_that_never_was_and_one_that_has_run_out_are_answered_alike(app: Flask, link: str) -> None:
    late = Visitor(app)
    late.moment = now() + timedelta(days=22)

    assert late.visit(link, 404).text == Visitor(app).visit("/six-weeks/never-made", 404).text


def test_the_lead_reads_it_confirms_it_and_takes_a_line_out(app: Flask, link: str) -> None:
    lena, lead = Visitor(app), Visitor(app)
    lena.visit(link)
    lena.press("Used it")
    lena.press("Send this too", line="Jayden tells us more now.")
    lead.sign_in("mark")
    lead.visit("/actions")
    page = lead.follow("Six weeks later")
    assert page.says("Lena Lead used practice action 1. “Jayden tells us more now.”")

    page = lead.press("I have seen it")
    assert page.says("a lead has seen it")
    assert not page.says("Have you seen it too?")
    page = lead.press("Take this line out")
    assert not page.says("Jayden")
    assert page.says("[taken out on")


def test_the_lead_chooses_when_we_ask(app: Flask, link: str) -> None:
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/actions/six-weeks")

    assert lead.press("Keep this", 400, weeks="27").says("Choose 0 to 26 weeks")
    assert lead.press("Keep this", weeks="8").says("8 weeks after somebody completes a module")
    assert lead.press("Keep this", weeks="0").says("Nobody is asked at the moment")


def test_on_paper_many_people_are_keyed_in_on_one_screen(app: Flask) -> None:
    school = a_setting()
    a_colleague("mark", Role.DSL, school)
    with at(now() - timedelta(days=43)):
        for number in range(20):
            an_action(a_post(a_person(f"p{number}", f"Person {number}"), school).id, f"We do the thing {number}.")
    assert actions.ask() == 20
    codes = list(session.scalars(select(ImpactQuestion.code).order_by(ImpactQuestion.id)))
    session.commit()
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/actions/six-weeks")
    slips = lead.follow("print the slips")
    assert all(slips.says(str(code)) for code in codes)
    assert slips.text.count("☐ Used it") == 20

    lead.follow("key in what comes back")
    typed = {f"answer_{n}": ("used", "not-yet", "in-the-way")[n % 3] for n in range(1, 20)}
    page = lead.press("Keep these answers", **typed, barrier_19="confidence", line_19="We are new.")

    assert page.says("6 Used it")
    assert page.says("We are new.")
    assert lead.visit("/actions/six-weeks/key-in").text.count("Answer of Person") == 1
    assert len(answers()) == 19


def test_a_line_that_is_too_long_keeps_the_whole_sheet(app: Flask) -> None:
    post = a_colleague("lena")
    a_colleague("mark", Role.DSL)
    with at(now() - timedelta(days=43)):
        an_action(post.id)
    actions.ask()
    session.commit()
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/actions/six-weeks/key-in")

    page = lead.press("Keep these answers", 400, answer_1="used", line_1="x" * 301)

    assert page.says("Write 300 characters or fewer")
    assert page.soup.find("input", value="x" * 301)
    assert answers() == []
    assert lead.press("Keep these answers", answer_1="used", line_1="Shorter.").says("1 Used it")

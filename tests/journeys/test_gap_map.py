"""What first tries showed: enough to talk about, never whose they were."""

import pytest
from flask import Flask

from app.core.vocabulary import Role
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.journeys.walks import answer_all, begin_and_read
from tests.visitor import Visitor


@pytest.fixture
def school(app: Flask) -> int:
    return a_setting()


def tries(app: Flask, name: str, school: int, right: bool, role: Role = Role.STAFF) -> None:
    post, visitor = a_colleague(name, role, school), Visitor(app)
    visitor.sign_in(name)
    begin_and_read(visitor)
    answer_all(visitor, post.id, MODULE, right=right)
    visitor.press("Send in")


def lead_of(app: Flask, school: int) -> Visitor:
    a_colleague("lead", Role.DSL, school)
    visitor = Visitor(app)
    visitor.sign_in("lead")
    return visitor


def test_five_people_make_a_picture_without_a_name(app: Flask, school: int) -> None:
    for name in ("ada", "bea", "cy", "dee"):
        tries(app, name, school, right=True)
    tries(app, "eve", school, right=False)

    page = lead_of(app, school).visit("/desk/gaps")

    assert page.says("5 people")
    assert page.says("while sure")
    assert page.soup.find("a", href="/actions/new?theme=voice&origin=gap")
    assert "Eve Test" not in page.text


def test_four_people_are_not_shown_at_all(app: Flask, school: int) -> None:
    for name in ("ada", "bea", "cy", "dee"):
        tries(app, name, school, right=False)

    page = lead_of(app, school).visit("/desk/gaps")

    assert page.says("1 theme is not shown")
    assert not page.says("4 people")


def test_nobody_yet_is_said_kindly(app: Flask, school: int) -> None:
    assert lead_of(app, school).visit("/desk/gaps").says("Nobody has sent in a knowledge check yet")


def test_a_second_try_changes_nothing_of_what_the_first_showed(app: Flask, school: int) -> None:
    for name in ("ada", "bea", "cy", "dee", "eve"):
        tries(app, name, school, right=False)
    before = lead_of(app, school).visit("/desk/gaps").text
    again = Visitor(app)
    again.sign_in("eve")
    again.visit("/my-learning")
    again.follow("Continue")
    answer_all(again, 5, MODULE, right=True)
    again.press("Send in")

    lead = Visitor(app)
    lead.sign_in("lead")
    assert lead.visit("/desk/gaps").text == before

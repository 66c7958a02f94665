"""A certificate in a name that changed, or was typed wrongly, is issued again; its old number leads to the new one."""

import pytest
from flask import Flask

from app.certificates import queries
from app.core.clock import today
from app.core.codes import normalised
from app.core.database import session
from app.core.vocabulary import Role
from app.privacy.actions import erase
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Visitor


@pytest.fixture
def amina(app: Flask) -> Visitor:
    post = a_colleague("amina", name="Amina Yusuf")
    a_colleague("mark", Role.DSL)
    amina = Visitor(app)
    amina.sign_in("amina")
    complete(amina, post.id, MODULE)
    return amina


def renamed(amina: Visitor) -> tuple[str, str]:
    """The numbers of her certificate and of the one issued again in her new name."""
    amina.visit("/certificates")
    old = normalised(amina.follow("Listening").soup.select_one(".certificate__number").get_text())
    amina.follow("The name is wrong")
    amina.follow("Change")
    amina.press("Confirm my name", name="Amina Yusuf-Grey")
    amina.press("Issue it in my name", why="name changed")
    new = normalised(amina.page.soup.select_one(".certificate__number").get_text())
    return old, new


def test_whoever_checks_the_old_number_is_led_to_the_new_one(app: Flask, amina: Visitor) -> None:
    old, new = renamed(amina)
    stranger = Visitor(app)

    page = stranger.visit(f"/check/{old}")
    assert page.says("Replaced by a corrected certificate")
    assert page.says("Amina Yusuf")
    page = stranger.follow("Check the one that took its place")
    assert page.says("Valid")
    assert page.says("Amina Yusuf-Grey")
    assert page.says("name changed")
    assert old != new


def test_only_the_new_one_is_among_hers_and_on_the_desk(amina: Visitor) -> None:
    _, new = renamed(amina)

    (held,) = queries.of_person(queries.by_code(new).person_id)
    assert held.code == new
    assert queries.of_completion(held.completion_id).code == new
    ((_, learned),) = queries.learned([held.post_id], today())
    assert [normalised(number) for _, number in learned] == [new]


def test_an_old_one_is_not_corrected_again(amina: Visitor) -> None:
    old, _ = renamed(amina)

    assert not amina.visit(f"/certificates/{old}").says("The name is wrong")
    amina.visit(f"/certificates/{old}/correct")
    assert amina.press("Issue it in my name", status=400, why="typing error").says("holds no longer")


def test_a_reason_is_asked_for_and_somebody_elses_is_not_there(app: Flask, amina: Visitor) -> None:
    amina.visit("/my-name")
    amina.press("Confirm my name", name="Amina Grey")
    code = normalised(amina.visit("/certificates").soup.select_one("h2 a")["href"].split("/")[-1])
    amina.visit(f"/certificates/{code}/correct")
    assert amina.press("Issue it in my name", status=400).says("Choose why it is corrected")
    mark = Visitor(app)
    mark.sign_in("mark")
    mark.visit(f"/certificates/{code}/correct", status=404)


def test_after_her_data_is_gone_both_numbers_say_so(app: Flask, amina: Visitor) -> None:
    old, new = renamed(amina)
    erase(queries.by_code(new).person_id, "The manager", "asked for it")
    session.commit()
    stranger = Visitor(app)

    for code in (old, new):
        assert stranger.visit(f"/check/{code}").says("its holder’s data was removed")

"""Guessing is slow, and nobody can lock somebody else out (quality: Guessing, Sessions)."""

from datetime import timedelta

from flask import Flask

from app.core.clock import now
from tests.factories.people import PASSWORD, a_colleague
from tests.visitor import Page, Visitor


def guess(visitor: Visitor, username: str, password: str, status: int = 400) -> Page:
    visitor.visit("/sign-in")
    return visitor.press("Sign in", status, username=username, password=password)


def at_address(app: Flask, number: int) -> Visitor:
    visitor = Visitor(app)
    visitor.client.environ_base["REMOTE_ADDR"] = f"203.0.113.{number}"
    return visitor


def test_one_account_is_slowed_after_ten_tries_from_as_many_addresses(app: Flask) -> None:
    a_colleague("amina")
    for number in range(10):
        guess(at_address(app, number), "amina", f"wrong {number}")

    assert guess(at_address(app, 99), "amina", PASSWORD, 429).says("Too many tries for this name")


def test_an_unknown_name_is_slowed_just_like_a_known_one(app: Flask) -> None:
    visitor = Visitor(app)
    for number in range(10):
        guess(visitor, "nobody", f"wrong {number}")

    assert guess(visitor, "nobody", "wrong", 429).says("Too many tries for this name")


def test_a_stranger_cannot_lock_somebody_out_of_her_own_browser(app: Flask) -> None:
    a_colleague("amina")
    hers = Visitor(app)
    hers.sign_in("amina")
    hers.press("Sign out")
    for number in range(10):
        guess(at_address(app, number), "amina", f"wrong {number}")

    assert hers.sign_in("amina").heading == "My learning"


def test_her_own_browser_has_no_more_tries_than_any_other(app: Flask) -> None:
    a_colleague("amina")
    hers = Visitor(app)
    hers.sign_in("amina")
    hers.press("Sign out")
    for number in range(10):
        guess(hers, "amina", f"wrong {number}")

    guess(hers, "amina", PASSWORD, 429)


def test_a_mark_that_was_made_up_is_worth_nothing(app: Flask) -> None:
    a_colleague("amina")
    stranger = Visitor(app)
    for number in range(10):
        stranger.client.set_cookie("cspr-known", f"made-up-{number}")
        guess(stranger, "amina", f"wrong {number}")

    guess(stranger, "amina", PASSWORD, 429)


def test_after_a_quarter_of_an_hour_the_right_password_is_enough(app: Flask) -> None:
    a_colleague("amina")
    for number in range(10):
        guess(at_address(app, number), "amina", f"wrong {number}")
    later = Visitor(app)
    later.moment = now() + timedelta(minutes=16)

    assert later.sign_in("amina").heading == "My learning"


def test_one_password_tried_on_many_names_is_slowed_by_where_it_comes_from(app: Flask) -> None:
    visitor = at_address(app, 7)
    token = visitor.visit("/sign-in").form("Sign in").find(attrs={"name": "csrf_token"})
    assert token is not None
    form = {"csrf_token": str(token["value"]), "password": "password1"}
    for number in range(60):
        visitor._ask("POST", "/sign-in", data={**form, "username": f"name{number}"})

    assert visitor._ask("POST", "/sign-in", data={**form, "username": "another"}).status_code == 429


def test_a_session_that_was_there_before_signing_in_is_not_the_one_after(app: Flask) -> None:
    a_colleague("amina")
    a_colleague("mallory")
    mallory = Visitor(app)
    mallory.sign_in("mallory")
    planted = mallory.client.get_cookie("cspr")
    assert planted is not None
    amina = Visitor(app)
    amina.client.set_cookie("cspr", planted.value)
    amina.visit("/my-account")
    amina.press("Sign out")
    amina.sign_in("amina")

    assert amina.client.get_cookie("cspr") != planted
    assert mallory.visit("/my-learning").heading == "Sign in"

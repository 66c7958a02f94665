"""Somebody is signed out in the midst of writing: what she sends is kept for her to the letter and for nobody else."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select, update

from app.accounts.models import KeptForm, SignInSession
from app.core.clock import now
from app.core.database import session
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE
from tests.journeys.walks import come_to_the_reflection
from tests.visitor import Visitor

LETTERS = "We asked “why?”\n\n  and then – über £5 & <b>more</b>.\n"


def signed_out_while_writing(app: Flask) -> Visitor:
    """At the reflection with words typed, when the session ends on the server."""
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    come_to_the_reflection(visitor, 1, MODULE)
    session.execute(update(SignInSession).values(ended_at=now()))
    visitor.press("Finish my reflection", text_1=LETTERS, text_2="Second thought.")
    return visitor


def test_she_signs_in_and_her_text_is_back_to_the_letter(app: Flask) -> None:
    visitor = signed_out_while_writing(app)
    assert visitor.page is not None
    assert visitor.page.heading == "Sign in"
    page = visitor.press("Sign in", username="amina", password="correct horse battery")
    assert page.heading == "What you wrote is kept"

    done = visitor.press("Save it now")

    assert done.heading == "Thank you: you have completed Listening"
    kept = visitor.visit("/learn/1/reflection").soup.find(class_="own-words")
    assert kept is not None
    assert kept.get_text() == LETTERS


def test_my_learning_says_so_however_she_signs_in(app: Flask) -> None:
    visitor = signed_out_while_writing(app)
    visitor.sign_in("amina")

    page = visitor.visit("/my-learning")

    assert page.says("You were signed out while you were sending something.")
    assert visitor.follow("What you wrote is kept").says("Second thought.")


def test_somebody_else_who_signs_in_there_sees_nothing_of_it(app: Flask) -> None:
    visitor = signed_out_while_writing(app)
    a_colleague("tom")

    page = visitor.press("Sign in", username="tom", password="correct horse battery")

    assert page.heading == "Nothing is kept for you"
    assert "Second thought" not in page.response.text


def test_it_is_sealed_in_the_database_and_gone_after_an_hour(app: Flask) -> None:
    visitor = signed_out_while_writing(app)
    assert "thought" not in (session.scalar(select(KeptForm.sealed)) or "thought")

    session.execute(update(KeptForm).values(kept_at=now() - timedelta(hours=1)))

    page = visitor.press("Sign in", username="amina", password="correct horse battery")
    assert page.heading == "Nothing is kept for you"


def test_she_may_throw_it_away(app: Flask) -> None:
    visitor = signed_out_while_writing(app)
    visitor.press("Sign in", username="amina", password="correct horse battery")

    assert visitor.press("Throw it away").heading == "My learning"
    assert session.scalar(select(KeptForm)) is None


def test_a_form_with_a_secret_is_never_kept(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    visitor.visit("/my-account/password")
    session.execute(update(SignInSession).values(ended_at=now()))

    visitor.press("password", 403)

    assert session.scalar(select(KeptForm)) is None


def test_a_stranger_with_no_session_is_refused_as_ever(app: Flask) -> None:
    visitor = Visitor(app)
    page = visitor.visit("/sign-in")
    token = str(page.soup.find(attrs={"name": "csrf_token"})["value"])  # type: ignore[index]

    visitor.post("/learn/1/reflection", {"csrf_token": token, "text-1": "Words."}, 403)

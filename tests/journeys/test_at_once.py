"""What was taken from somebody is refused at her very next request, whichever worker it comes to."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app.core.clock import today
from app.core.database import session
from app.core.vocabulary import Office, Role
from app.workforce import actions, queries
from tests.conftest import beside
from tests.factories.people import a_colleague, an_officer
from tests.visitor import Visitor


@pytest.fixture
def other_worker(app: Flask) -> Iterator[Flask]:
    """A second application on the same database, with engine and memory of its own."""
    with beside(app) as other:
        yield other
        with other.app_context():
            session.remove()


def on(worker: Flask, visitor: Visitor) -> Visitor:
    """The same browser, answered by another worker."""
    cookie = visitor.client.get_cookie("cspr")
    assert cookie is not None
    same = Visitor(worker)
    same.client.set_cookie("cspr", cookie.value)
    return same


def signed_in(app: Flask, username: str) -> Visitor:
    visitor = Visitor(app)
    visitor.sign_in(username)
    return visitor


def test_an_appointment_that_ended_is_refused(app: Flask, other_worker: Flask) -> None:
    an_officer("owen", Office.ADMINISTRATOR)
    second = an_officer("second", Office.ADMINISTRATOR)
    owen = signed_in(app, "owen")
    there = on(other_worker, signed_in(app, "second"))
    assert there.visit("/site").heading == "This site"

    number = next(held.id for held in queries.offices_held(1)[0] if held.person_id == second.id)
    owen.visit(f"/site/offices/{number}/end")
    owen.press("End this appointment")

    there.visit("/site", status=403)
    there.visit("/my-learning")


def test_a_role_that_changed_and_a_post_that_ended_are_refused(app: Flask, other_worker: Flask) -> None:
    a_colleague("mark", Role.DSL)
    deputy = a_colleague("deputy", Role.DEPUTY_DSL)
    there = on(other_worker, signed_in(app, "deputy"))
    assert there.visit("/desk").status == 200

    actions.change_post(deputy.id, Role.STAFF, "Teacher")
    session.commit()
    there.visit("/desk", status=403)
    there.visit("/actions")

    actions.end_post(deputy.id, today() - timedelta(days=1))
    session.commit()
    there.visit("/actions", status=403)


def test_whoever_was_deactivated_is_out(app: Flask, other_worker: Flask) -> None:
    an_officer("owen", Office.ADMINISTRATOR)
    amina = a_colleague("amina")
    owen, there = signed_in(app, "owen"), on(other_worker, signed_in(app, "amina"))
    assert there.visit("/my-learning").heading == "My learning"

    owen.visit(f"/site/people/{amina.person_id}/deactivate")
    owen.press("Deactivate this person")

    assert there.visit("/my-learning").heading == "Sign in"

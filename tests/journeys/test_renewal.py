"""A year later: the same post learns again, and both certificates stay."""

from datetime import UTC, datetime

from flask import Flask

from app.certificates import queries as certificates
from app.core.database import session
from app.core.vocabulary import Role
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete, finish_reflection, pass_the_check, read_all_sections
from tests.visitor import Visitor

FIRST = datetime(2026, 2, 2, 9, tzinfo=UTC)
SOON = datetime(2027, 1, 20, 9, tzinfo=UTC)
LATE = datetime(2027, 3, 1, 9, tzinfo=UTC)


def one_year_on(app: Flask, moment: datetime) -> tuple[Visitor, int]:
    """Somebody who completed the module on FIRST and comes back."""
    post = a_colleague("amina")
    learner = Visitor(app)
    learner.moment = FIRST
    learner.sign_in("amina")
    complete(learner, post.id, MODULE)
    learner.moment = moment
    learner.sign_in("amina")
    return learner, post.id


def test_before_it_is_due_nothing_asks_her_to_begin_again(app: Flask) -> None:
    learner, _ = one_year_on(app, datetime(2026, 6, 1, 9, tzinfo=UTC))

    page = learner.visit("/my-learning")

    assert not page.says("Look and")
    assert page.says("Nothing is due")


def test_renewal_is_announced_a_month_before_and_asked_for_after(app: Flask) -> None:
    learner, _ = one_year_on(app, SOON)
    assert learner.visit("/my-learning").says("2 February 2027")

    learner.moment = LATE
    learner.sign_in("amina")

    assert learner.visit("/my-learning").says("Renew")


def test_a_renewal_is_a_journey_of_its_own_with_a_certificate_of_its_own(app: Flask) -> None:
    learner, post = one_year_on(app, LATE)
    learner.visit("/my-learning")
    learner.follow("Look and renew")
    learner.press("Do it again")
    read_all_sections(learner)
    pass_the_check(learner, post, MODULE)
    page = finish_reflection(learner)

    assert page.says("Thank you")
    session.rollback()
    held = certificates.of_person(1)
    assert len({one.number for one in held}) == 2
    assert sorted(str(one.completed_on) for one in held) == ["2026-02-02", "2027-03-01"]


def test_while_a_renewal_is_under_way_the_lead_still_sees_when_it_was_done(app: Flask) -> None:
    learner, _ = one_year_on(app, LATE)
    learner.visit("/my-learning")
    learner.follow("Look and renew")
    learner.press("Do it again")
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.moment = LATE
    lead.sign_in("mark")

    page = lead.visit("/desk/staff")

    assert page.says("2 February 2026")
    assert page.says("Renewal due")

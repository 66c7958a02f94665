"""Appointing somebody beyond a setting, ending it again, and who looks after the site first."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.queries import answering_to
from app.core.database import session
from app.core.vocabulary import Office
from app.notices.models import Notice
from app.workforce import actions, queries
from tests.factories.people import a_colleague, a_person, a_setting, an_officer
from tests.visitor import Visitor


def offices_of(username: str) -> list[Office]:
    return [held.office for held in queries.holdings_of(answering_to(username)[0].id)[1]]


@pytest.mark.parametrize("typed", ["zoe", "Zoe@known.example", "S-17"])
def test_somebody_is_found_by_username_address_or_staff_code(owen: Visitor, typed: str) -> None:
    zoe = a_person("zoe", "Zoe Known", "zoe@known.example")
    actions.start_post(zoe.id, a_setting(), *_facts(), external_id="S-17")
    owen.follow("Offices")
    owen.follow("Appoint somebody")

    page = owen.press("Appoint", person=typed, office="administrator")

    assert page.says("Zoe Known Site administrator This site")
    assert owen.visit("/site/log").says("Owen Test Appointed: Zoe Known")


def _facts() -> tuple:  # type: ignore[type-arg]
    post = a_colleague("model")
    return post.role, post.job_title, post.started_on


def test_nobody_with_that_address_is_said_in_words_and_somebody_new_is_invited_by_name(owen: Visitor) -> None:
    a_setting()
    owen.visit("/site/offices/new")
    page = owen.press("Appoint", 400, person="new@town.example", office="officer", partnership_id="1")
    assert page.says("Nobody here has this email address")
    assert page.soup.find("input", value="new@town.example")
    assert owen.press("Appoint", 400, name="7").says("Enter the name, with at least two letters")

    owen.press("Appoint", name="Nora New")

    assert offices_of("new@town.example") == [Office.OFFICER]
    letter = session.scalars(select(Notice)).one()
    assert letter.kind == "office-invitation"
    assert "Partnership officer, A partnership" in letter.body


def test_a_code_that_two_people_have_is_not_guessed_at(owen: Visitor) -> None:
    role, job, since = _facts()
    for name in ("ann", "bea"):
        actions.start_post(a_person(name, f"{name} Twin").id, 1, role, job, since, external_id="7")
    owen.visit("/site/offices/new")

    assert owen.press("Appoint", 400, person="7", office="administrator").says("More than one person has this")


@pytest.mark.parametrize(("office", "wants"), [("trust-lead", "trust"), ("officer", "partnership")])
def test_an_office_of_something_asks_of_what(owen: Visitor, office: str, wants: str) -> None:
    a_person("zoe")
    owen.visit("/site/offices/new")

    assert owen.press("Appoint", 400, person="zoe", office=office).says(f"Choose the {wants} that this is for")
    assert offices_of("zoe") == []


def test_the_last_administrator_cannot_be_ended_and_may_go_once_there_is_another(app: Flask, owen: Visitor) -> None:
    owen.follow("Offices")
    owen.follow("End")
    assert owen.press("End this appointment", 400).says(
        "This is the only site administrator. Appoint another one first"
    )
    assert offices_of("owen") == [Office.ADMINISTRATOR]

    an_officer("second", Office.ADMINISTRATOR)
    owen.visit("/site/offices")
    owen.follow("End")
    assert owen.press("End this appointment").heading == "My learning"
    owen.visit("/site", status=403)


def test_an_administrator_who_cannot_sign_in_does_not_count_as_another(owen: Visitor) -> None:
    second = an_officer("second", Office.ADMINISTRATOR)
    owen.visit(f"/site/people/{second.id}/deactivate")
    owen.press("Deactivate this person")
    owen.visit("/site/offices")
    owen.follow("End")

    assert owen.press("End this appointment", 400).says("the only site administrator")


def test_ending_an_appointment_twice_is_ending_it_once(owen: Visitor) -> None:
    an_officer("author", Office.AUTHOR)
    number = queries.offices_held(1)[0][-1].id
    for held in queries.offices_held(1)[0]:
        number = held.id if held.office is Office.AUTHOR else number
    owen.visit(f"/site/offices/{number}/end")
    owen.press("End this appointment")

    owen.visit(f"/site/offices/{number}/end", status=404)
    assert owen.visit("/site/log").says("Owen Test Appointment ended: Author Test")


def test_the_first_administrator_is_made_from_the_command_line_once(app: Flask) -> None:
    run = app.test_cli_runner().invoke

    unknown = run(args=["site", "administrator", "owen@site.example"])
    made = run(args=["site", "administrator", "owen@site.example", "--name", "Owen Blake"])
    again = run(args=["site", "administrator", "Owen@site.example", "--name", "Owen Blake"])

    assert (unknown.exit_code, made.exit_code, again.exit_code) == (1, 0, 0)
    assert "give an email address and her --name" in unknown.output
    assert made.output == "Owen Blake is a site administrator and is sent an invitation.\n"
    assert again.output == "Owen Blake is a site administrator.\n"
    assert offices_of("owen@site.example") == [Office.ADMINISTRATOR]
    assert session.scalars(select(Notice.kind)).all() == ["office-invitation"]


def test_the_command_line_refuses_what_is_no_name(app: Flask) -> None:
    told = app.test_cli_runner().invoke(args=["site", "administrator", "o@site.example", "--name", "4"])

    assert told.exit_code == 1
    assert "Enter the name" in told.output

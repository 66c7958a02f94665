"""Finding a person, and letting her in or not."""

from flask import Flask
from sqlalchemy import select

from app.accounts.queries import by_username
from app.core.database import session
from app.core.vocabulary import Office, Role
from app.notices.models import Notice
from app.workforce import queries
from tests.factories.people import PASSWORD, a_colleague, a_person, a_setting, an_officer
from tests.visitor import Visitor


def test_a_person_is_found_by_part_of_her_name_and_nobody_is_listed_unasked(owen: Visitor) -> None:
    a_colleague("amina", name="Amina 50% Yusuf")
    owen.follow("People")
    assert not owen.page.says("Yusuf")  # type: ignore[union-attr]

    for words in ("50% yu", "amina", "YUSUF"):
        owen.visit("/site/people")
        assert owen.press("Find", words=words).says("Amina 50% Yusuf amina None The school")
    owen.visit("/site/people")
    assert owen.press("Find", words="nobody").says("Nobody found")


def test_her_page_shows_posts_offices_and_how_she_gets_in(app: Flask, owen: Visitor) -> None:
    amina = a_colleague("amina", Role.DEPUTY_DSL, name="Amina Yusuf")
    Visitor(app).sign_in("amina")

    page = owen.visit(f"/site/people/{amina.person_id}")

    assert page.says("Deputy safeguarding lead")
    assert page.says("Gets in by Password")
    assert page.says("Signed in now 1 place")


def test_too_many_wrong_tries_show_as_locked_for_some_minutes(app: Flask, owen: Visitor) -> None:
    amina = a_colleague("amina")
    for _ in range(10):
        stranger = Visitor(app)
        stranger.visit("/sign-in")
        stranger.press("Sign in", 400, username="amina", password="wrong")

    assert owen.visit(f"/site/people/{amina.person_id}").says("Locked for some minutes")


def test_whoever_is_deactivated_is_out_at_once_and_comes_back_only_by_signing_in(app: Flask, owen: Visitor) -> None:
    amina = a_colleague("amina", name="Amina Yusuf")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    owen.visit(f"/site/people/{amina.person_id}")
    owen.follow("Deactivate")

    assert owen.press("Deactivate this person").says("Account Deactivated on")
    assert visitor.visit("/my-learning").heading == "Sign in"
    visitor.press("Sign in", 400, username="amina", password=PASSWORD)

    assert owen.press("Let her in again").says("Account Open")
    assert visitor.visit("/my-learning").heading == "Sign in"
    assert visitor.sign_in("amina").heading == "My learning"
    assert [one.setting_id for one in queries.posts_of(amina.person_id)] == [1]
    log = owen.visit("/site/log")
    assert log.says("Owen Test Person closed: Amina Yusuf")
    assert log.says("Owen Test Person opened again: Amina Yusuf")


def test_a_link_sent_before_a_deactivation_opens_nothing_after_it(app: Flask, owen: Visitor) -> None:
    person = a_person("amina", "Amina Yusuf", "amina@school.example")
    stranger = Visitor(app)
    stranger.visit("/forgotten")
    stranger.press("Send me a link", username="amina")
    letter = session.scalars(select(Notice.body)).one() or ""
    link = letter.split("http://localhost")[1].split()[0]
    owen.visit(f"/site/people/{person.id}/deactivate")
    owen.press("Deactivate this person")
    owen.press("Let her in again")

    stranger.visit(link, status=404)


def test_nobody_deactivates_herself(owen: Visitor) -> None:
    me = by_username("owen")
    assert me is not None
    owen.visit(f"/site/people/{me.id}/deactivate")

    assert owen.press("Deactivate this person", 400).says("You cannot deactivate yourself")


def test_she_is_signed_out_everywhere_and_may_sign_in_again(app: Flask, owen: Visitor) -> None:
    amina = a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    owen.visit(f"/site/people/{amina.person_id}")

    assert owen.press("Sign her out everywhere").says("Signed in now Nowhere")
    assert visitor.visit("/my-learning").heading == "Sign in"
    assert visitor.sign_in("amina").heading == "My learning"


def test_a_record_that_was_merged_is_not_let_in_by_itself(app: Flask, owen: Visitor) -> None:
    kept, other = a_colleague("amina"), a_colleague("ayusuf", setting=a_setting(code="club"))
    an_officer("second", Office.ADMINISTRATOR)
    owen.visit(f"/site/people/{kept.person_id}/merge")
    owen.press("Make the two one", username="ayusuf", reason="Both schools say so", is_sure="y")

    page = owen.visit(f"/site/people/{other.person_id}")
    assert page.says("Made one with another record")
    token = page.form("Sign out").find(attrs={"name": "csrf_token"})
    assert token is not None
    said = owen.post(f"/site/people/{other.person_id}/reactivate", {"csrf_token": str(token["value"])}, 400)
    assert said.says("was not deactivated")

"""Two records of one person: made one when she proves both, or somebody answers for it; undone for thirty days."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import queries as people
from app.accounts.actions import close
from app.accounts.records import Closure
from app.certificates import queries as certificates
from app.core.clock import at, now
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Office, Role
from app.notices.models import Notice
from app.privacy import actions
from app.requirements import queries as desk
from app.workforce import queries as places
from app.workforce.actions import start_post
from tests.factories.people import PASSWORD, a_colleague, a_person, a_setting, an_officer
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Page, Visitor


@pytest.fixture
def both(app: Flask) -> tuple[Visitor, int, int]:
    """Amina signed in at school, and her other record at a club, where she completed the module."""
    school = a_colleague("amina", name="Amina Yusuf")
    club = a_colleague("ayusuf", setting=a_setting(code="club"), name="A. Yusuf")
    other = Visitor(app)
    other.sign_in("ayusuf")
    complete(other, club.id, MODULE)
    amina = Visitor(app)
    amina.sign_in("amina")
    return amina, school.person_id, club.person_id


@pytest.fixture
def owen(app: Flask) -> Visitor:
    """Somebody who looks after the site."""
    an_officer("owen", Office.ADMINISTRATOR)
    visitor = Visitor(app)
    visitor.sign_in("owen")
    return visitor


def press_merge(amina: Visitor, status: int = 200, **fields: str) -> None:
    amina.visit("/my-account/merge")
    typed = {"username": "ayusuf", "other_key": PASSWORD} | fields
    amina.press("Make the two one", status, **typed)


def test_whoever_proves_both_makes_them_one_and_keeps_everything(app: Flask, both: tuple[Visitor, int, int]) -> None:
    amina, kept, merged = both
    press_merge(amina)

    assert {post.setting_id for post in places.posts_of(kept)} == {1, 2}
    assert len(certificates.of_person(kept)) == 1
    assert people.sessions_of(merged) == []
    club_post = next(post.id for post in places.posts_of(kept) if post.setting_id == 2)
    assert desk.standings_of_post(club_post)[MODULE].person_name == "Amina Yusuf"
    session.rollback()
    gone = Visitor(app)
    gone.visit("/sign-in")
    gone.press("Sign in", 400, username="ayusuf", password=PASSWORD)


@pytest.mark.parametrize("wrong", [{"other_key": "wrong"}, {"username": "nobody"}, {"username": "amina"}])
def test_without_proof_of_both_nothing_moves(both: tuple[Visitor, int, int], wrong: dict[str, str]) -> None:
    amina, kept, merged = both
    press_merge(amina, 400, **wrong)

    assert len(places.posts_of(kept)) == len(places.posts_of(merged)) == 1


def test_a_merge_can_be_undone_whole(both: tuple[Visitor, int, int]) -> None:
    amina, kept, merged = both
    before = places.posts_of(kept), places.posts_of(merged), certificates.of_person(merged)
    session.rollback()
    press_merge(amina)
    actions.undo_merge(1)

    assert (places.posts_of(kept), places.posts_of(merged), certificates.of_person(merged)) == before
    assert people.by_name_or_address("ayusuf") is not None
    with pytest.raises(NotFound):
        actions.undo_merge(1)


def test_after_thirty_days_it_stays(both: tuple[Visitor, int, int]) -> None:
    amina, _, _ = both
    press_merge(amina)

    with at(now() + timedelta(days=31)), pytest.raises(DomainError, match="thirty days"):
        actions.undo_merge(1)


def test_somebody_else_may_merge_by_name_and_reason_alone(app: Flask, both: tuple[Visitor, int, int]) -> None:
    runner = app.test_cli_runner()

    silent = runner.invoke(args=["privacy", "merge", "amina", "ayusuf", "--by", "", "--reason", "twice"])
    told = runner.invoke(args=["privacy", "merge", "amina", "ayusuf", "--by", "A. Manager", "--reason", "twice"])

    assert (silent.exit_code, told.exit_code) == (1, 0)
    assert "undo-merge 1" in told.output


def make_one(owen: Visitor, kept: int, username: str, status: int = 200, **typed: str) -> Page:
    owen.visit(f"/site/people/{kept}/merge")
    facts = {"username": username, "reason": "Both schools say so", "is_sure": "y"} | typed
    return owen.press("Make the two one", status, **facts)


def test_an_administrator_makes_two_one_with_a_reason_tells_both_addresses_and_may_undo_it(
    app: Flask, owen: Visitor
) -> None:
    kept = a_person("amina", "Amina Yusuf", "amina@school.example").id
    merged = a_person("ayusuf", "A. Yusuf", "amina@club.example").id
    start_post(merged, a_setting(), Role.STAFF, "Cook", date(2026, 1, 5))

    assert make_one(owen, kept, "ayusuf").says("The two records are one now")

    assert [post.job_title for post in places.posts_of(kept)] == ["Cook"]
    letters = session.scalars(select(Notice).order_by(Notice.address)).all()
    assert [one.address for one in letters] == ["amina@club.example", "amina@school.example"]
    assert "Owen Test" in letters[0].body
    assert "Both schools say so" in letters[0].body
    session.rollback()
    assert owen.visit("/site/log").says("Owen Test Records merged: Amina Yusuf")

    owen.visit(f"/site/people/{kept}/merge")
    assert owen.press("Undo").says("The merge is undone")
    assert [post.job_title for post in places.posts_of(merged)] == ["Cook"]
    assert owen.visit("/site/log").says("Owen Test Merge undone: Amina Yusuf")
    assert not owen.visit(f"/site/people/{kept}/merge").says("Can still be undone")


def test_an_administrator_brings_nobodys_reflections_to_another_sign_in(
    owen: Visitor, both: tuple[Visitor, int, int]
) -> None:
    _, without_words, with_words = both

    refused = make_one(owen, without_words, "ayusuf", 400)
    assert refused.says("words that only their writer may bring along")
    assert len(places.posts_of(without_words)) == 1

    assert make_one(owen, with_words, "amina").says("The two records are one now")


def test_an_administrator_merges_neither_her_own_record_nor_a_closed_one_nor_one_with_itself(owen: Visitor) -> None:
    amina, me = a_person("amina"), people.by_username("owen")
    assert me is not None
    close(a_person("gone").id, Closure.DEACTIVATED, None)

    assert make_one(owen, amina.id, "owen", 400).says("One of these is your own record")
    assert make_one(owen, me.id, "amina", 400).says("One of these is your own record")
    assert make_one(owen, amina.id, "gone", 400).says("closed already")
    assert make_one(owen, amina.id, "amina", 400).says("These two are the same record")
    assert make_one(owen, amina.id, "nobody", 400).says("Nobody has this username")


def test_an_administrator_says_how_she_knows_and_that_she_is_sure(owen: Visitor) -> None:
    amina = a_person("amina")
    a_person("ayusuf")
    owen.visit(f"/site/people/{amina.id}/merge")

    page = owen.press("Make the two one", 400, username="ayusuf")

    assert page.says("Enter how you know")
    assert page.says("Check that these are one person, then tick the box")


def test_a_merge_is_undone_from_the_record_it_came_to_and_from_no_other(owen: Visitor) -> None:
    amina, other = a_person("amina"), a_person("other")
    a_person("ayusuf")
    page = make_one(owen, amina.id, "ayusuf")
    token = page.form("Sign out").find(attrs={"name": "csrf_token"})
    assert token is not None

    owen.post(f"/site/people/{other.id}/merges/1/undo", {"csrf_token": str(token["value"])}, 404)
    assert not people.is_open(people.by_username("ayusuf").id)  # type: ignore[union-attr]

"""Two records of one person: made one when she proves both, or somebody answers for it; undone for thirty days."""

from datetime import timedelta

import pytest
from flask import Flask

from app.accounts import queries as people
from app.certificates import queries as certificates
from app.core.clock import at, now
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.privacy import actions
from app.requirements import queries as desk
from app.workforce import queries as places
from tests.factories.people import PASSWORD, a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Visitor


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

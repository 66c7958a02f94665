"""A version whose guidance was wrong is taken back: it is said beforehand what happens to whom, and can be undone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.content.checks import check
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Office
from app.learning import queries as learning
from app.library import queries as library
from app.library.actions import publish_shelf
from app.notices.models import Notice
from app.requirements import actions as standings
from app.requirements import queries as requirements
from app.workforce.records import PostRecord
from tests.factories.people import a_colleague, an_officer
from tests.factories.shelf import MODULE, change, write_shelf
from tests.journeys.walks import complete
from tests.visitor import Visitor

THEN = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def folders(empty_app: Flask, tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of the small module: the second says to ask within two hours, which is wrong."""
    found = write_shelf(tmp_path / "shelf")
    publish(found, THEN - timedelta(days=2))
    change(found[0] / f"{MODULE}.md", "Ask first.", "Ask first, within 2 hours.")
    publish(found, THEN - timedelta(days=1))
    return found


def publish(folders: tuple[Path, Path], moment: datetime) -> list[str]:
    shelf, faults, _ = check(*folders)
    assert shelf is not None, faults
    with at(moment):
        published = publish_shelf(shelf)
        session.commit()
    return published


@pytest.fixture
def amina(folders: tuple[Path, Path], empty_app: Flask) -> PostRecord:
    """Somebody who completed the version that was wrong."""
    post, visitor = a_colleague("amina"), Visitor(empty_app)
    visitor.moment = THEN
    visitor.sign_in("amina")
    complete(visitor, post.id, MODULE)
    return post


@pytest.fixture
def beth(folders: tuple[Path, Path], empty_app: Flask) -> Visitor:
    """Somebody who is under way in it."""
    a_colleague("beth")
    visitor = Visitor(empty_app)
    visitor.moment = NOW
    visitor.sign_in("beth")
    visitor.visit(f"/learn/{MODULE}")
    visitor.press("Begin")
    return visitor


@pytest.fixture
def reviewer(folders: tuple[Path, Path], empty_app: Flask) -> Visitor:
    an_officer("reviewer", Office.REVIEWER)
    visitor = Visitor(empty_app)
    visitor.moment = NOW
    visitor.sign_in("reviewer")
    return visitor


def top_up_of(post: PostRecord) -> object:
    with at(NOW):
        assert standings.rebuild() == 0
        return requirements.standings_of_post(post.id)[MODULE].top_up_on


def test_what_happens_to_each_group_is_said_before_it_does_and_all_of_it_can_be_undone(
    amina: PostRecord, beth: Visitor, reviewer: Visitor
) -> None:
    reviewer.visit("/modules")
    reviewer.follow("Compare its versions")
    page = reviewer.follow("Withdraw it, edition 1.0")
    assert page.says("Under way in it: 1 person stops here and is written to at once")
    assert page.says("Learned from it: 1 person Certificates stay valid. 1 person owes a top-up of what was wrong")
    assert page.says("Nothing changes for whoever is under way in another edition")
    assert library.newest(MODULE).id == 2
    reviewer.press("Withdraw this edition", 400)
    page = reviewer.press("Withdraw this edition", reason="Two hours was wrong.")

    assert page.says("Withdrawn on 25 November 2026 by Reviewer Test. Two hours was wrong.")
    assert library.newest(MODULE).id == 1
    assert top_up_of(amina) == NOW.date()
    letters = session.scalars(select(Notice).where(Notice.kind == "edition-withdrawn")).all()
    assert [one.key for one in letters] == ["withdrawn:2:2"]

    reviewer.follow("Let it hold again")
    page = reviewer.press("Let it hold again")

    assert page.says("It holds again since 25 November 2026, by Reviewer Test")
    assert library.newest(MODULE).id == 2
    assert top_up_of(amina) is None
    beth.visit("/learn/2")
    assert beth.page is not None
    assert beth.page.says("Section 1 of 2")


def test_whoever_is_under_way_stops_there_and_begins_the_edition_that_stands(
    amina: PostRecord, beth: Visitor, reviewer: Visitor
) -> None:
    assert beth.page is not None
    was_open = beth.page
    reviewer.visit("/write/versions/2/withdraw")
    reviewer.press("Withdraw this edition", reason="Two hours was wrong.")
    beth.page = was_open

    assert beth.press("go on", 409).says("This edition was withdrawn.")
    page = beth.visit("/learn/2")
    assert page.says("Two hours was wrong. Do not go on with it: begin edition 1.0 instead.")
    page = beth.press("Begin")

    assert page.says("Ask first.")
    assert not page.says("within 2 hours")
    assert learning.under_way(MODULE, 1) != []


def test_the_files_do_not_bring_back_what_was_withdrawn(reviewer: Visitor, folders: tuple[Path, Path]) -> None:
    reviewer.visit("/write/versions/2/withdraw")
    reviewer.press("Withdraw this edition", reason="Two hours was wrong.")

    assert publish(folders, NOW) == []
    change(folders[0] / f"{MODULE}.md", "within 2 hours", "within 4 hours")
    assert publish(folders, NOW) == [MODULE]
    assert library.newest(MODULE).id == 3


def test_a_module_whose_every_edition_was_withdrawn_is_begun_by_nobody_and_its_correction_is_topped_up(
    amina: PostRecord, beth: Visitor, reviewer: Visitor, folders: tuple[Path, Path]
) -> None:
    for version in (1, 2):
        reviewer.visit(f"/write/versions/{version}/withdraw")
        page = reviewer.press("Withdraw this edition", reason="Wrong.")
    assert page.says("Withdrawn on")
    assert not beth.visit("/my-learning").says("Listening")
    assert beth.visit(f"/learn/{MODULE}").says("There is no other edition yet")

    change(folders[0] / f"{MODULE}.md", "within 2 hours", "within 4 hours")
    publish(folders, NOW)

    assert top_up_of(amina) == NOW.date()

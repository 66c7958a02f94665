"""Renewing early costs nothing, and is shorter where the module has a shorter path and its learning has not changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from app.certificates import queries as certificates
from app.content.checks import check
from app.core.clock import at
from app.core.database import session
from app.learning import queries as learning
from app.library.actions import publish_shelf
from app.requirements import queries as requirements
from app.workforce.records import PostRecord
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE, change, write_shelf
from tests.journeys.walks import complete, finish_reflection, pass_the_check, read_all_sections
from tests.visitor import Page, Visitor

FIRST = datetime(2026, 2, 2, 9, tzinfo=UTC)
EARLY = datetime(2026, 12, 1, 9, tzinfo=UTC)
RENEWAL = "renewal: {sections: [writing], minutes: 8, within_months: 24, check: {questions: 4, own_kind: 1}}\n"
Publish = Callable[..., None]


@pytest.fixture
def publish(empty_app: Flask, tmp_path: Path) -> Publish:
    """Publish the small shelf with a shorter path, changed in one place or not."""
    folders = write_shelf(tmp_path / "shelf")
    module = folders[0] / f"{MODULE}.md"
    change(module, "outcomes:", RENEWAL + "outcomes:")

    def again(old: str = "", new: str = "") -> None:
        if old:
            change(module, old, new)
        shelf, faults, _ = check(*folders)
        assert shelf is not None, faults
        publish_shelf(shelf)
        session.commit()

    again()
    return again


@pytest.fixture
def amina(publish: Publish, empty_app: Flask) -> tuple[Visitor, PostRecord]:
    """Somebody who completed the module on FIRST and comes back within three months of its renewal."""
    post = a_colleague("amina")
    learner = Visitor(empty_app)
    learner.moment = FIRST
    learner.sign_in("amina")
    complete(learner, post.id, MODULE)
    learner.moment = EARLY
    learner.sign_in("amina")
    return learner, post


def renew(learner: Visitor, post: PostRecord) -> Page:
    learner.visit(f"/learn/{MODULE}")
    learner.press("Do it again")
    read_all_sections(learner)
    pass_the_check(learner, post.id, MODULE)
    return finish_reflection(learner)


def test_early_renewal_is_offered_and_the_next_year_counts_from_the_old_date(
    amina: tuple[Visitor, PostRecord],
) -> None:
    learner, post = amina
    assert learner.visit("/my-learning").says("You can renew it early")

    page = renew(learner, post)

    assert page.says("Renew by 2 February 2028")
    with at(EARLY):
        assert requirements.standings_of_post(post.id)[MODULE].renew_by == date(2028, 2, 2)


def test_a_renewal_reads_only_its_sections_and_has_a_check_of_its_own_size(amina: tuple[Visitor, PostRecord]) -> None:
    learner, _ = amina
    page = learner.visit(f"/learn/{MODULE}")
    assert page.says("Renewing it is shorter")

    page = learner.press("Do it again")
    assert page.heading == "Writing"
    assert page.says("Section 1 of 1")
    page = learner.press("go on")

    assert page.heading == "Knowledge check"
    assert page.says("4 questions")


def test_its_certificate_says_that_it_is_a_renewal_and_how_long_it_took(amina: tuple[Visitor, PostRecord]) -> None:
    learner, post = amina
    renew(learner, post)

    page = learner.follow("See your certificate")

    assert page.says("renewal of what was learned before")
    assert page.says("8 minutes")
    first = min(certificates.of_person(post.person_id), key=lambda one: one.completed_on)
    assert not learner.visit(f"/certificates/{first.code}").says("renewal of what")


def test_the_rest_of_the_module_can_be_looked_up_but_is_not_asked(amina: tuple[Visitor, PostRecord]) -> None:
    learner, post = amina
    renew(learner, post)
    learner.visit(f"/learn/{MODULE}")

    page = learner.follow("Asking")

    assert page.says("not part of your renewal")


def test_after_new_learning_everyone_reads_the_whole_again(amina: tuple[Visitor, PostRecord], publish: Publish) -> None:
    learner, post = amina
    publish("Ask first.", "Ask first, and then listen.")

    learner.visit(f"/learn/{MODULE}")
    page = learner.press("Do it again")

    assert page.says("Section 1 of 2")
    assert not learning.newest_of_post(post.id)[MODULE].is_renewal


def test_after_a_change_of_wording_the_shorter_path_stays_open(
    amina: tuple[Visitor, PostRecord], publish: Publish
) -> None:
    learner, _ = amina
    publish("change: learning", "change: wording")

    learner.visit(f"/learn/{MODULE}")

    assert learner.press("Do it again").says("Section 1 of 1")


def test_after_longer_than_the_author_allows_it_is_the_whole(amina: tuple[Visitor, PostRecord]) -> None:
    learner, _ = amina
    learner.moment = datetime(2028, 3, 1, 9, tzinfo=UTC)
    learner.sign_in("amina")
    learner.visit(f"/learn/{MODULE}")

    assert learner.press("Do it again").says("Section 1 of 2")


@pytest.mark.parametrize(
    ("old", "new", "key", "wrong"),
    [
        ("[writing]", "[painting]", "renewal.sections.0", "no section 'painting'"),
        ("questions: 4", "questions: 1", "renewal.check.questions", "do not fit"),
        ("minutes: 8, ", "", "renewal", "minutes"),
    ],
)
def test_a_mistake_in_a_shorter_path_is_named(tmp_path: Path, old: str, new: str, key: str, wrong: str) -> None:
    folders = write_shelf(tmp_path)
    module = folders[0] / f"{MODULE}.md"
    change(module, "outcomes:", RENEWAL + "outcomes:")
    change(module, old, new)

    _, faults, _ = check(*folders)

    assert [fault for fault in faults if fault.key.startswith(key) and wrong in str(fault)], faults

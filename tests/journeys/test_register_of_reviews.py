"""The register in the hands of trainers: what they change is kept with its reason, and files never overrule it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.content.checks import check
from app.content.settling import DESK, FILES
from app.core.database import session
from app.core.errors import Conflict
from app.core.vocabulary import Office
from app.library.actions import publish_shelf
from app.reviews import queries as register
from app.reviews.rules import arranged, changed_since, overdue, superseded
from tests.factories.people import an_officer
from tests.factories.shelf import change, write_shelf
from tests.visitor import Visitor

REVIEW = {
    "id": "harbour-2026",
    "title": "Review of a harbour town",
    "label": "a review in a harbour town (2026)",
    "body": "A partnership",
    "kind": "local-review",
    "published": "2026-11",
    "where.0.name": "Its page",
    "findings.0.number": "1",
    "findings.0.text": "Nobody asked the boy.",
    "findings.0.theme": "voice",
    "findings.0.evidence": "seen",
    "reason": "Published this morning",
}


@pytest.fixture
def trainer(app: Flask) -> Visitor:
    an_officer("trainer", Office.AUTHOR)
    visitor = Visitor(app)
    visitor.sign_in("trainer")
    return visitor


def published_from(folders: tuple[Path, Path], take: str = "") -> None:
    shelf, faults, _ = check(*folders)
    assert shelf is not None
    assert faults == []
    publish_shelf(shelf, take)
    session.commit()


def corrected(trainer: Visitor, words: str) -> None:
    trainer.visit("/reviews/town-2020/edit")
    trainer.press("Save", **{"findings.0.text": words, "reason": "Read again"})


def test_a_review_is_added_and_can_be_cited_at_once(trainer: Visitor) -> None:
    trainer.visit("/reviews/new")
    page = trainer.press("Save", **REVIEW)

    assert page.heading == "Review of a harbour town"
    assert page.says("Nobody asked the boy.")
    assert "harbour-2026.1" in register.citations(["harbour-2026.1"])


def test_what_does_not_fit_is_said_and_everything_typed_is_kept(trainer: Visitor) -> None:
    trainer.visit("/reviews/new")
    page = trainer.press("Save", 400, **{**REVIEW, "published": "last week", "reason": ""})

    assert page.says("This cannot be kept yet")
    assert page.says("published")
    assert page.says("Say why")
    assert page.soup.find("input", value="last week")
    assert page.says("Nobody asked the boy.")


def test_a_correction_keeps_what_was_said_before_with_its_author_and_reason(trainer: Visitor) -> None:
    corrected(trainer, "Nobody asked him.")
    page = trainer.visit("/reviews/town-2020/history")

    assert page.says("Trainer Test: Read again")
    assert page.says("from the files: As the files say")
    assert [one.origin for one in register.history("town-2020")] == [DESK, FILES]


def test_a_second_correction_of_the_same_review_is_refused_and_shows_both(trainer: Visitor, app: Flask) -> None:
    an_officer("other", Office.AUTHOR)
    other = Visitor(app)
    other.sign_in("other")
    trainer.visit("/reviews/town-2020/edit")
    other.visit("/reviews/town-2020/edit")
    other.press("Save", **{"findings.0.text": "Hers.", "reason": "x"})

    page = trainer.press("Save", 409, **{"findings.0.text": "Mine.", "reason": "y"})

    assert page.says("Nothing was overwritten")
    assert page.says("Hers.")
    assert page.says("Mine.")
    assert register.entries()[0]["findings"][0]["text"] == "Hers."


def test_the_register_leaves_as_the_file_it_came_from_and_comes_back_without_a_change(
    trainer: Visitor, small_shelf: tuple[Path, Path]
) -> None:
    file = trainer._ask("GET", "/reviews/register.yml").text
    trainer.visit("/reviews/bring-in")
    page = trainer.press("Look at it", words=file)

    assert page.says("The register says all of this already.")


def test_a_file_first_shows_what_would_change(trainer: Visitor) -> None:
    file = trainer._ask("GET", "/reviews/register.yml").text.replace("Nobody wrote.", "Nobody kept a record.")
    trainer.visit("/reviews/bring-in")
    page = trainer.press("Look at it", words=file)
    assert page.says("1 review would change. Nothing is kept yet")
    assert register.entries()[0]["findings"][1]["text"] == "Nobody wrote."

    trainer.press("Keep these changes", reason="From the board")

    assert register.entries()[0]["findings"][1]["text"] == "Nobody kept a record."


def test_what_a_trainer_corrected_outlives_a_publication_of_files_that_did_not_change(
    trainer: Visitor, small_shelf: tuple[Path, Path]
) -> None:
    corrected(trainer, "Nobody asked him.")

    published_from(small_shelf)

    assert register.entries()[0]["findings"][0]["text"] == "Nobody asked him."


def test_a_review_changed_on_both_sides_is_shown_with_both_texts_and_settled_only_by_name(
    trainer: Visitor, tmp_path: Path, app: Flask
) -> None:
    corrected(trainer, "Nobody asked him.")
    folders = write_shelf(tmp_path)
    change(folders[0] / "reviews.yml", "Nobody asked.", "No one asked.")
    app.config["CSPR"] = replace(app.config["CSPR"], courses=folders[0], quizzes=folders[1])

    refused = app.test_cli_runner().invoke(args=["content", "publish"])

    assert refused.exit_code == 1
    assert "Nobody asked him." in refused.output
    assert "No one asked." in refused.output
    with pytest.raises(Conflict):
        published_from(folders)
    session.rollback()
    published_from(folders, FILES)
    assert register.entries()[0]["findings"][0]["text"] == "No one asked."


def test_what_should_be_checked_names_findings_that_nobody_teaches(trainer: Visitor) -> None:
    page = trainer.visit("/reviews/to-check")

    assert page.heading == "What should be checked"
    assert page.says("Findings that no module teaches")


@pytest.mark.parametrize(("checked", "is_overdue"), [("2026-05-23", True), ("2026-05-24", False), ("2025", True)])
def test_a_check_is_overdue_after_six_months(checked: str, is_overdue: bool) -> None:
    assert overdue(checked, "2026-11-24") is is_overdue


def test_guidance_that_a_newer_edition_names_is_superseded() -> None:
    sources = [
        {"id": "guide-2025", "title": "Guide", "label": "Guide 2025"},
        {"id": "guide-2026", "title": "Guide", "label": "Guide 2026", "replaces": "Guide 2025"},
    ]

    assert superseded(sources) == {"guide-2025": "Guide 2026"}


def test_an_edition_that_came_into_force_after_a_module_was_written_has_changed_since() -> None:
    days = {"before": "2026-09-01", "after": "2026-12-01", "to-come": "2027-09-01", "year": "2026", "none": None}
    sources = [{"id": name, "in_force_on": day} for name, day in days.items()]

    assert changed_since(sources, "2026-11-24", "2027-01-31") == {"after": "2026-12-01"}


def test_a_module_that_rests_on_guidance_in_a_newer_edition_is_named(trainer: Visitor, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path)
    change(folders[0] / "sources.yml", "edition: '2026'", "edition: '2027'\n  in_force_on: '2026-11-25'")
    published_from(folders)

    page = trainer.visit("/reviews/to-check")

    assert page.says(
        "Guidance changed since this was written: Listening, written on 24 November 2026, cites guide-2026"
    )


@given(st.permutations("abcdef"), st.lists(st.sampled_from("abcdef"), unique=True))
def test_a_register_takes_over_the_order_of_a_file_and_loses_nothing(there: list[str], named: list[str]) -> None:
    order = arranged(there, named)

    assert sorted(order) == sorted(there)
    assert [ref for ref in order if ref in named] == named
    assert arranged(there, there) == there
    assert arranged(there, []) == there


def test_the_file_that_ships_comes_in_and_leaves_again_to_the_byte(trainer: Visitor) -> None:
    there = trainer._ask("GET", "/reviews/register.yml").text
    head, _, ours = there.partition("reviews:\n")
    shipped = Path("courses/reviews.yml").read_text(encoding="utf-8").partition("reviews:\n")[2]
    shipped = re.sub(r"theme: [a-z-]+", "theme: voice", shipped)
    for file in (f"{head}reviews:\n{shipped}{ours}", f"{head}reviews:\n{ours}{shipped}"):
        brought_in(trainer, file)

        assert trainer._ask("GET", "/reviews/register.yml").text == file


def brought_in(trainer: Visitor, file: str) -> None:
    """Bring a file in: look at it, then keep it. It is longer than a page may be, so nothing is inspected."""
    token = trainer.visit("/reviews/bring-in").form("Look at it").find(attrs={"name": "csrf_token"})
    typed = {"csrf_token": str(token["value"]), "words": file, "reason": "All of them", "seen": ""}  # type: ignore[index]
    looked = trainer._ask("POST", "/reviews/bring-in", data=typed)
    seen = BeautifulSoup(looked.text, "html5lib").find(attrs={"name": "seen"})
    assert trainer._ask("POST", "/reviews/bring-in", data=typed | {"seen": str(seen["value"])}).status_code == 302  # type: ignore[index]


def test_a_review_that_came_in_by_mistake_is_taken_out_with_a_reason_and_the_files_do_not_bring_it_back(
    trainer: Visitor, small_shelf: tuple[Path, Path]
) -> None:
    trainer.visit("/reviews/new")
    trainer.press("Save", **REVIEW)
    trainer.visit("/reviews/harbour-2026/take-out")

    assert trainer.press("Take it out", status=400).says("Say why")
    page = trainer.press("Take it out", reason="Entered twice")

    assert page.says("Entered twice")
    assert page.says("Taken out.")
    assert register.citations(["harbour-2026.1"]) == {}
    published_from(small_shelf)
    assert list(register.newest_editions()) == ["town-2020"]
    trainer.visit("/reviews/new")
    assert trainer.press("Save", **REVIEW).says("Review of a harbour town")


def test_a_review_on_which_anything_rests_stays_and_the_page_says_what_does(trainer: Visitor) -> None:
    trainer.visit("/write/new")
    trainer.press("Begin the draft", title="Hearing", start="adopt 1")

    page = trainer.visit("/reviews/town-2020/take-out")
    token = page.form("Sign out").find(attrs={"name": "csrf_token"})

    assert page.says("“Listening”, edition 1.0")
    assert page.says("The draft “Hearing”")
    assert token is not None
    sent = {"csrf_token": str(token["value"]), "reason": "Wrong"}
    assert trainer.post("/reviews/town-2020/take-out", sent, status=400).says("It stays, as this rests on it")
    assert "town-2020" in register.newest_editions()

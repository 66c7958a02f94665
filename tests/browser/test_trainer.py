"""From a Word summary of an invented review to a module for three kinds, and to new learning that is owed as a top-up.

In a browser without scripts. Each click, key, file and filled field is counted and printed; signing in is not.
"""

from pathlib import Path

import pytest
import yaml
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from app.core.database import session
from app.core.vocabulary import EVERYONE, Office, SettingKind
from app.library import queries as library
from app.requirements.models import Standing
from tests.browser.hands import sign_out
from tests.browser.test_getting_in import go_in
from tests.factories.people import a_colleague, an_officer
from tests.factories.shelf import a_bank
from tests.factories.word import body, docx, head, item, para, table
from tests.journeys.walks import finish_reflection, pass_the_check, read_all_sections
from tests.visitor import Visitor

MOST = 120
CODE = "working-together-better/hearing-children"
KINDS = (SettingKind.EARLY_YEARS, SettingKind.PRIMARY, SettingKind.RESIDENTIAL)


class Counted:
    """A page on which every act of a person is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def write(self, name: str, words: str) -> None:
        self.page.fill(f"[name='{name}']", words)
        self.count += 1

    def choose(self, name: str, value: str) -> None:
        self.page.select_option(f"[name='{name}']", value)
        self.count += 1

    def tick(self, name: str, value: str) -> None:
        self.page.check(f"[name='{name}'][value='{value}']")
        self.count += 1

    def send(self, name: str, content: bytes) -> None:
        file = {"name": "summary.docx", "mimeType": "application/octet-stream", "buffer": content}
        self.page.set_input_files(f"[name='{name}']", files=[file])  # type: ignore[list-item]
        self.count += 1

    def press(self, words: str) -> None:
        self.page.click(f"button:has-text('{words}')")
        self.count += 1

    def go(self, words: str) -> None:
        """By the menu, which is folded on a narrow screen."""
        self.page.click("summary:has-text('Menu')")
        self.page.click(f"nav a:has-text('{words}')")
        self.count += 2

    def back(self) -> None:
        self.page.click(".govuk-back-link")
        self.count += 1

    def follow_to(self, end: str) -> None:
        self.page.click(f"main a[href$='{end}']")
        self.count += 1

    def follow(self, words: str) -> None:
        self.page.click(f"main a:has-text('{words}') >> nth=0")
        self.count += 1


def add_review(hand: Counted) -> None:
    hand.go("Write modules")
    hand.follow("Add a review")
    for name, words in {
        "id": "harbour-2026",
        "title": "Review of a harbour town",
        "label": "a review in a harbour town (2026)",
        "body": "A partnership",
        "published": "2026-11",
        "where.0.name": "Its page",
        "findings.0.number": "1",
        "findings.0.text": "Nobody asked the boy.",
        "reason": "Published this morning",
    }.items():
        hand.write(name, words)
    hand.choose("kind", "local-review")
    hand.choose("findings.0.theme", "voice-of-the-child")
    hand.press("Save")


def write_module(hand: Counted) -> None:
    hand.go("Write modules")
    hand.follow("Begin a draft")
    hand.follow("Begin from a Word document")
    hand.write("title", "Hearing children")
    hand.send("file", summary())
    for kind in KINDS:
        hand.tick("kinds", kind)
    hand.press("Begin the draft")
    hand.back()
    hand.follow("Choose the findings")
    hand.tick("add", "harbour-2026.1")
    hand.press("Save")
    hand.back()
    hand.follow("What the review found")
    hand.write("statements.0.text", "Ask the child first, in private.")
    hand.press("Save")
    for kind in KINDS:
        hand.follow_to(f"/scenes/{kind}/1")
        hand.follow("Edit the whole file")
        hand.write("text", yaml.safe_dump({"kind": str(kind), "scenes": [scene(kind)]}, sort_keys=False))
        hand.press("Save")
        hand.back()
    for who in (EVERYONE, *KINDS):
        hand.follow_to(f"/questions/{who}")
        hand.follow("Edit all of them as plain text")
        hand.write("text", bank(str(who)))
        hand.press("Save")
        hand.back()
    hand.follow_to("/section/what-it-means-here")
    hand.press("Scene")
    hand.press("Save")
    hand.back()
    hand.follow("Minutes, outcomes")
    hand.choose("theme", "voice-of-the-child")
    hand.write("outcomes", "I can ask a child how life is.")
    hand.write("content_note", "It touches on harm.")
    hand.tick("contributes_to", "ESSEX-L2")
    hand.press("Save")


def summary() -> bytes:
    """About two pages: what an invented review found, what it means and what to do."""
    words = "Staff saw a quiet boy and wrote that he was fine. Each of them had a small piece of his day. "
    found = [para(words * 4), item("Nobody asked him."), item("Nobody wrote down what he said."), para(words * 4)]
    means = [para(words * 3), table(("When", "Whom"), ("Today", "The lead")), para(words * 5)]
    done = [item("Ask in private."), item("Write it in his words."), para(words * 5)]
    parts = zip(("What the review found", "What it means here", "What we do"), (found, means, done), strict=True)
    return docx(body("".join(head(title) + "".join(inner) for title, inner in parts)))


def learn(app: Flask, post_id: int) -> None:
    """Amina completes the module."""
    amina = Visitor(app)
    amina.sign_in("amina")
    amina.visit(f"/learn/{CODE}")
    amina.press("Begin")
    read_all_sections(amina)
    pass_the_check(amina, post_id, CODE)
    finish_reflection(amina)


def change_a_statement(hand: Counted) -> None:
    hand.go("Write modules")
    hand.follow("Hearing children")
    hand.follow("What the review found")
    hand.write("statements.0.text", "Ask the child on the same day, in private.")
    hand.press("Save")


def two_pairs_of_eyes(hand: Counted, served: str, edition: str) -> None:
    """From the draft's page to the published edition: asked by the trainer, approved by somebody else."""
    page = hand.page
    hand.follow("Review and publish")
    if edition != "1.0":
        hand.write("edition", edition)
        hand.choose("change.harbour-2026-1", "learning")
    hand.press("Ask for a review")
    sign_out(page)
    go_in(page, served, "reviewer")
    hand.go("Write modules")
    hand.follow("Hearing children")
    hand.follow("Review and publish")
    hand.press("Approve this text")
    sign_out(page)
    go_in(page, served, "trainer")
    hand.go("Write modules")
    hand.follow("Hearing children")
    hand.follow("Review and publish")
    hand.press("Publish")


def scene(kind: SettingKind) -> dict[str, object]:
    said = ("weak", "strong", "partial")
    choices = [{"text": f"Do {one}", "verdict": one, "consequence": f"It was {one}."} for one in said]
    return {
        "id": f"{kind}-door",
        "title": "At the door",
        "note": "Touches on worry.",
        "scene": "You are there.",
        "first": {"question": "First?", "choices": choices},
        "second": {"scene": "Later.", "question": "Then?", "choices": choices},
        "taught": "Ask.",
        "gentle": "Asking helps.",
        "findings": ["harbour-2026.1"],
        "statements": ["harbour-2026-1"],
    }


def bank(who: str) -> str:
    own = "all" if who == EVERYONE else who
    made = a_bank(who, own, 6, critical=who == EVERYONE, prompts=who != EVERYONE)
    for question in made["questions"]:
        question |= {"statement": "harbour-2026-1", "sources": ["harbour-2026.1"]}
    return yaml.safe_dump(made, sort_keys=False)


def test_an_invented_review_becomes_a_module_for_three_kinds_in_few_acts(
    shipped_app: Flask,
    served: str,
    screen_without_scripts: Page,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    an_officer("trainer", Office.AUTHOR)
    an_officer("reviewer", Office.REVIEWER)
    amina = a_colleague("amina")
    page = screen_without_scripts
    hand = Counted(page)
    go_in(page, served, "trainer")
    add_review(hand)
    write_module(hand)
    two_pairs_of_eyes(hand, served, "1.0")
    assert page.locator("main >> text=published as version 2").count() == 1
    learn(shipped_app, amina.id)
    change_a_statement(hand)

    two_pairs_of_eyes(hand, served, "2.0")

    assert page.locator("main >> text=published as version 3").count() == 1
    assert library.newest(CODE).kinds == frozenset(KINDS)
    assert list(session.scalars(select(Standing.post_id).where(Standing.top_up_on.is_not(None)))) == [amina.id]
    assert hand.count < MOST
    with capsys.disabled():
        print(f"\nFrom a review to a module for three kinds, and top-ups owed: {hand.count} acts.")  # noqa: T201

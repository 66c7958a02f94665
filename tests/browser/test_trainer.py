"""A trainer takes an invented review to a published module for three kinds of setting, in a browser without scripts.

Each click, key and field filled is counted; the number is printed.
"""

from pathlib import Path

import pytest
import yaml
from flask import Flask
from playwright.sync_api import Page

from app.core.vocabulary import EVERYONE, Office, SettingKind
from app.library import queries as library
from tests.browser.test_getting_in import go_in
from tests.factories.people import an_officer
from tests.factories.shelf import a_bank

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
    hand.write("title", "Hearing children")
    for kind in KINDS:
        hand.tick("kinds", kind)
    hand.press("Begin the draft")
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
    hand.follow_to(f"/text/courses/{CODE}.md")
    hand.write("text", hand.page.input_value("#text").replace("✎ ", ""))
    hand.press("Save")
    hand.back()
    hand.follow("Minutes, outcomes")
    hand.choose("theme", "voice-of-the-child")
    hand.write("outcomes", "I can ask a child how life is.")
    hand.write("content_note", "It touches on harm.")
    hand.tick("contributes_to", "ESSEX-L2")
    hand.press("Save")


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
    page = screen_without_scripts
    hand = Counted(page)
    go_in(page, served, "trainer")
    add_review(hand)
    write_module(hand)
    hand.follow("Review and publish")
    hand.press("Ask for a review")
    page.click("summary:has-text('Menu')")
    page.click("nav button:has-text('Sign out')")
    go_in(page, served, "reviewer")
    page.goto(served + "/write/1/review")
    hand.press("Approve this text")
    page.click("summary:has-text('Menu')")
    page.click("nav button:has-text('Sign out')")
    go_in(page, served, "trainer")
    page.goto(served + "/write/1/review")

    hand.press("Publish")

    assert page.locator("main >> text=published as version 2").count() == 1
    assert library.newest(CODE).kinds == frozenset(KINDS)
    assert hand.count < MOST
    with capsys.disabled():
        print(f"\nFrom a review to a published module for three kinds: {hand.count} acts.")  # noqa: T201

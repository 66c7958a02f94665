"""From a review to a published module for three kinds of setting, by the trainer's desk and a second pair of eyes."""

import pytest
import yaml
from flask import Flask

from app.authoring import queries
from app.authoring.models import DraftText
from app.core.database import session
from app.core.vocabulary import EVERYONE, Office, SettingKind
from app.library import queries as library
from tests.factories.people import a_colleague, a_setting, an_officer
from tests.factories.shelf import a_bank
from tests.visitor import Page, Visitor

CODE = "series/hearing-children"
KINDS = (SettingKind.EARLY_YEARS, SettingKind.PRIMARY, SettingKind.RESIDENTIAL)
SCENE = {
    "title": "At the door",
    "note": "Touches on worry.",
    "scene": "You are there.",
    "first.question": "What do you say?",
    "second.scene": "Later that day.",
    "second.question": "What now?",
    "taught": "Ask.",
    "gentle": "Asking helps.",
    "findings": "harbour-2026.1",
    "statements": "ask-first",
}
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
    "findings.0.evidence": "seen",
    "reason": "Published this morning",
}
SECOND = {"findings.1.number": "2", "findings.1.text": "Nobody wrote it down.", "reason": "Read to the end"}


@pytest.fixture
def trainer(app: Flask) -> Visitor:
    an_officer("trainer", Office.AUTHOR)
    visitor = Visitor(app)
    visitor.sign_in("trainer")
    return visitor


@pytest.fixture
def reviewer(app: Flask) -> Visitor:
    an_officer("reviewer", Office.REVIEWER)
    visitor = Visitor(app)
    visitor.sign_in("reviewer")
    return visitor


def begun(trainer: Visitor) -> Page:
    trainer.visit("/write")
    trainer.follow("Begin a draft")
    return trainer.press("Begin the draft", title="Hearing children", kinds=[str(kind) for kind in KINDS])


def with_statements(trainer: Visitor) -> None:
    trainer.visit("/reviews/new")
    trainer.press("Save", **REVIEW)
    trainer.follow("Correct this review")
    trainer.press("Save", **SECOND)
    begun(trainer)
    trainer.follow("Choose the findings")
    trainer.press("Look", words="harbour")
    trainer.press("Save", add=["harbour-2026.1", "harbour-2026.2"])
    trainer.visit("/write/1/step/statements/what-the-review-found")
    trainer.press(
        "Save",
        **{
            "statements.0.id": "ask-first",
            "statements.0.text": "Ask first.",
            "statements.1.id": "write-down",
            "statements.1.text": "Write it down.",
        },
    )


def written(trainer: Visitor) -> None:
    """Every step of a sound module."""
    with_statements(trainer)
    trainer.visit("/write/1/step/kinds/what-it-means-here")
    trainer.press("Save", **{str(kind): f"Words for {kind}." for kind in KINDS})
    for kind in KINDS:
        trainer.visit(f"/write/1/step/scenes/{kind}/1")
        turns = {f"{turn}.choices.{n}": said for turn in ("first", "second") for n, said in enumerate(VERDICTS)}
        choices = {f"{name}.verdict": said for name, said in turns.items()}
        choices |= {f"{name}.text": f"Do {said}" for name, said in turns.items()}
        choices |= {f"{name}.consequence": f"It was {said}." for name, said in turns.items()}
        trainer.press("Save", id=f"{kind}-door", **SCENE, **choices)
        trainer.visit(f"/write/1/text/quizzes/{CODE}/{kind}.yml")
        trainer.press("Save", text=yaml.safe_dump(a_bank(str(kind), str(kind), 6, prompts=True), sort_keys=False))
    trainer.visit(f"/write/1/text/quizzes/{CODE}/common.yml")
    trainer.press("Save", text=yaml.safe_dump(a_bank(EVERYONE, "all", 6, critical=1), sort_keys=False))
    trainer.visit(f"/write/1/text/courses/{CODE}.md")
    assert trainer.page is not None
    assert trainer.page.says("This is a note to its author")
    trainer.press("Save", text=queries.whole(1).texts[f"courses/{CODE}.md"].replace("✎ ", ""))
    trainer.visit("/write/1/step/about")
    trainer.press(
        "Save", theme="voice", outcomes="I can listen.\nI can write.", content_note="It touches on harm.", minutes="15"
    )


VERDICTS = ("weak", "strong", "partial")


def test_a_module_goes_from_a_review_to_its_readers_by_two_pairs_of_eyes(
    app: Flask, trainer: Visitor, reviewer: Visitor
) -> None:
    nursery = a_colleague("amina", setting=a_setting(SettingKind.EARLY_YEARS, "nursery"))
    written(trainer)
    assert trainer.page is not None
    assert trainer.page.says("Nothing is left to mend."), trainer.visit("/write/1/checks").text
    trainer.follow("Review and publish")
    trainer.press("Ask for a review", edition="1.0")

    reviewer.visit("/write/1/review")
    reviewer.press("Approve this text", words="Clear and kind.")
    trainer.visit("/write/1/review")
    page = trainer.press("Publish")

    assert page.says("published as version 2")
    version = library.newest(CODE)
    assert (version.origin, version.kinds) == ("desk", frozenset(KINDS))
    assert library.texts(version.id).keys() == {file.name for file in session.query(DraftText)}
    learner = Visitor(app)
    learner.sign_in("amina")
    assert learner.page is not None
    assert learner.page.says("Hearing children")
    assert trainer.visit("/reviews/harbour-2026").says("Hearing children, “What the review found”: Ask first.")
    assert nursery.kind == SettingKind.EARLY_YEARS

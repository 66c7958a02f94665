"""The page that shows how to write says what modules do, because it is rendered by what renders them."""

import pytest
from flask import Flask

from app.authoring.rules import written
from app.content.blocks import ATTRIBUTES
from app.core.vocabulary import Office
from app.library import queries as library
from tests.factories.people import an_officer
from tests.visitor import Visitor


@pytest.fixture
def trainer(app: Flask) -> Visitor:
    an_officer("trainer", Office.AUTHOR)
    visitor = Visitor(app)
    visitor.sign_in("trainer")
    return visitor


def test_each_thing_to_type_stands_beside_what_comes_out(trainer: Visitor) -> None:
    page = trainer.visit("/write/help")

    for words in (
        "Tell Sam Reed: extension 12.",
        "In school, tell the lead.",
        "*Not stressed*",
        "not bold",
        "Nobody asked.",
    ):
        assert page.says(words)
    html = page.response.text
    for made in (
        "<strong>most</strong>",
        "<li>Listen</li>",
        "<blockquote>",
        "<table>",
        'class="statement"',
        "source-1",
    ):
        assert made in html
    assert "<b>" not in html


def test_no_block_of_ours_is_left_out(app: Flask) -> None:
    shown = "\n".join(one.typed for one in written.examples(library.foundations()))

    assert [name for name in ATTRIBUTES if name != "text" and f"::: {name}" not in shown] == []


@pytest.mark.parametrize(
    "address",
    ["step/kinds/asking", "step/statements/asking", "step/scenes/primary/1", "text/courses/series/01-listening.md"],
)
def test_every_step_in_which_text_is_written_leads_to_it(trainer: Visitor, address: str) -> None:
    trainer.visit("/write/new")
    trainer.press("Begin the draft", title="Listening", start="new-version 1")
    trainer.visit(f"/write/1/{address}")

    assert trainer.follow("How to write").heading == "How to write a module’s text"

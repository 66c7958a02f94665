"""A section is written in a plain editor: what is put in or looked at saves nothing, and a save overwrites nobody."""

import pytest
from flask import Flask

from app.authoring import queries
from app.authoring.rules.inserts import INSERTS, with_insert
from app.authoring.rules.passages import Passage, main_file, passage, with_passage
from app.content.blocks import parse
from app.core.errors import NotFound
from app.core.vocabulary import Office
from tests.factories.people import an_officer
from tests.factories.shelf import MODULE
from tests.visitor import Visitor

CODE = "series/one"
TEXT = "---\ntitle: One\n---\n\n# Asking {#asking}\n\nAsk.\n\n# Writing {#writing}\n\nWrite.\n"
ADDRESS = "/write/1/section/asking"


def test_a_section_is_written_back_where_it_stood_and_every_other_line_stays() -> None:
    texts = {main_file(CODE): TEXT}
    assert passage(CODE, texts, "asking") == Passage("Asking", "Ask.")
    assert with_passage(CODE, texts, "asking", Passage("Asking", "Ask.")) == texts

    changed = with_passage(CODE, texts, "writing", Passage("Keeping", "::: pause\nnever closed"))

    assert changed[main_file(CODE)] == TEXT.replace("# Writing", "# Keeping").replace(
        "Write.", "::: pause\nnever closed"
    )


def test_a_section_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        passage(CODE, {main_file(CODE): TEXT}, "reading")


@pytest.mark.parametrize("insert", INSERTS, ids=lambda one: one.key)
def test_what_a_button_writes_is_a_block_without_a_fault(insert: object) -> None:
    written = with_insert("Words.", insert.key)  # type: ignore[attr-defined]
    sections, faults = parse("m.md", f"# One {{#one}}\n\n{written}", 1)

    assert faults == []
    assert written.startswith("Words.\n\n")
    assert len(sections) == 1


@pytest.fixture
def trainer(app: Flask) -> Visitor:
    visitor = somebody(app, "trainer")
    visitor.visit("/write/new")
    visitor.press("Begin the draft", title="Listening", start="new-version 1")
    return visitor


def somebody(app: Flask, name: str) -> Visitor:
    an_officer(name, Office.AUTHOR)
    visitor = Visitor(app)
    visitor.sign_in(name)
    return visitor


def test_what_is_put_in_or_looked_at_is_shown_and_saves_nothing(trainer: Visitor) -> None:
    before = queries.whole(1).texts
    trainer.visit(ADDRESS)
    page = trainer.press("Pause and think", words="Some *new* words.")
    assert page.says("Some new words.")
    assert page.soup.find("aside", attrs={"aria-label": "Pause and think"})
    page = trainer.press("Look, without saving", words="[x](javascript:alert(1)) <b>other</b>", kind="residential")
    assert page.says("x other")
    assert "javascript" not in str(page.soup.find(class_="desk__shown"))
    assert queries.whole(1).texts == before

    trainer.press("Save", words="Some *new* words.")

    assert "# Asking {#asking}\n\nSome *new* words.\n\n# Writing" in queries.whole(1).texts[f"courses/{MODULE}.md"]
    assert queries.history(1)[0].what == "Text: Asking"


def test_what_is_wrong_stands_beside_the_text_with_its_remedy(trainer: Visitor) -> None:
    trainer.visit(ADDRESS)
    page = trainer.press("Save", words="::: paws\nTyped.\n:::")

    assert page.says("There is no such block.")
    assert page.says("Known blocks: only,")


def test_the_second_of_two_writers_sees_both_texts(trainer: Visitor, app: Flask) -> None:
    other = somebody(app, "other")
    trainer.visit(ADDRESS)
    other.visit(ADDRESS)
    other.press("Save", words="Hers.")

    page = trainer.press("Save", 409, words="Mine.")

    assert page.says("Hers.")
    assert page.says("Mine.")
    assert "Hers." in queries.whole(1).texts[f"courses/{MODULE}.md"]


def test_the_side_is_written_anew_as_one_types(trainer: Visitor) -> None:
    page = trainer.visit(ADDRESS)
    token = page.soup.find(attrs={"name": "csrf_token"})["value"]  # type: ignore[index]

    sent = {"csrf_token": token, "title": "Asking", "words": "Typed *just* now.", "kind": "primary"}
    answer = trainer._ask("POST", f"{ADDRESS}/look", data=sent)

    assert "Typed <em>just</em> now." in answer.text
    assert "<h1" not in answer.text
    much = trainer._ask("POST", f"{ADDRESS}/look", data={**sent, "words": "[" * 20_000})
    assert (much.status_code, "cannot be shown" in much.text) == (200, True)

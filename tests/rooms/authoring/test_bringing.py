"""Questions are brought into a draft: looked at first, added at the end, taken back like any other save."""

from io import BytesIO

import pytest
from flask import Flask

from app.authoring import queries
from app.authoring.rules import brought, parts
from app.core.vocabulary import Office
from tests.factories.people import an_officer
from tests.factories.shelf import MODULE
from tests.visitor import Page, Visitor

ADDRESS = "/write/1/questions/everyone/bring-in"
GIFT = "::Whom:: Whom do you tell? {=The lead#Yes. ~A friend#Not first. ~Nobody}\n\nHow many? {#5}\n"


def somebody(app: Flask, name: str, office: Office) -> Visitor:
    an_officer(name, office)
    visitor = Visitor(app)
    visitor.sign_in(name)
    return visitor


@pytest.fixture
def trainer(app: Flask) -> Visitor:
    """A trainer with a new version of the published module begun as draft 1."""
    visitor = somebody(app, "trainer", Office.AUTHOR)
    visitor.visit("/write/new")
    visitor.press("Begin the draft", title="Listening", start="new-version 1")
    return visitor


def look(visitor: Visitor, status: int = 200, **sent: object) -> Page:
    visitor.visit(ADDRESS)
    return visitor.press("Look at it", status, **sent)


def stems() -> list[str]:
    return [one["stem"] for one in parts.questions_in(MODULE, "everyone", queries.whole(1).texts)]


def test_a_file_of_gift_is_looked_at_added_finished_and_taken_back(trainer: Visitor) -> None:
    before = queries.whole(1).texts
    trainer.visit("/write/1/questions/everyone")
    trainer.follow("from a spreadsheet (CSV) or from GIFT")
    page = trainer.press("Look at it", form="gift", file=(BytesIO(GIFT.encode()), "last year.gift"))

    assert page.says("Nothing is added yet. 1 question would be added to the end, 1 cannot be taken.")
    assert page.says("Line 3: A number to type is not a type of question here. Ask for one right choice instead.")
    assert page.says("Line 1: all-whom, one right answer")
    assert page.says("misconception: This is empty. The wrong idea this question brings to light.")
    assert page.says("options, 2, feedback: This is empty.")
    assert queries.whole(1).texts == before

    page = trainer.press("Add this question")
    assert page.says("They were added.")
    assert stems()[-1] == "Whom do you tell?"
    assert len(stems()) == 11
    page = trainer.follow("Whom do you tell?")
    page = trainer.press("Save", misconception="That a friend will do.")
    assert queries.history(1)[1].what == "1 question brought in for everyone"

    for _ in range(2):
        trainer.visit("/write/1")
        trainer.press("Take the last save back")
    assert queries.whole(1).texts == before


def test_the_table_that_is_offered_can_be_brought_in_as_it_is(trainer: Visitor) -> None:
    trainer.visit(ADDRESS)
    table = trainer.follow("Download a table with three examples").response.data

    page = look(trainer, file=(BytesIO(table), "questions.csv"))
    assert page.says("3 questions would be added to the end, 0 cannot be taken.")
    trainer.press("Add these 3 questions")

    assert len(stems()) == 13
    assert look(trainer, file=(BytesIO(table), "questions.csv")).says("0 questions would be added to the end, 3 cannot")


def test_what_was_changed_since_it_was_looked_at_is_looked_at_again(trainer: Visitor) -> None:
    look(trainer, form="gift", words=GIFT)

    page = trainer.press("Add this question", words=GIFT.replace("tell?", "ring?"))

    assert page.says("Nothing is added yet.")
    assert page.says("Whom do you ring?")
    trainer.press("Add this question")
    assert stems()[-1] == "Whom do you ring?"


def test_questions_that_somebody_saved_meanwhile_are_not_overwritten(trainer: Visitor, app: Flask) -> None:
    other = somebody(app, "other", Office.AUTHOR)
    look(trainer, form="gift", words=GIFT)
    look(other, form="gift", words="Another? {T}")
    other.press("Add this question")

    page = trainer.press("Add this question", 409)

    assert page.says("Other Test saved these questions while you were looking. Nothing was added. Look again.")
    trainer.press("Add this question")
    assert stems()[-2:] == ["Another?", "Whom do you tell?"]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({}, "Choose a file, or paste its text."),
        ({"file": (BytesIO(b"Who\x81?"), "a.csv")}, "The letters of this file cannot be read."),
        (
            {"file": (BytesIO(b"a" * (brought.LARGEST + 1)), "a.csv")},
            "A file may have 100,000 characters; this one has 100,001.",
        ),
        ({"words": "Who? {T}", "form": "essay"}, "Choose what the file is."),
    ],
)
def test_what_cannot_be_looked_at_is_said_at_its_field(trainer: Visitor, sent: dict[str, object], wrong: str) -> None:
    page = look(trainer, 400, **sent)

    assert page.says(wrong)
    assert stems()[-1] == "Question all-9?"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_whatever_spreadsheet_wrote_it(trainer: Visitor, encoding: str) -> None:
    content = "type;question\r\norder;What does “at once” mean?\r\n".encode(encoding)

    assert look(trainer, file=(BytesIO(content), "a.csv")).says("What does “at once” mean?")


def test_of_a_thousand_that_cannot_be_taken_the_first_fifty_are_named(trainer: Visitor) -> None:
    content = b"type,question\n" + b"essay,Why?\n" * 1_000

    assert look(trainer, file=(BytesIO(content), "a.csv")).says("and 950 more")


def test_hostile_words_go_the_way_of_typed_ones(trainer: Visitor) -> None:
    words = "<script>alert(1)</script> \\{\\{7*7\\}\\}? {=<img src\\=x onerror\\=alert(1)>#[a](javascript\\:1) ~b}"
    page = look(trainer, form="gift", words=words)

    assert page.says("<script>alert(1)</script> {{7*7}}?")
    trainer.press("Add this question")
    assert stems()[-1] == "<script>alert(1)</script> {{7*7}}?"


def test_a_file_that_cannot_be_taken_apart_is_mended_in_its_plain_text_first(trainer: Visitor) -> None:
    trainer.visit(f"/write/1/text/quizzes/{MODULE}/common.yml")
    trainer.press("Save", text="for: everyone\nquestions: [\n")

    assert trainer.visit(ADDRESS, 400).says("first")


def test_questions_are_for_kinds_that_the_draft_serves(trainer: Visitor) -> None:
    trainer.visit("/write/1/questions/castle/bring-in", 404)

"""A trainer begins a draft from the two-page summary that she wrote in Word."""

import io

from flask import Flask

from app.authoring import queries
from app.content.word_package import COMPOUND
from app.core.vocabulary import Office
from tests.factories.people import an_officer
from tests.factories.word import body, docx, head, item, para, run, table
from tests.visitor import Page, Visitor

SUMMARY = docx(
    body(
        para("Summary of a harbour town", "Title")
        + head("What happened")
        + "".join(para("Nobody asked the boy what his days were like. " * 8) for _ in range(8))
        + head("Who knew", 2)
        + table(("Who", "What they saw"), ("The club", "He was tired"), ("The school", "He was late"))
        + head("What to do")
        + item("Ask")
        + item("Write it down")
        + para('<w:r><w:drawing><a:blip r:embed="r9"/></w:drawing></w:r><w:r><w:commentReference w:id="1"/></w:r>')
        + para(run("Ring."))
    )
)


def a_trainer(app: Flask) -> Visitor:
    an_officer("trainer", Office.AUTHOR)
    visitor = Visitor(app)
    visitor.sign_in("trainer")
    visitor.visit("/write/new")
    visitor.follow("Begin from a Word document instead")
    return visitor


def send(visitor: Visitor, content: bytes, status: int = 200, title: str = "Asking boys") -> Page:
    return visitor.press("Begin the draft", status, title=title, file=(io.BytesIO(content), "summary.docx"))


def test_a_summary_becomes_a_draft_and_what_was_lost_becomes_remarks_to_close(app: Flask) -> None:
    trainer = a_trainer(app)
    page = send(trainer, SUMMARY)

    assert page.says("The draft is begun from your Word document.")
    assert page.says("From the Word document. Pictures (1): They were left out.")
    assert page.says("From the Word document. Comments (1): They were left out")
    text = queries.whole(1).texts["courses/series/asking-boys.md"]
    assert "# What happened {#what-happened}\n\nNobody asked the boy" in text
    assert "## Who knew\n\n| Who | What they saw |\n| --- | --- |\n| The club | He was tired |" in text
    assert "# What to do {#what-to-do}\n\n- Ask\n- Write it down" in text

    shown = trainer.visit("/write/1/preview/primary/what-happened")
    assert [cell.get_text() for cell in shown.soup.select("td")][:2] == ["The club", "He was tired"]
    assert trainer.visit("/write/1/step/about").status == 200


def test_a_file_that_is_no_word_document_is_refused_and_what_was_typed_stays(app: Flask) -> None:
    page = send(a_trainer(app), COMPOUND, 400)

    assert page.says("This was saved by an old Word (.doc).")
    assert page.soup.find("input", {"name": "title"})["value"] == "Asking boys"


def test_no_file_at_all_is_asked_for(app: Flask) -> None:
    trainer = a_trainer(app)

    assert trainer.press("Begin the draft", 400, title="Asking boys").says("Choose a Word document")


def test_a_title_that_is_taken_is_refused_at_the_title(app: Flask) -> None:
    trainer = a_trainer(app)
    send(trainer, SUMMARY)
    trainer.visit("/write/new/word")

    assert send(trainer, SUMMARY, 400).says("A draft of this module is being written already.")


def test_chapters_of_one_name_get_addresses_of_their_own(app: Flask) -> None:
    send(a_trainer(app), docx(body((head("A") + para("x")) * 2 + head("A 2") + para("y"))))

    text = queries.whole(1).texts["courses/series/asking-boys.md"]
    assert all(address in text for address in ("{#a}", "{#a-2}", "{#a-2-2}"))

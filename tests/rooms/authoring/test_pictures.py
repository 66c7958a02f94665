"""A trainer brings pictures in; they are shown to the desk alone until a version shows them, and then for ever."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader

from app.authoring import queries
from app.content.pictures import drawn_anew, file_of
from app.core.vocabulary import Office, SettingKind
from app.library import queries as library
from tests.factories.people import a_colleague, an_officer
from tests.factories.pictures import a_picture
from tests.factories.shelf import MODULE, change, write_shelf
from tests.visitor import Visitor

SENT = a_picture(size=(120, 80))
NAME = drawn_anew(SENT).name
SHOWS = "A poster by the door."


@pytest.fixture
def trainer(app: Flask) -> Visitor:
    an_officer("trainer", Office.AUTHOR)
    visitor = Visitor(app)
    visitor.sign_in("trainer")
    visitor.visit("/write/new")
    visitor.press("Begin the draft", title="Listening", start="new-version 1")
    return visitor


def bring(trainer: Visitor, sent: bytes = SENT, status: int = 200, **typed: str) -> None:
    trainer.visit("/write/1/pictures")
    trainer.press("Bring it in", status, file=(BytesIO(sent), "x.png"), **typed)


def publish(app: Flask, trainer: Visitor) -> None:
    an_officer("reviewer", Office.REVIEWER)
    reviewer = Visitor(app)
    reviewer.sign_in("reviewer")
    trainer.visit("/write/1/review")
    trainer.press("Ask for a review", edition="2.0")
    reviewer.visit("/write/1/review")
    reviewer.press("Approve this text")
    trainer.visit("/write/1/review")
    trainer.press("Publish")


@pytest.fixture
def published(app: Flask, trainer: Visitor) -> Visitor:
    """The trainer, after a version with her picture at the end of a section went out."""
    bring(trainer, words=SHOWS, section="asking")
    publish(app, trainer)
    return trainer


def test_a_picture_blocks_publication_until_it_says_what_it_shows(trainer: Visitor) -> None:
    bring(trainer, section="asking")
    page = trainer.visit("/write/1/checks")
    assert page.says(f"courses/{MODULE}.md, line")
    assert page.says("This picture has no alternative text.")
    assert page.says("decorative=yes")

    text = queries.whole(1).texts[f"courses/{MODULE}.md"]
    trainer.visit(f"/write/1/text/courses/{MODULE}.md")
    trainer.press("Save", text=text.replace(f"picture {NAME}", f"picture {NAME} decorative=yes"))

    assert trainer.visit("/write/1/checks").says("Nothing. A reviewer can look at it.")


def test_a_placed_picture_is_one_save_that_can_be_taken_back(trainer: Visitor) -> None:
    before = queries.whole(1).texts
    bring(trainer, words=SHOWS, section="asking")
    assert f"::: picture {NAME}\n{SHOWS}\n:::" in queries.whole(1).texts[f"courses/{MODULE}.md"]
    trainer.visit("/write/1")
    trainer.press("Take the last save back")

    assert queries.whole(1).texts == before


def test_a_picture_of_a_draft_is_for_its_desk_alone_and_kept_by_no_browser(trainer: Visitor, app: Flask) -> None:
    bring(trainer, words=SHOWS, section="asking")
    assert trainer.visit("/write/1/preview/primary/asking").soup.find("img", src=f"/write/1/pictures/{NAME}")

    answer = trainer._ask("GET", f"/write/1/pictures/{NAME}")

    assert answer.data == drawn_anew(SENT).content
    assert answer.headers["Cache-Control"] == "no-store"
    a_colleague("mark")
    learner = Visitor(app)
    learner.sign_in("mark")
    learner.visit(f"/pictures/{NAME}", 404)
    learner.visit(f"/write/1/pictures/{NAME}", 403)


def test_what_is_no_picture_is_refused_beside_its_field(trainer: Visitor) -> None:
    bring(trainer, b"<svg onload='alert(1)'/>", 400, words=SHOWS)

    assert trainer.page
    assert trainer.page.says("This is not a PNG, JPEG or WebP picture")
    assert trainer.page.soup.find("input", attrs={"name": "words"})["value"] == SHOWS  # type: ignore[index]


def test_a_pasted_picture_answers_with_the_lines_that_show_it(trainer: Visitor) -> None:
    trainer.visit("/write/1/pictures")
    token = trainer.page and trainer.page.soup.find(attrs={"name": "csrf_token"})
    assert token

    sent = {"csrf_token": token["value"], "file": (BytesIO(SENT), "x.png")}
    answer = trainer._ask("POST", "/write/1/pictures/paste", data=sent, content_type="multipart/form-data")
    bad = {"csrf_token": token["value"], "file": (BytesIO(b"<html>"), "x.png")}
    refused = trainer._ask("POST", "/write/1/pictures/paste", data=bad, content_type="multipart/form-data")

    assert answer.json == {"block": f"::: picture {NAME}\n:::"}
    assert (refused.status_code, "not a PNG" in refused.json["wrong"]) == (400, True)  # type: ignore[index]


def test_a_picture_taken_out_is_gone_and_the_checks_name_where_it_was(trainer: Visitor) -> None:
    bring(trainer, words=SHOWS, section="asking")
    trainer.visit("/write/1/pictures")
    trainer.press("Take it out")

    trainer.visit(f"/write/1/pictures/{NAME}", 404)
    assert trainer.visit("/write/1/checks").says(f"There is no picture {NAME}.")


def test_a_published_picture_is_shown_to_learners_and_on_paper_under_an_address_that_never_changes(
    published: Visitor, app: Flask
) -> None:
    version = library.newest(MODULE)
    page = published.visit(f"/modules/{version.id}/primary/asking")
    assert page.soup.find("img", src=f"/pictures/{NAME}", alt=SHOWS)
    a_colleague("mark")
    learner = Visitor(app)
    learner.sign_in("mark")
    learner.visit(f"/learn/{MODULE}")
    learner.press("Begin")
    inside = learner.visit("/learn/1/asking").soup.find("img", alt=SHOWS)
    assert inside
    assert learner._ask("GET", str(inside["src"])).data == drawn_anew(SENT).content

    answer = learner._ask("GET", f"/pictures/{NAME}")

    assert answer.data == drawn_anew(SENT).content
    assert answer.mimetype == "image/png"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert Visitor(app)._ask("GET", f"/pictures/{NAME}").status_code != 200
    made = published._ask("GET", f"/handouts/{version.id}/primary/pack/print.pdf")
    sizes = {image.image.size for page in PdfReader(BytesIO(made.data)).pages for image in page.images if image.image}
    assert (120, 80) in sizes
    published.visit("/write/1/pictures")
    published.press("Take it out")
    assert published._ask("GET", f"/pictures/{NAME}").status_code == 200


def test_a_picture_of_the_files_comes_in_and_leaves_beside_its_module_to_the_byte(app: Flask, tmp_path: Path) -> None:
    courses, quizzes = write_shelf(tmp_path / "given")
    app.config["CSPR"] = replace(app.config["CSPR"], courses=courses, quizzes=quizzes)
    (tmp_path / "mine.png").write_bytes(SENT)

    def content(*words: str) -> str:
        return app.test_cli_runner().invoke(args=["content", *words]).output

    with (courses / f"{MODULE}.md").open("a", encoding="utf-8") as text:
        text.write("\n" + content("picture", str(tmp_path / "mine.png"), "--module", MODULE))
    assert "No mistakes" in content("check")
    assert content("publish").strip() == f"Published: {MODULE}"
    content("export", str(tmp_path / "one"), "--module", MODULE)
    change(tmp_path / "one" / "courses" / f"{MODULE}.md", "What it shows, for", "A door, for")
    assert content("import", str(tmp_path / "one"), "--module", MODULE).strip() == f"Published: {MODULE}"
    content("export", str(tmp_path / "two"), "--module", MODULE)

    files = [folder / file_of(MODULE, NAME) for folder in (tmp_path / "given", tmp_path / "one", tmp_path / "two")]
    assert {path.read_bytes() for path in files} == {drawn_anew(SENT).content}
    shown = library.section(library.newest(MODULE).id, SettingKind.PRIMARY, "writing")[0].blocks[-1]
    assert (shown["picture"], shown["alt"]) == (NAME, "A door, for whoever cannot see it.")
    (courses / MODULE / "mine.png").write_bytes(SENT)
    assert "mine.png:1" in content("check")

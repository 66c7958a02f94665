"""Who prints what, from where, and what anybody learns from a code."""

import io

import pytest
from flask import Flask
from pptx import Presentation

from app.core.vocabulary import Office, Role, SettingKind
from app.handouts import queries
from app.handouts.records import Sheet
from app.library import queries as library
from app.library.records import VersionRecord
from tests.factories.people import a_colleague, an_officer
from tests.rooms.handouts.test_sheets import publish_changed
from tests.visitor import Visitor

SHIPPED = "working-together-better/01-voice-of-the-child"
SHEETS = [sheet.value for sheet in Sheet]


@pytest.fixture
def version(shipped_app: Flask) -> VersionRecord:
    return library.newest(SHIPPED)


@pytest.fixture
def learner(shipped_app: Flask) -> Visitor:
    return _signed_in(shipped_app, Role.STAFF)


@pytest.fixture
def lead(shipped_app: Flask) -> Visitor:
    return _signed_in(shipped_app, Role.DSL)


def test_staff_print_every_sheet_of_their_own_kind(learner: Visitor, version: VersionRecord) -> None:
    page = learner.visit(f"/handouts/{version.id}/primary")
    assert all(page.says(sheet.label) for sheet in Sheet)
    assert not page.says("marking key")

    for sheet in SHEETS:
        page = learner.visit(f"/handouts/{version.id}/primary/{sheet}")
        assert page.says("Version code")
        assert page.says("Primary school")


def test_a_sheet_is_filled_with_the_setting_and_leaves_room_for_what_is_missing(
    learner: Visitor, version: VersionRecord
) -> None:
    page = learner.visit(f"/handouts/{version.id}/primary/poster")

    assert page.says("01632 960 101")
    assert page.says("____")
    assert not page.says("⟦")


def test_staff_see_nothing_of_other_kinds_and_no_answers(learner: Visitor, version: VersionRecord) -> None:
    learner.visit(f"/handouts/{version.id}/secondary", 404)
    learner.visit(f"/handouts/{version.id}/secondary/briefing", 404)
    learner.visit(f"/handouts/{version.id}/primary/nonsense", 404)
    learner.visit(f"/handouts/{version.id}/primary/key", 403)
    learner.visit(f"/handouts/{version.id}/primary/key/print.pdf", 403)


def test_no_printed_page_tells_the_answers(learner: Visitor, version: VersionRecord) -> None:
    told = [one.question.payload["explanation"] for one in queries.answer_sheet(version, SettingKind.PRIMARY).questions]

    page = learner.visit(f"/handouts/{version.id}/primary/pack")

    assert not any(page.says(words) for words in told)


def test_a_lead_has_the_key_with_the_code_of_its_answer_sheet(lead: Visitor, version: VersionRecord) -> None:
    lead.visit(f"/handouts/{version.id}/primary")
    page = lead.follow("marking key of paper 2")

    assert page.says(queries.answer_sheet(version, SettingKind.PRIMARY, 2).code)
    assert page.says("must")
    assert lead.visit(f"/handouts/{version.id}/primary/key/print.pdf?paper=2").response.mimetype == "application/pdf"


def test_a_trainer_prints_for_every_kind(shipped_app: Flask, version: VersionRecord) -> None:
    an_officer("priya", Office.AUTHOR)
    trainer = Visitor(shipped_app)
    trainer.sign_in("priya")

    page = trainer.visit("/handouts")

    assert all(page.says(kind.label) for kind in SettingKind)
    assert trainer.visit(f"/handouts/{version.id}/special/guide?minutes=45").says("The 45 minutes")


def test_from_a_theme_it_is_one_click_to_the_briefing(lead: Visitor) -> None:
    page = lead.visit("/handouts/about/neglect")

    assert page.heading == "Seven-minute briefing: The voice of the child"
    assert page.says("today we look at one theme: neglect")


def test_a_theme_that_nobody_teaches_says_so(lead: Visitor) -> None:
    lead.visit("/handouts/about/no-such-theme", 404)

    page = lead.visit("/handouts/about/self-harm-and-suicide")

    assert page.heading.startswith("No briefing on")


def test_slides_open_in_powerpoint_with_titles_notes_and_the_settings_own_names(
    learner: Visitor, version: VersionRecord
) -> None:
    answer = learner.visit(f"/handouts/{version.id}/primary/slides.pptx?minutes=20").response

    deck = Presentation(io.BytesIO(answer.data))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[0] == "The voice of the child"
    assert all(titles)
    assert len(titles) == len(queries.slides(version, SettingKind.PRIMARY, 20))
    said = "".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert "⟦" not in said
    assert "From " in deck.slides[3].notes_slide.notes_text_frame.text


def test_whatever_an_address_asks_for_is_answered(learner: Visitor, version: VersionRecord) -> None:
    for asked in ("?minutes=25", "?minutes=x", "?paper=9", "?theme=%00", "?paper=-1&minutes=-1"):
        learner.visit(f"/handouts/{version.id}/primary/guide{asked}")


def test_before_anything_is_published_the_list_is_empty_and_kind(empty_app: Flask) -> None:
    page = _signed_in(empty_app, Role.STAFF).visit("/handouts")

    assert page.says("No module is published for your kind of setting yet")


class TestACode:
    def test_tells_a_stranger_that_the_sheet_is_current(self, app: Flask) -> None:
        code = _code()

        visitor = Visitor(app)
        visitor.visit("/sheet")
        page = visitor.press("Look it up", code=code.lower().replace("-", " "))

        assert page.heading == "This sheet is current"
        assert page.says("Primary school")

    def test_tells_a_stranger_that_it_is_out_of_date_and_where_the_newest_is(
        self, app: Flask, tmp_path: object
    ) -> None:
        code = _code()
        publish_changed(tmp_path, "Ask first.", "Ask first, and ask again.")  # type: ignore[arg-type]

        page = Visitor(app).visit(f"/sheet/{code}")

        assert page.heading == "This sheet is out of date"
        assert page.says("The newest sheets, to print")

    def test_that_none_has_is_explained(self, app: Flask) -> None:
        assert Visitor(app).visit("/sheet/2AB3-C4DE", 404).says("No sheet has this code")
        assert Visitor(app).visit("/sheet?code=").says("Enter the code from the sheet")


def _code() -> str:
    return queries.code_for(library.newest("series/01-listening"), SettingKind.PRIMARY, Sheet.BRIEFING)


def _signed_in(app: Flask, role: Role) -> Visitor:
    a_colleague("amina", role)
    visitor = Visitor(app)
    visitor.sign_in("amina")
    return visitor

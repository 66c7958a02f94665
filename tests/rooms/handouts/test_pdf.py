"""What goes on paper fits it."""

import io
import logging
import re

import pytest
from flask import Flask
from pypdf import PdfReader

from app.core.vocabulary import Office, SettingKind
from app.library import queries as library
from tests.factories.people import an_officer
from tests.visitor import Visitor

MODULE = "working-together-better/01-voice-of-the-child"
PAGES = {"briefing": 2, "poster": 1}


@pytest.fixture
def trainer(shipped_app: Flask) -> Visitor:
    an_officer("priya", Office.AUTHOR)
    visitor = Visitor(shipped_app)
    visitor.sign_in("priya")
    return visitor


@pytest.mark.parametrize("kind", SettingKind)
def test_a_briefing_has_two_sides_and_a_poster_one(
    trainer: Visitor, kind: SettingKind, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "xhtml2pdf"):
        found = {name: _printed(trainer, kind, name) for name in PAGES}

    assert {name: len(pages) for name, pages in found.items()} == PAGES
    assert not caplog.records
    assert "5. One change" in found["briefing"][1]


def test_every_sheet_says_its_code_on_every_page(trainer: Visitor) -> None:
    for name in ("briefing", "poster", "guide", "easy-read", "pack"):
        pages = _printed(trainer, SettingKind.PRIMARY, name)
        codes = {found for page in pages for found in re.findall(r"Version code (\S{4}-\S{4}):", page)}
        assert all("Version code" in page for page in pages), name
        assert len(codes) == 1, (name, codes)


def _printed(visitor: Visitor, kind: SettingKind, name: str, asked: str = "") -> list[str]:
    version = library.newest(MODULE)
    answer = visitor.visit(f"/handouts/{version.id}/{kind}/{name}/print.pdf{asked}").response
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages]

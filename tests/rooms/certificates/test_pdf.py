"""A certificate's PDF carries its holder's name, letter for letter, in fonts of its own."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from flask import Flask
from pypdf import PdfReader

from app.certificates.pdf import laid_out, render_pdf
from app.certificates.records import CertificateRecord

NAMES = ["Grace Adeyemi", "Siân Llŷr-Evans", "Łukasz Świątek", "Ελένη Παπαδοπούλου", "Олена Шевченко", "Nguyễn Thị Ánh"]


LONG = "Wilhelmina Featherstonehaugh-Cholmondeley of Llanfairpwllgwyngyll and Woolfardisworthy"


def a_certificate(name: str) -> CertificateRecord:
    facts = {
        "name": name,
        "setting": "A school",
        "partnership": "A partnership",
        "kind": "primary",
        "role": "staff",
        "job_title": "Cook",
        "module_title": "Listening",
        "course_title": "A series",
        "theme": "Voice of the child",
        "level": "supports level 2 training",
        "edition": "1.0",
        "minutes": 20,
        "method": "self-study",
        "outcomes": ["I can listen."],
        "contributes": [{"title": "Yearly update", "authority": "A board"}],
        "not_evidence": [],
        "reviews": ["Review of a town (A board)"],
        "completed_on": "2026-11-24",
        "renew_by": "2027-11-24",
        "renew_rule": "Yearly update",
        "issuer": "CSPR Learning",
    }
    return CertificateRecord(1, "0" * 28, 1, 1, 1, datetime(2026, 11, 24, tzinfo=UTC), facts, None)


def printed(app: Flask, name: str) -> bytes:
    with app.test_request_context():
        return render_pdf(a_certificate(name), "http://localhost/check/0")


def read(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document))


@pytest.mark.parametrize("name", [*NAMES, LONG])
def test_a_name_reads_back_as_it_was_confirmed(app: Flask, name: str) -> None:
    document = read(printed(app, name))

    assert name in " ".join(document.pages[0].extract_text().split())
    assert name in (document.metadata or {})["/Title"]


@pytest.mark.parametrize("name", ["Grace", LONG])
def test_it_is_one_page_in_english_with_every_font_inside(app: Flask, name: str) -> None:
    document = read(printed(app, name))

    assert len(document.pages) == 1
    assert document.root_object["/Lang"] == "en-GB"
    fonts = [font.get_object() for font in document.pages[0]["/Resources"]["/Font"].values()]
    drawn = [font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font for font in fonts]
    assert all("/FontFile2" in font["/FontDescriptor"] for font in drawn)
    assert all("/ToUnicode" in font for font in fonts)


@pytest.mark.parametrize("name", ["Grace", "Олена Шевченко"])
def test_a_page_filled_in_says_what_one_laid_out_by_itself_does(app: Flask, name: str) -> None:
    certificate, address = a_certificate(name), "http://localhost/check/0"
    with app.test_request_context():
        alone, filled = (read(make(certificate, address)) for make in (laid_out, render_pdf))

    assert sorted(_lines(filled)) == sorted(_lines(alone))
    assert _told(filled) == _told(alone)


def _told(document: PdfReader) -> list[str]:
    return [(document.metadata or {})[key] for key in ("/Title", "/Author", "/Subject", "/Producer")]


def _lines(document: PdfReader) -> list[str]:
    return [line.strip() for line in document.pages[0].extract_text().splitlines() if line.strip()]


def test_copies_share_the_bytes_of_the_page_and_nobody_elses_words(app: Flask) -> None:
    one, other = printed(app, "Grace Adeyemi"), printed(app, "Siân Llŷr-Evans")

    shared = one[: one.index(b"%%EOF") + 5]
    assert other.startswith(shared)
    assert "Grace" not in read(other).pages[0].extract_text()


@pytest.mark.parametrize("name", [*NAMES, LONG])
def test_its_structure_is_sound(app: Flask, name: str) -> None:
    with pikepdf.open(io.BytesIO(printed(app, name))) as document:
        assert document.check_pdf_syntax() == []

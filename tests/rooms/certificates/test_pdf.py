"""A certificate's PDF carries its holder's name, letter for letter, in fonts of its own."""

import io
from datetime import UTC, datetime

import pytest
from flask import Flask
from pypdf import PdfReader

from app.certificates.pdf import render_pdf
from app.certificates.records import CertificateRecord

NAMES = ["Grace Adeyemi", "Siân Llŷr-Evans", "Łukasz Świątek", "Ελένη Παπαδοπούλου", "Олена Шевченко", "Nguyễn Thị Ánh"]


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


@pytest.mark.parametrize("name", NAMES)
def test_a_name_reads_back_as_it_was_confirmed(app: Flask, name: str) -> None:
    with app.test_request_context():
        document = PdfReader(io.BytesIO(render_pdf(a_certificate(name), "http://localhost/check/0")))

    assert name in document.pages[0].extract_text()
    assert name in (document.metadata or {})["/Title"]


def test_it_is_one_page_in_english_with_every_font_inside(app: Flask) -> None:
    with app.test_request_context():
        document = PdfReader(io.BytesIO(render_pdf(a_certificate("Grace"), "http://localhost/check/0")))

    assert len(document.pages) == 1
    assert document.root_object["/Lang"] == "en-GB"
    fonts = [font.get_object() for font in document.pages[0]["/Resources"]["/Font"].values()]
    assert all("/FontFile2" in font["/FontDescriptor"] and "/ToUnicode" in font for font in fonts)

"""An evidence pack as a PDF: all of it, in order, numbered, and readable back."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

from flask import Flask
from pypdf import PdfReader

from app.certificates.records import PackRecord
from app.core.clock import today
from app.core.database import session
from app.core.vocabulary import SettingKind
from app.tracker.pdf import render_pack
from app.tracker.queries import pack
from app.tracker.records import (
    ActionLine,
    DutyLine,
    MissingLine,
    ModuleLine,
    Pack,
    PersonLine,
    StatementLine,
    ThemeLine,
)
from tests.factories.people import a_setting

MODULE = ModuleLine(
    "Listening", ("1.0", "1.1"), 20, ("Ask first",), ("Yearly update",), ("Annex C",), ("A review",), (("Done", 3),)
)
PEOPLE = tuple(
    PersonLine(f"Person {n:03} Ńowak", "Cook", "Staff", date(2026, 1, 5), ("Done 1 February 2026, edition 1.0",))
    for n in range(130)
)
PACK = Pack(
    setting="The school",
    kind="Primary school",
    partnership="A partnership",
    run_by="The council",
    as_at=date(2026, 8, 31),
    people=130,
    steps=(("Completed at least one module", 3),),
    modules=(MODULE,),
    columns=("Listening",),
    staff=PEOPLE,
    duties=(DutyLine("Yearly update", "Once a year.", "A board", True, "2026", None, None, 130, (("Done", 3),)),),
    themes=(ThemeLine("Voice", 9, 30, 4, 1),),
    themes_hidden=1,
    actions=(ActionLine("Ask at drop-off", "Bea", date(2026, 3, 1), date(2026, 6, 1), "Still open", ""),),
    missing=(MissingLine("Listening: not started", 127),),
    plan="Everybody is asked by 1 December.",
    statements=(StatementLine("Voice", "We ask <every> child.", date(2026, 4, 1), date(2026, 10, 1), False),),
)
SEAL = PackRecord("0" * 28, 1, PACK.as_at, datetime(2026, 9, 1, 8, tzinfo=UTC), PACK.digest, {})


def printed(app: Flask, pack: Pack = PACK) -> PdfReader:
    with app.test_request_context():
        return PdfReader(io.BytesIO(render_pack(pack, SEAL, "http://localhost/check/0")))


def test_it_holds_everything_in_its_fixed_order_with_page_numbers(app: Flask) -> None:
    document = printed(app)
    pages = [page.extract_text() for page in document.pages]
    words = "\n".join(pages)

    headings = re.findall(r"^(\d)\. [A-Z]", words, re.MULTILINE)
    assert headings == list("12345678")
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert SEAL.digest[:16] in page
        assert "31 August 2026" in page
    assert all(one.name in words for one in PEOPLE)
    assert "“We ask <every> child.” Said by a safeguarding lead on 1 April 2026" in " ".join(words.split())
    assert document.root_object["/Lang"] == "en-GB"


def test_an_empty_setting_still_gives_a_true_pack(app: Flask) -> None:
    nothing = replace(
        PACK,
        people=0,
        modules=(),
        staff=(),
        duties=(),
        themes=(),
        themes_hidden=0,
        actions=(),
        missing=(),
        statements=(),
    )
    words = "\n".join(page.extract_text() for page in printed(app, nothing).pages)

    assert "No module was published on that day." in words
    assert "Nobody was in post on that day." in words
    assert "No theme was closed by that day." in words


def test_the_same_content_has_the_same_fingerprint_and_any_change_another() -> None:
    assert replace(PACK).digest == PACK.digest
    assert replace(PACK, people=131).digest != PACK.digest
    assert len(PACK.digest) == 64


def test_a_pack_names_no_duty_of_another_kind_of_setting(shipped_app: Flask) -> None:
    nursery, club = a_setting(SettingKind.EARLY_YEARS), a_setting(SettingKind.OUT_OF_SCHOOL, "club")
    session.commit()
    asked = {place: {one.title for one in pack(place, today()).duties} for place in (nursery, club)}

    assert "What is expected by size" in asked[club]
    assert "What is expected by size" not in asked[nursery]
    assert asked[nursery]

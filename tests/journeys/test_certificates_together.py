"""The certificates of everybody a lead sees in her grid, in one file."""

import csv
import io
import zipfile

import pytest
from flask import Flask
from pypdf import PdfReader

from app.core.vocabulary import Role
from app.jobs.actions import carry_out_due
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Visitor


@pytest.fixture
def lead(app: Flask) -> Visitor:
    a_colleague("mark", Role.DSL)
    for login, name in (("amina", "Amina Yusuf"), ("gareth", 'Gareth "Gaz" Llŷr/Evans')):
        post = a_colleague(login, name=name)
        learner = Visitor(app)
        learner.sign_in(login)
        complete(learner, post.id, MODULE)
    a_colleague("cy", name="Cy Newly-Come")
    lead = Visitor(app)
    lead.sign_in("mark")
    return lead


def fetched(lead: Visitor, number: int) -> zipfile.ZipFile:
    answer = lead._ask("GET", f"/work/{number}/file")
    content = answer.data
    answer.close()
    return zipfile.ZipFile(io.BytesIO(content))


def test_each_is_a_pdf_with_an_index_and_all_together_to_print(lead: Visitor) -> None:
    lead.visit("/desk/staff")
    lead.press("Certificates of everybody")
    carry_out_due()

    assert lead.visit("/work/1").says("Certificates: 2")
    archive = fetched(lead, 1)
    assert archive.testzip() is None
    rows = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ['Gareth "Gaz" Llŷr/Evans', "Amina Yusuf"]
    for row in rows:
        page = PdfReader(io.BytesIO(archive.read(f"certificates/{row['File']}"))).pages[0].extract_text()
        assert row["Name"] in page
        assert row["Certificate number"] in page
    together = PdfReader(io.BytesIO(archive.read("to-print-01.pdf")))
    assert ["Gaz" in page.extract_text() for page in together.pages] == [True, False]


def test_only_those_are_written_that_the_filter_shows(lead: Visitor) -> None:
    lead.visit("/desk/staff?words=amina")
    lead.press("Certificates of the one shown")
    carry_out_due()

    assert [name for name in fetched(lead, 1).namelist() if name.startswith("certificates/")] == [
        name for name in fetched(lead, 1).namelist() if "Amina Yusuf" in name
    ]


def test_somebody_without_one_makes_an_empty_index(lead: Visitor) -> None:
    lead.visit("/desk/staff?words=newly")
    lead.press("Certificates of the one shown")
    carry_out_due()

    assert fetched(lead, 1).namelist() == ["index.csv"]

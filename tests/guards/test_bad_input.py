"""Whatever people type: it comes back as text, nothing typed is lost, and each error leads to its field."""

from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from app.certificates import queries as certificates
from app.core.database import session
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE
from tests.journeys.walks import come_to_the_reflection, complete
from tests.visitor import Visitor

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} {% include 'x' %} ⟦dsl⟧ [@town-2020.1]",
    "'; DROP TABLE person; --",
    "\u202egnirts desrever\u202c \u200b zero width",
    "😀 é ł ж 漢 and more",
]


@pytest.fixture
def amina(app: Flask) -> Visitor:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    return visitor


@pytest.mark.parametrize("text", HOSTILE)
def test_a_practice_action_shows_what_was_typed_and_runs_nothing(amina: Visitor, text: str) -> None:
    amina.visit("/actions/new")
    page = amina.press("Add to our", words=text, owner=text, review_on=["1", "3", "2027"])

    assert page.soup.find(string=lambda found: bool(found) and text in found)
    assert not page.soup.find("img", src="x")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_reflection_comes_back_as_it_was_typed(amina: Visitor, text: str) -> None:
    come_to_the_reflection(amina, 1, MODULE)
    amina.press("Save and come back later", text_1=text)
    page = amina.follow("Continue")

    box = page.soup.find("textarea", id="text-1")
    assert box is not None
    assert box.get_text().removeprefix("\n") == text


def test_a_form_with_mistakes_links_each_to_its_field_and_keeps_what_was_typed(amina: Visitor) -> None:
    amina.visit("/actions/new")
    page = amina.press("Add to our", 400, words="We will read the box daily.", owner="", review_on=["31", "2", "2027"])

    summary = page.soup.find(class_="govuk-error-summary")
    assert summary is not None
    targets = [str(link["href"])[1:] for link in summary.find_all("a")]
    assert len(targets) >= 2
    assert all(page.soup.find(id=target) for target in targets)
    assert page.says("We will read the box daily.")
    assert page.soup.find("input", value="31")
    assert page.soup.title is not None
    assert page.soup.title.get_text().startswith("Error:")


def test_a_search_for_anything_finds_nothing_and_says_so(amina: Visitor) -> None:
    for text in HOSTILE:
        page = amina.visit("/reviews?words=" + text.replace("#", "").replace("&", ""))
        assert page.says("Nothing found")


def test_a_scene_asked_for_in_odd_ways_is_still_a_page(amina: Visitor) -> None:
    amina.follow("Look and begin")
    amina.press("Begin")
    for query in ("scene=x&first=9", "first=abc&second=-1", "gentle=2", "scene=%00", "first=1&first=2"):
        amina.visit(f"/learn/1/asking?{query}")


@pytest.mark.parametrize(
    "address", ["/learn/999999999999999999999999", "/learn/1/%00", "/reviews/..%2f..%2fetc", "/check/%F0"]
)
def test_an_address_that_nobody_made_is_not_found(amina: Visitor, address: str) -> None:
    amina.visit(address, status=404)


def test_a_name_with_markup_is_text_on_the_page_and_in_the_pdf(app: Flask) -> None:
    post = a_colleague("grace", name="Grace <b>O’Neill</b> & Söhne")
    visitor = Visitor(app)
    visitor.sign_in("grace")
    page = complete(visitor, post.id, MODULE)
    assert page.says("Grace <b>O’Neill</b> & Söhne") or visitor.follow("See your certificate").says("<b>O’Neill</b>")

    code = certificates.of_person(post.person_id)[0].code
    session.rollback()
    with visitor._ask("GET", f"/certificates/{code}/certificate.pdf") as download:
        text = PdfReader(BytesIO(download.data)).pages[0].extract_text()

    assert "<b>O’Neill</b> & Söhne" in text.replace("\n", " ")

"""The interface in another language: nothing untranslated, nothing hard-coded, and what stays English says so."""

import re
from datetime import date
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, NavigableString
from flask import Flask

from app.web.language import say_date, say_published
from tests.conftest import beside
from tests.factories.people import a_colleague
from tests.visitor import Visitor

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "app/translations").glob("*/LC_MESSAGES/messages.po"))
ON_EVERY_PAGE = {"base", "header", "header_bare", "footer", "error", "again", "form_errors", "route"}
NAMES = {"CSPR", "Learning", "CSPR Learning"}  # of this site, the same in every language
BRACKET = re.compile("[⟦⟧]")
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
MARKED = re.compile(r'_\(\s*"[^"]*"')
LITERAL = re.compile(r"""\"([^\"]*)\"|'([^']*)'""")
WORDS = re.compile(r"[A-Z][^{}<>=/]*|[^{}<>=/]*[a-z] [a-z][^{}<>=/]*")
TOLD = ("aria-label", "alt", "title", "placeholder")
LETTER = re.compile(r"[^\W\d_]")


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as read:
        return read_po(read, locale=file.parts[-3])


def marked() -> set[str]:
    """Every word of the interface that is marked as one."""
    with (ROOT / "babel.cfg").open() as read:
        methods, options = parse_mapping_cfg(read)
    return {str(found[2]) for found in extract_from_dir(ROOT, methods, options)}


def translated() -> list[Path]:
    """Templates that say that they are translated, and those on every page."""
    found = (ROOT / "app").glob("*/templates/**/*.html")
    return [
        one
        for one in found
        if "set translated" in one.read_text("utf-8") or (one.parts[-3] == "web" and one.stem in ON_EVERY_PAGE)
    ]


def told_by(page: BeautifulSoup) -> list[str]:
    """The words that a page shows or tells, outside what says that it is English."""
    words = [str(text) for text in page.find_all(string=True) if type(text) is NavigableString and _is_shown(text)]
    attributes = [str(one[name]) for one in page.find_all(True) for name in TOLD if one.get(name)]
    return [text.strip() for text in [*words, *attributes] if LETTER.search(text)]


def _is_shown(text: NavigableString) -> bool:
    within = [text.parent, *text.parents]
    return not any(one and (one.name in ("script", "style") or one.get("lang") not in (None, "cy")) for one in within)


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-3])
def test_every_marked_word_is_translated_with_the_same_places_to_fill(file: Path) -> None:
    said = {str(one.id): str(one.string) for one in catalogue(file) if one.id and not one.fuzzy}
    places = re.compile(r"%\(\w+\)s")

    assert set(said) == marked()
    assert [word for word, other in said.items() if not other.strip()] == []
    assert [word for word, other in said.items() if sorted(places.findall(word)) != sorted(places.findall(other))] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parts[-3])
def test_what_is_compiled_is_what_is_written(file: Path) -> None:
    with file.with_suffix(".mo").open("rb") as read:
        compiled = GNUTranslations(read)

    assert {word: compiled.gettext(word) for word in marked()} == {
        str(one.id): one.string for one in catalogue(file) if one.id
    }


def test_a_translated_template_holds_no_words_of_its_own() -> None:
    bare = []
    for file in translated():
        source = file.read_text("utf-8")
        page = BeautifulSoup(JINJA.sub("", source), "html.parser")
        bare += [(file.name, text) for text in told_by(page) if text not in NAMES]
        expressions = " ".join(JINJA.findall(MARKED.sub("", COMMENT.sub("", source))))
        strings = ["".join(pair) for pair in LITERAL.findall(expressions)]
        bare += [(file.name, text) for text in strings if WORDS.fullmatch(text)]

    assert bare == []


@pytest.fixture
def bracketed(app: Flask, tmp_path: Path) -> Path:
    """A language in which every word stands between brackets."""
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    invented = Catalog(locale="cy")
    for word in marked():
        invented.add(word, f"⟦{word}⟧")
    with (folder / "messages.mo").open("wb") as write:
        write_mo(write, invented)
    return tmp_path


@pytest.mark.parametrize("address", ["/", "/sign-in", "/forgotten", "/worried", "/no-such-page"])
def test_no_word_on_a_translated_page_is_hard_coded(app: Flask, bracketed: Path, address: str) -> None:
    with beside(app, translations=bracketed) as other:
        reader = Visitor(other)
        reader.client.set_cookie("cspr-language", "cy")
        page = reader.visit(address, 404 if address.startswith("/no") else 200).soup

    assert page.html is not None
    assert page.html["lang"] == "cy"
    assert [text for text in told_by(page) if not BRACKET.search(text) and text not in NAMES] == []


def test_a_form_that_was_sent_empty_says_so_in_the_readers_language(app: Flask) -> None:
    reader = Visitor(app)
    reader.client.set_cookie("cspr-language", "cy")
    reader.visit("/sign-in")
    page = reader.press("Mewngofnodi", 400)

    assert page.says("Rhowch eich cyfrinair")
    assert page.soup.title is not None
    assert page.soup.title.get_text().startswith("Gwall:")


def test_a_reader_changes_the_language_by_a_link_and_changes_it_back(app: Flask) -> None:
    reader = Visitor(app)
    reader.visit("/sign-in")
    page = reader.follow("Cymraeg")

    assert page.heading == "Mewngofnodi"
    assert page.address == "/sign-in"
    assert page.response.headers["Content-Language"] == "cy"
    assert "Cookie" in page.response.headers["Vary"]
    assert reader.follow("English").heading == "Sign in"


def test_a_page_that_is_not_translated_says_that_it_is_english(app: Flask) -> None:
    a_colleague("amina")
    reader = Visitor(app)
    reader.sign_in("amina")
    reader.client.set_cookie("cspr-language", "cy")
    page = reader.visit("/certificates").soup

    assert page.main is not None
    assert page.main["lang"] == "en-GB"
    assert page.find("button", string="Allgofnodi")


def test_days_are_said_in_the_readers_language_where_the_page_is(app: Flask) -> None:
    with app.test_request_context(headers={"Cookie": "cspr-language=cy"}):
        assert say_date(date(2026, 11, 25)) == "25 Tachwedd 2026"
        assert [say_published(day) for day in ("2013", "2013-09", "2013-09-17", None)] == [
            "2013",
            "Medi 2013",
            "17 Medi 2013",
            "dim dyddiad wedi’i ddangos",
        ]


def test_a_language_that_is_not_there_is_not_found(app: Flask) -> None:
    Visitor(app).visit("/language/xx", 404)

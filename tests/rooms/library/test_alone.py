"""A module as one file: everything inside, nothing fetched, no script, for each kind of setting."""

import re
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.content.checks import check
from app.content.pictures import drawn_anew, file_of
from app.core.database import session
from app.core.vocabulary import SettingKind
from app.library import queries
from app.library.actions import publish_shelf
from app.library.preview import whole
from tests.factories.people import a_colleague
from tests.factories.pictures import a_picture
from tests.factories.shelf import MODULE, write_shelf
from tests.visitor import Visitor

PICTURE = drawn_anew(a_picture())


@pytest.fixture
def shown(app: Flask, tmp_path: Path) -> BeautifulSoup:
    """The file for a primary school of a module with a picture, a link and a scene."""
    courses, quizzes = write_shelf(tmp_path)
    (courses.parent / file_of(MODULE, PICTURE.name)).write_bytes(PICTURE.content)
    with (courses / f"{MODULE}.md").open("a", encoding="utf-8") as text:
        text.write(f"\n::: picture {PICTURE.name}\nA door.\n:::\n\n[A guide](https://example.org/guide) says so.\n")
    shelf, faults, _ = check(courses, quizzes)
    assert shelf, faults
    publish_shelf(shelf)
    session.commit()
    html = whole(queries.newest(MODULE), SettingKind.PRIMARY, {"dsl": "Sam Reed"})
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    assert parser.errors == []
    return BeautifulSoup(html, "html5lib")


def test_it_holds_every_section_with_its_scenes_sources_and_pictures(shown: BeautifulSoup) -> None:
    sections = queries.sections(queries.newest(MODULE).id, SettingKind.PRIMARY)
    assert [found.get("id") for found in shown.find_all("h2", class_="turn")] == [one.slug for one in sections]
    assert shown.find("img", src=PICTURE.inlined, alt="A door.")
    assert shown.find("section", class_="scene")
    ids = {tag["id"] for tag in shown.find_all(id=True)}
    inner = {str(tag["href"])[1:] for tag in shown.find_all(href=re.compile("^#"))}
    assert any("-source-" in one for one in inner)
    assert inner <= ids


def test_it_runs_loads_and_sends_nothing(shown: BeautifulSoup) -> None:
    assert not shown.find_all(["script", "link", "form", "iframe", "object"])
    assert {tag["src"].partition(":")[0] for tag in shown.find_all(src=True)} == {"data"}
    assert {tag.name for tag in shown.find_all(href=True)} == {"a"}
    assert not [tag for tag in shown.find_all(href=True) if not re.match("#|https?:", str(tag["href"]))]
    style = shown.style
    assert style
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_a_reader_takes_it_away_for_her_own_kind_and_the_command_writes_all(app: Flask, tmp_path: Path) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")

    answer = visitor._ask("GET", "/modules/1/primary/whole.html")

    assert answer.headers["Content-Disposition"] == "attachment; filename=series-01-listening-primary-edition-1.0.html"
    assert "Ask first." in answer.text
    visitor.visit("/modules/1/residential/whole.html", 404)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["content", "export", str(tmp_path), "--format", "html"]).exit_code == 0
    assert len(list(tmp_path.glob("*.html"))) == len(SettingKind)
    assert (
        "no such module"
        in runner.invoke(args=["content", "export", str(tmp_path), "--format", "html", "--module", "no/one"]).output
    )

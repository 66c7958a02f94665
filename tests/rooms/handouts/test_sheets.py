"""Whoever has a sheet's code learns whether it still holds."""

from pathlib import Path

from flask import Flask

from app.content.checks import check
from app.core.vocabulary import SettingKind
from app.handouts import queries
from app.handouts.records import Sheet
from app.library import queries as library
from app.library.actions import publish_shelf, withdraw
from tests.factories.people import a_person
from tests.factories.shelf import MODULE, change, write_shelf
from tests.visitor import Visitor


def test_a_sheet_of_todays_version_is_current(app: Flask) -> None:
    code = queries.code_for(library.newest(MODULE), SettingKind.PRIMARY, Sheet.BRIEFING)

    found = queries.sheet_by_code(code.lower().replace("-", " "))

    assert found is not None
    assert (found.sheet, found.kind, found.is_current) == (Sheet.BRIEFING, SettingKind.PRIMARY, True)
    assert found.code == code


def test_after_new_learning_it_is_out_of_date_and_says_so(app: Flask, tmp_path: Path) -> None:
    code = queries.code_for(library.newest(MODULE), SettingKind.PRIMARY, Sheet.POSTER)

    publish_changed(tmp_path, "Ask first.", "Ask first, and ask again.")

    found = queries.sheet_by_code(code)
    assert found is not None
    assert not found.is_current
    assert found.has_new_learning
    assert found.newest.id > found.version.id


def test_a_sheet_of_a_withdrawn_version_is_never_current_though_none_came_after_it(app: Flask) -> None:
    version = library.newest(MODULE)
    code = queries.code_for(version, SettingKind.PRIMARY, Sheet.POSTER)

    withdraw(version.id, "A number in it was wrong.", [], a_person("priya").id)

    found = queries.sheet_by_code(code)
    assert found is not None
    assert found.is_withdrawn
    assert not found.is_current
    page = Visitor(app).visit(f"/sheet/{code}")
    assert page.heading == "This sheet was withdrawn"
    assert page.says("no edition yet that takes its place")


def test_a_slip_of_the_finger_is_no_sheet(app: Flask) -> None:
    code = queries.code_for(library.newest(MODULE), SettingKind.PRIMARY, Sheet.POSTER)
    slipped = code[:-1] + ("2" if code[-1] != "2" else "3")

    assert queries.sheet_by_code(slipped) is None
    assert queries.sheet_by_code(code[:5]) is None
    assert queries.sheet_by_code("7ZZZ-ZZZZ") is None


def publish_changed(folder: Path, old: str, new: str) -> None:
    courses, quizzes = write_shelf(folder)
    change(courses / f"{MODULE}.md", old, new)
    shelf, faults, _ = check(courses, quizzes)
    assert shelf is not None, faults
    publish_shelf(shelf)

"""The easy-read summary is easy, for everybody, and a hard one is refused by name."""

from pathlib import Path

import pytest
import textstat

from app.content.checks import check
from app.content.easy_read import HARDEST_GRADE, parts_for
from app.core.vocabulary import SettingKind
from tests.content.shipped import shelf
from tests.factories.shelf import MODULE, change, write_shelf

EASY = "We ask the child. We wait. We write it down. "
HARD = "Organisational accountability considerations necessitate institutional responsibilities everywhere. "


@pytest.mark.parametrize("kind", SettingKind)
def test_every_shipped_module_has_an_easy_summary_for_every_kind(kind: SettingKind) -> None:
    textstat.set_lang("en_GB")
    for module in shelf().modules:
        said = " ".join(line for part in parts_for(module.front, kind) for line in part["lines"])

        assert len(said.split()) > 200
        assert textstat.flesch_kincaid_grade(said) <= HARDEST_GRADE


@pytest.mark.parametrize("kind", SettingKind)
def test_each_kind_reads_where_it_works_once(kind: SettingKind) -> None:
    for module in shelf().modules:
        titles = [part["title"] for part in parts_for(module.front, kind)]

        assert titles.count("Where you work") == 1
        assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ([HARD * 6], "reads at about grade"),
        ([EASY * 4, "And we ask and " * 8], "A sentence has 32 words"),
        ([EASY * 4, "Tell ⟦boss⟧."], "no merge field ⟦boss⟧"),
        ([], "at least 1"),
    ],
)
def test_a_summary_that_is_not_easy_is_refused(tmp_path: Path, lines: list[str], wrong: str) -> None:
    courses, quizzes = write_shelf(tmp_path)
    _summarise(courses, lines)

    _, faults, _ = check(courses, quizzes)

    found = [fault for fault in faults if wrong in fault.wrong]
    assert found
    assert all(fault.file == f"courses/{MODULE}.md" and fault.key.startswith("easy_read") for fault in found)


def test_a_kind_without_a_part_is_named(tmp_path: Path) -> None:
    courses, quizzes = write_shelf(tmp_path)
    _summarise(courses, [EASY * 4], kinds="[primary]")

    _, faults, _ = check(courses, quizzes)

    assert {fault.wrong for fault in faults} == {
        f"Nothing of it is for {kind}." for kind in SettingKind if kind is not SettingKind.PRIMARY
    }


def test_an_easy_summary_passes_and_none_is_no_mistake(tmp_path: Path) -> None:
    courses, quizzes = write_shelf(tmp_path)
    assert check(courses, quizzes)[1] == []

    _summarise(courses, [EASY * 4])

    assert check(courses, quizzes)[1] == []


def _summarise(courses: Path, lines: list[str], kinds: str = "") -> None:
    said = "\n".join(f"  - {line.strip()}" for line in lines)
    only = f"  for: {kinds}\n" if kinds else ""
    part = f"easy_read:\n- title: In short\n{only}  lines:{' []' if not lines else ''}\n{said}\n"
    change(courses / f"{MODULE}.md", "outcomes:", f"{part}outcomes:")

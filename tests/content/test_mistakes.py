"""A mistake in a file is named by file, line, key, what is wrong and how to mend it; one run names them all."""

from pathlib import Path

import pytest

from app.content.checks import check
from app.content.faults import Fault
from tests.factories.shelf import MODULE, change, write_shelf

PRIMARY = f"quizzes/{MODULE}/primary.yml"
SPECIAL = f"courses/{MODULE}/special.yml"
TEXT = f"courses/{MODULE}.md"
ENGLAND = "courses/pathways/england.yml"
SPOILT = [
    (PRIMARY, "difficulty: easy", "difficulty: tricky", "questions.0.difficulty", "does not fit"),
    (PRIMARY, "difficulty: easy", "dificulty: easy", "questions.0.dificulty", "not known"),
    (PRIMARY, "correct: true", "correct: false", "questions.0.options", "0 are marked correct"),
    (PRIMARY, "statement: ask-first", "statement: ask-last", "questions.0.statement", "no statement 'ask-last'"),
    (PRIMARY, "- town-2020.1", "- town-2020.9", "primary-0", "no 'town-2020.9'"),
    (PRIMARY, "id: primary-1", "id: primary-0", "questions.1.id", "have this id"),
    (TEXT, "[@town-2020.1]", "[@nowhere-1999.1]", "section asking", "no 'nowhere-1999.1'"),
    (TEXT, "for=childminder", "for=childminders", "only.for", "not a kind of setting"),
    (TEXT, "Ask first.\n:::", "Ask first.", "statement", "opens inside"),
    (TEXT, "⟦dsl⟧", "⟦boss⟧", "writing", "no merge field"),
    (TEXT, "You work alone.", "He is streetwise.", "asking", "words we avoid"),
    (TEXT, "You work alone.", "Zebedee is alone.", "asking", "child’s name"),
    (
        f"courses/{MODULE}/special.yml",
        "verdict: strong",
        "verdict: weak",
        "scenes.0.first.choices",
        "0 choices are strong",
    ),
    (TEXT, "{#asking}", "{#check}", "check", "page of its own"),
    ("courses/reviews.yml", "theme: voice", "theme: noise", "reviews.0.findings.0.theme", "no theme 'noise'"),
    ("courses/reviews.yml", "https://example.org/review", "javascript:x()", "reviews.0.where.0.address", "not fit"),
    ("courses/reviews.yml", "title: Review of a town", "title: Review: of a town", "-", "not YAML"),
    (ENGLAND, "source: guide-2026", "source: guide-1026", "requirements.0.source", "no source 'guide-1026'"),
    (ENGLAND, "interval_months: 12", "interval_months: null", "requirements.0.trigger", "needs its months"),
    (ENGLAND, "trigger: interval", "trigger: each-edition", "requirements.0.trigger", "came into force"),
    (ENGLAND, "evidence: seen", "evidence: unverified", "requirements.0.evidence", "must not be asked"),
    (ENGLAND, "roles: all", "roles: [cook]", "requirements.0.roles", "does not fit"),
    (
        ENGLAND,
        "contributes: true",
        "contributes: true\n  satisfied_by: {modules: [series/09-nowhere]}",
        "requirements.0.satisfied_by",
        "no module 'series/09-nowhere'",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "key", "wrong"), SPOILT)
def test_a_mistake_is_named_where_it_is(tmp_path: Path, file: str, old: str, new: str, key: str, wrong: str) -> None:
    folders = write_shelf(tmp_path)
    line = change(tmp_path / file, old, new)

    _, faults, _ = check(*folders)

    found = [fault for fault in faults if fault.key == key and wrong in fault.wrong]
    assert found, faults
    assert found[0].file == file
    assert found[0].mend
    assert abs(found[0].line - line) <= 25


def test_one_run_names_all_mistakes(tmp_path: Path) -> None:
    folders = write_shelf(tmp_path)
    change(tmp_path / PRIMARY, "difficulty: easy", "difficulty: tricky")
    change(tmp_path / TEXT, "⟦dsl⟧", "⟦boss⟧")

    _, faults, _ = check(*folders)

    assert {fault.file for fault in faults} >= {PRIMARY, TEXT}


def test_a_whole_shelf_has_no_mistakes_and_lists_what_is_to_be_confirmed(tmp_path: Path) -> None:
    _, faults, confirmations = check(*write_shelf(tmp_path))

    assert faults == []
    assert any(one.rests_on == "guide-2026" for one in confirmations)


def test_what_no_kind_of_a_module_reads_needs_no_question_and_no_scene(tmp_path: Path) -> None:
    courses, quizzes = write_shelf(tmp_path)
    main = courses / f"{MODULE}.md"
    change(main, "level:", "kinds: [primary]\nlevel:")
    change(
        main, "# Writing", "::: statement id=for-babies findings=town-2020.1 for=early-years\nLook.\n:::\n\n# Writing"
    )

    _, faults, _ = check(courses, quizzes)

    assert faults == []


def test_a_fault_reads_as_one_line() -> None:
    assert str(Fault("a.yml", 3, "id", "Wrong.", "Mend.")) == "a.yml:3: id: Wrong. Mend."

"""What is worth a second look is named with its place, and guesses little of what ships."""

from pathlib import Path

import pytest

from app.content.checks import check
from app.content.hints import hints
from app.content.reading_age import grade
from tests.content.shipped import module
from tests.factories.shelf import MODULE, change, write_shelf

HARD = (
    "Multidisciplinary safeguarding professionals necessarily operationalise organisational accountability "
    "considerations whilst simultaneously acknowledging institutional responsibilities, notwithstanding "
    "extraordinarily complicated interdepartmental communication arrangements and administrative requirements "
    "that characteristically accompany contemporary partnership configurations across neighbouring authorities."
)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("He was found with a bruise in Harbourtown in 2019.", "An injury stands beside"),
        ("The boy, aged three, had a broken arm.", "An injury stands beside"),
        ("See [here](https://example.org).", "does not say where it leads"),
        ("## Two\n\n#### Four", "A heading of level 4 follows"),
        (HARD, "reads at about grade"),
    ],
)
def test_it_names_what_it_saw(tmp_path: Path, words: str, wrong: str) -> None:
    folders = write_shelf(tmp_path)
    change(folders[0] / f"{MODULE}.md", "You work alone.", words)
    shelf, _, _ = check(*folders)
    assert shelf is not None

    assert [one for one in hints(shelf.modules[0]) if wrong in one.wrong]


def test_plain_words_are_let_be(tmp_path: Path) -> None:
    shelf, _, _ = check(*write_shelf(tmp_path))
    assert shelf is not None

    assert hints(shelf.modules[0]) == []


def test_the_shipped_module_is_told_of_few_things() -> None:
    assert len(hints(module())) <= 10


def test_a_text_too_short_to_tell_has_no_grade() -> None:
    assert grade("Ask first.") == 0
    assert grade("We ask the child how the day was. " * 10) < 4

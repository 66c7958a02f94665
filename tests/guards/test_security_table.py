"""The table of OWASP ASVS names only what is there, every requirement once, and counts itself rightly."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "security" / "asvs.md").read_text(encoding="utf-8")
# Number and level of every requirement of levels 1 and 2 of OWASP ASVS 5.0.0.
LEVELS = dict(line.split() for line in (ROOT / "tests/guards/asvs.txt").read_text(encoding="utf-8").splitlines())
STATES = ("met", "in part", "not met", "n/a")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.*?) ?\| (.*?) ?\|$", re.MULTILINE)
NAMED = re.compile(r"`((?:app|docs|courses|tests)/[\w./-]+|[\w-]+\.(?:txt|in|toml)|Containerfile)(?:::(\w+))?`")


def rows() -> list[tuple[str, ...]]:
    """Every row as (number, what it asks, state, where or why, shown by)."""
    return [tuple(found.groups()) for found in ROW.finditer(TABLE)]


def named() -> list[tuple[str, str]]:
    """Every file that is named, and the test in it where one is."""
    return [(found[1], found[2] or "") for found in NAMED.finditer(TABLE)]


def test_every_requirement_of_the_first_two_levels_stands_once_and_in_order() -> None:
    assert [row[0] for row in rows()] == list(LEVELS)


def test_every_row_says_how_it_stands_and_whatever_is_not_there_says_why() -> None:
    assert {row[2] for row in rows()} <= set(STATES)
    assert [number for number, _, _, where, _ in rows() if not where.strip()] == []


def test_every_file_and_every_test_that_it_names_is_there() -> None:
    lost = [file for file, _ in named() if not (ROOT / file).is_file()]
    unknown = [
        f"{file}::{test}"
        for file, test in named()
        if file not in lost and test and f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]

    assert len(named()) > 250
    assert lost + unknown == []


def test_whatever_is_named_as_shown_by_is_a_test_or_a_proof() -> None:
    shown = [name for row in rows() for name in row[4].split("; ") if name]

    assert [name for name in shown if not name.startswith("`tests/")] == []


def test_the_counts_at_its_beginning_are_right() -> None:
    counted = Counter((row[2], LEVELS[row[0]]) for row in rows())
    levels = {state: [counted[state, "1"], counted[state, "2"]] for state in STATES}
    levels["all"] = [sum(column) for column in zip(*levels.values(), strict=True)]

    for state, (first, second) in levels.items():
        assert f"| {state} | {first} | {second} | {first + second} |\n" in TABLE

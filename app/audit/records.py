"""One line of the audit log as it is shown, and where the log does not hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Break:
    """Where the log does not hold: the number of a row, and what is wrong there."""

    row: int
    why: str


@dataclass(frozen=True)
class Check:
    """When the whole log was last followed from row to row, how many rows it had, and what was found."""

    at: datetime
    rows: int
    broken: Break | None


@dataclass(frozen=True)
class Wanted:
    """Which acts somebody looks for; whatever is None or empty leaves nothing out.

    `settings` and `people` are those it may concern; `since` and `until` are moments, the second not within.
    """

    settings: Sequence[int] | None = None
    people: Sequence[int] | None = None
    act: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class EntryRecord:
    """When, who, what, which person and setting it concerns, and the numbers that go with it.

    `name` is empty for what nobody signed in did: a command, or somebody whose name did not fit.
    """

    id: int
    at: datetime
    name: str
    act: str
    about: str
    place: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Link:
    """One row of the log as its chain sees it, and what it is filed under; of a cut, the last row that went."""

    id: int
    at: datetime
    act: str
    person_id: int | None
    facts: dict[str, Any]
    chain: str
    filed: tuple[int | None, int | None] = (None, None)

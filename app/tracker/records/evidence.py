"""What an evidence pack says, as plain values: the same content gives the same fingerprint, whenever it is made."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class ModuleLine:
    """A module that staff take: what it covers, what it does not, and how many stand where."""

    title: str
    editions: tuple[str, ...]
    minutes: int
    outcomes: tuple[str, ...]
    contributes: tuple[str, ...]
    does_not_evidence: tuple[str, ...]
    reviews: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PersonLine:
    """One post: who, as what, since when, and a cell of words for each module."""

    name: str
    job_title: str
    role: str
    started_on: date
    cells: tuple[str, ...]


@dataclass(frozen=True)
class DutyLine:
    """A requirement: on whose authority, which edition, how many posts it concerns, and how many stand where."""

    title: str
    sentence: str
    authority: str
    is_statutory: bool
    edition: str | None
    to_confirm: str | None
    note: str | None
    concerned: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ThemeLine:
    """What first tries showed of a theme, of at least five people."""

    title: str
    people: int
    asked: int
    wrong: int
    sure_wrong: int


@dataclass(frozen=True)
class ActionLine:
    """A practice action, with what it came from and what came of it."""

    words: str
    owner: str
    opened_on: date
    review_on: date
    state: str
    came_of_it: str


@dataclass(frozen=True)
class StatementLine:
    """A theme that is closed: what is now different, in the lead's own words, and when that was last said to hold."""

    theme: str
    words: str
    said_on: date
    review_on: date
    is_due: bool


@dataclass(frozen=True)
class MissingLine:
    """What is not there yet, and for how many people or how many times."""

    what: str
    count: int


@dataclass(frozen=True)
class Pack:
    """A setting's evidence as it stood on a day. `columns` head the cells of each person; `plan` is the lead's own."""

    setting: str
    kind: str
    partnership: str
    run_by: str | None
    as_at: date
    people: int
    steps: tuple[tuple[str, int], ...]
    modules: tuple[ModuleLine, ...]
    columns: tuple[str, ...]
    staff: tuple[PersonLine, ...]
    duties: tuple[DutyLine, ...]
    themes: tuple[ThemeLine, ...]
    themes_hidden: int
    actions: tuple[ActionLine, ...]
    missing: tuple[MissingLine, ...]
    plan: str = ""
    statements: tuple[StatementLine, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the content, 64 hexadecimal digits."""
        return hashlib.sha256(json.dumps(asdict(self), default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> str:
    assert isinstance(value, date), f"{type(value)} has no place in a pack"
    return value.isoformat()

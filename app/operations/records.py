"""What an examination found, and what a copy holds."""

from dataclasses import dataclass, field
from enum import StrEnum


class Grade(StrEnum):
    """How well one thing is."""

    WELL = "ok"
    MIND = "mind"
    ILL = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that was examined: how well it is, what was seen, and what to do about it."""

    name: str
    grade: Grade
    seen: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f" -> {self.remedy}" if self.remedy else ""
        return f"{self.grade:<5} {self.name}: {self.seen}{remedy}"


@dataclass(frozen=True)
class Revision:
    """Which migration the database stands at, and the newest that this release knows."""

    current: str | None
    newest: str | None
    is_known: bool

    @property
    def is_newest(self) -> bool:
        return self.current == self.newest

    @property
    def is_behind(self) -> bool:
        """A database that is newer than the release is not: migrations only add until every process is the new one."""
        return not self.is_newest and (self.current is None or self.is_known)


@dataclass(frozen=True)
class Samples:
    """One kind of figure as Prometheus reads it: values by labels."""

    name: str
    kind: str
    meaning: str
    values: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """What a backup says of itself: when it was made, from what, and how many rows of each table it holds.

    `secret` is a fingerprint of SECRET_KEY, under which second steps are sealed.
    """

    made_at: str
    migration: str
    engine: str
    secret: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Proof:
    """What was proved of a backup, by reading it whole."""

    held: Held
    is_sealed: bool
    audit_break: str
    certificates: int
    without_completion: int

    @property
    def is_sound(self) -> bool:
        return not self.audit_break and not self.without_completion


@dataclass(frozen=True)
class BroughtBack:
    """What came of bringing a backup back."""

    held: Held
    erased_again: int
    has_same_secret: bool

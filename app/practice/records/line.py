"""A practice action as pages show it: how it stands, and everything that was noted on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Protocol


class State(StrEnum):
    """Where an action stands."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    IN_PLACE = "in-place"
    DID_NOT_WORK = "did-not-work"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return self.replace("-", " ").capitalize()


OPEN = frozenset({State.PLANNED, State.UNDER_WAY})


class Origin(StrEnum):
    """By what an action came up."""

    REFLECTION = "reflection"
    MEETING = "meeting"
    GAP = "gap"
    FRESH = "fresh"

    @property
    def label(self) -> str:
        return ORIGINS[self]


ORIGINS = {
    Origin.REFLECTION: "Something I thought about while learning",
    Origin.MEETING: "A team meeting",
    Origin.GAP: "A gap that the desk shows",
    Origin.FRESH: "Something else",
}


class Kind(StrEnum):
    """What a step is."""

    OPENED = "opened"
    REVIEWED = "reviewed"
    EVIDENCE = "evidence"
    HANDED_OVER = "handed-over"
    UNDONE = "undone"
    TAKEN_OUT = "taken-out"

    @property
    def label(self) -> str:
        return KINDS[self]


KINDS = {
    Kind.OPENED: "Opened",
    Kind.REVIEWED: "Looked at",
    Kind.EVIDENCE: "Evidence added",
    Kind.HANDED_OVER: "Handed over",
    Kind.UNDONE: "Last step taken back",
    Kind.TAKEN_OUT: "Details taken out",
}


@dataclass(frozen=True)
class Standing:
    """How an action stands: its state, when it is looked at again, and who leads it (a post, or a name)."""

    state: State
    review_on: date
    owner: str
    owner_post_id: int | None = None


@dataclass(frozen=True)
class FileRecord:
    """A file of a piece of evidence; its size in bytes is 0 once it was taken out."""

    id: int
    name: str
    size: int

    @property
    def is_there(self) -> bool:
        return self.size > 0


@dataclass(frozen=True)
class StepRecord:
    """One thing that was noted, and how the action stood from then on."""

    id: int
    kind: Kind
    at: datetime
    by: str
    words: str
    standing: Standing
    undoes: int | None = None
    files: tuple[FileRecord, ...] = ()


@dataclass(frozen=True)
class Change:
    """A step with what it changed, in words: (what, from, to); and whether it was taken back later."""

    step: StepRecord
    changed: tuple[tuple[str, str | date, str | date], ...]
    is_undone: bool


@dataclass(frozen=True)
class ActionRecord:
    """A change to practice as it stood at the end of `day`. `steps` are all up to then, oldest first, at least one."""

    id: int
    setting_id: int
    words: str
    author: str
    origin: Origin
    module: str | None
    statement: str | None
    version_id: int | None
    themes: tuple[str, ...]
    created_at: datetime
    steps: tuple[StepRecord, ...]
    day: date

    @property
    def standing(self) -> Standing:
        return self.steps[-1].standing

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def owner(self) -> str:
        return self.standing.owner

    @property
    def review_on(self) -> date:
        return self.standing.review_on

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_due(self) -> bool:
        """Whether it is open and the day to look at it has come."""
        return self.is_open and self.review_on <= self.day

    @property
    def is_overdue(self) -> bool:
        """Whether it is open and the day to look at it is over."""
        return self.is_open and self.review_on < self.day

    @property
    def evidence(self) -> tuple[StepRecord, ...]:
        """What was noticed, without what was taken back."""
        gone = undone(self.steps)
        return tuple(step for step in self.steps if step.kind is Kind.EVIDENCE and step.id not in gone)

    @property
    def came_of_it(self) -> str:
        """All that was noticed, as one text."""
        return " ".join(step.words for step in self.evidence)

    @property
    def history(self) -> tuple[Change, ...]:
        """Every step with what it changed."""
        gone = undone(self.steps)
        first = Change(self.steps[0], (), False)
        rest = (Change(step, _changed(before, step), step.id in gone) for before, step in pairwise(self.steps))
        return (first, *rest)

    @property
    def last_to_undo(self) -> StepRecord | None:
        """The step that can be taken back: the last, unless it opened the action or took details out."""
        last = self.steps[-1]
        return None if last.kind in (Kind.OPENED, Kind.TAKEN_OUT) else last


class Noted(Protocol):
    """Something that was noted, and that may take an earlier such thing back."""

    @property
    def id(self) -> int: ...
    @property
    def undoes(self) -> int | None: ...


def undone(steps: Sequence[Noted]) -> frozenset[int]:
    """The steps that do not count, because one that counts takes them back; read from the newest."""
    gone: set[int] = set()
    for step in reversed(steps):
        if step.undoes and step.id not in gone:
            gone.add(step.undoes)
    return frozenset(gone)


def _changed(before: StepRecord, after: StepRecord) -> tuple[tuple[str, str | date, str | date], ...]:
    was, became = before.standing, after.standing
    pairs = (
        ("State", was.state.label, became.state.label),
        ("To be looked at on", was.review_on, became.review_on),
        ("Led by", was.owner, became.owner),
    )
    return tuple(pair for pair in pairs if pair[1] != pair[2])


@dataclass(frozen=True)
class Due:
    """An open action whose day has come: where, since when, and whose; no post where nobody here leads it."""

    action_id: int
    setting_id: int
    setting_name: str
    review_on: date
    owner_post_id: int | None


@dataclass(frozen=True)
class Ladder:
    """The ladder of evidence of a theme in a setting: how many people, then how many actions; None where hidden.

    Source: the five levels from attendance to impact that reviews of safeguarding training ask to see.
    """

    theme: str
    people: int
    attended: int | None
    understood: int | None
    reflected: int | None
    actions: int
    in_place: int
    with_evidence: int

    @property
    def is_empty(self) -> bool:
        return not self.actions and not any((self.attended, self.understood, self.reflected))


@dataclass(frozen=True)
class Source:
    """What an action comes from: a statement as a version of a module teaches it, or only a theme, or neither."""

    module: str | None = None
    statement: str | None = None
    version_id: int | None = None
    theme: str | None = None


@dataclass(frozen=True)
class Upload:
    """A file as somebody sent it."""

    name: str
    content: bytes

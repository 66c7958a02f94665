"""What was asked of whom by when, what was given, and training done elsewhere, as other rooms see them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.core.vocabulary import Role, SettingKind


class ReliefKind(StrEnum):
    """Why somebody is not asked, or not yet.

    Leave and what was done elsewhere are never stored as reliefs: they follow from a leave noted on the post, and from
    training that was accepted.
    """

    MORE_TIME = "more-time"
    LEAVE = "leave"
    EXEMPT = "exempt"
    NOT_MINE = "not-mine"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> str:
        return {
            ReliefKind.MORE_TIME: "More time",
            ReliefKind.LEAVE: "Away",
            ReliefKind.EXEMPT: "Exempt",
            ReliefKind.NOT_MINE: "Says that it is not her job any more",
            ReliefKind.ELSEWHERE: "Done elsewhere, and accepted",
        }[self]


class How(StrEnum):
    """How a module is to be done."""

    SELF_STUDY = "self-study"
    TEAM_MEETING = "team-meeting"

    @property
    def label(self) -> str:
        return {How.SELF_STUDY: "Each on her own, when it suits", How.TEAM_MEETING: "Together, at a team meeting"}[self]


@dataclass(frozen=True)
class Whom:
    """Whom an assignment is for. Each list that is not empty must hold; `jobs` are parts of job titles."""

    roles: tuple[Role, ...] = ()
    kinds: tuple[SettingKind, ...] = ()
    contracts: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    posts: tuple[int, ...] = ()

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> "Whom":
        """Whom the facts say that a table keeps."""
        return cls(
            tuple(Role(one) for one in facts["roles"]),
            tuple(SettingKind(one) for one in facts["kinds"]),
            *(tuple(facts[name]) for name in ("contracts", "sites", "jobs", "posts")),
        )


@dataclass(frozen=True)
class Wish:
    """What a lead wants of whom, as she typed it. See the table `assignment`."""

    module: str
    whom: Whom
    due_on: date | None
    days: int | None
    how: How
    note: str | None


@dataclass(frozen=True)
class Reached:
    """Whom an assignment would reach: everyone who fits, and how many of them are asked nothing new."""

    names: tuple[str, ...]
    done: int
    to_come: int


@dataclass(frozen=True)
class AssignmentRecord:
    """An assignment with how far it has come. `whom` says in words for whom it is."""

    id: int
    module: str
    whom: str
    due_on: date | None
    days: int | None
    how: How
    note: str | None
    made_by: str
    made_at: datetime
    ended_at: datetime | None
    people: int
    done: int


@dataclass(frozen=True)
class Ask:
    """What one assignment asks of one post: since when, and by when."""

    assigned_on: date
    due_by: date


@dataclass(frozen=True)
class AskRecord:
    """An ask as its learner reads it: who asked whom, how, and by when."""

    ask: Ask
    by: str
    whom: str
    how: How
    note: str | None


@dataclass(frozen=True)
class PastAsk:
    """An ask as a record keeps it: of which module, by whom, and the day it ended where it did."""

    module: str
    ask: Ask
    by: str
    note: str | None
    ended_on: date | None


@dataclass(frozen=True)
class ReliefRecord:
    """A relief as it stands. `accepted` is the lead's answer to somebody's own word, None before it."""

    id: int
    kind: ReliefKind
    module: str | None
    begins_on: date
    until: date | None
    resume_by: date | None
    given_on: date
    reason: str | None = None
    post_id: int = 0
    person_name: str = ""
    given_by: str = ""
    accepted: bool | None = None
    withdrawn_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody's own word waits for an answer."""
        return self.kind is ReliefKind.NOT_MINE and self.accepted is None and self.withdrawn_at is None


@dataclass(frozen=True)
class Due:
    """What is asked of a post in a module when all that was given and taken is reckoned up."""

    assigned_on: date | None = None
    due_by: date | None = None
    relief: ReliefKind | None = None
    relief_from: date | None = None
    relief_until: date | None = None


@dataclass(frozen=True)
class OutsideRecord:
    """Training done elsewhere, with its evidence and what a lead said of it. No `id`: so far only on a staff list."""

    id: int | None
    earlier_id: int | None
    post_id: int
    person_id: int
    title: str
    done_on: date | None
    provider: str | None
    number: str | None
    minutes: int | None = None
    note: str | None = None
    recorded_by: str = ""
    recorded_at: datetime | None = None
    file_name: str | None = None
    accepted: bool | None = None
    module: str | None = None
    contributes_to: tuple[str, ...] = ()
    reason: str | None = None
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True)
class Typed:
    """Training done elsewhere as somebody typed it, with its evidence where a file came with it."""

    title: str
    done_on: date
    provider: str | None = None
    number: str | None = None
    minutes: int | None = None
    note: str | None = None
    file: "EvidenceFile | None" = None
    earlier_id: int | None = None


@dataclass(frozen=True)
class EvidenceFile:
    """A file of evidence."""

    name: str
    mimetype: str
    content: bytes


@dataclass(frozen=True)
class Decision:
    """A lead's word on training: accepted or not and why, as which module it counts, and toward which codes."""

    accepted: bool
    reason: str
    module: str | None = None
    contributes_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Owed:
    """What a post owes in one module: asked and not done, done and changed since (`asked_on`), or to be renewed."""

    post_id: int
    module: str
    asked_on: date | None = None
    due_by: date | None = None
    renew_by: date | None = None
    done_on: date | None = None

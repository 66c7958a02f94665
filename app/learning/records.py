"""Journeys as other rooms see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.vocabulary import SettingKind, Step


@dataclass(frozen=True)
class EnrolmentRecord:
    """A journey: who, from which post, through which version, for which kind of setting."""

    id: int
    person_id: int
    post_id: int
    module: str
    version_id: int
    kind: SettingKind
    number: int
    began_at: datetime
    is_renewal: bool = False
    top_up: tuple[str, ...] | None = None

    @property
    def is_top_up(self) -> bool:
        """Whether it is a journey through what changed, after the whole was completed."""
        return self.top_up is not None


@dataclass(frozen=True)
class Progress:
    """How far a journey has come."""

    read: frozenset[str]
    total: int
    steps: dict[Step, dict[str, Any]]
    completed_at: datetime | None

    def has(self, step: Step) -> bool:
        return step in self.steps

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None


@dataclass(frozen=True)
class CompletionRecord:
    """A completion with its frozen facts."""

    id: int
    enrolment_id: int
    person_id: int
    post_id: int
    module: str
    completed_at: datetime
    facts: dict[str, Any]


@dataclass(frozen=True)
class CompletedHere:
    """A completion as a setting counts it: the `number`th of its module there, from 1."""

    id: int
    post_id: int
    setting_id: int
    module: str
    completed_at: datetime
    number: int


@dataclass(frozen=True)
class LearnedHere:
    """The newest completion of a module by a post, with the journey and the kind of setting it was for."""

    completion_id: int
    enrolment_id: int
    post_id: int
    module: str
    kind: SettingKind
    completed_at: datetime


@dataclass(frozen=True)
class Held:
    """What somebody has learned of a module.

    The version she completed last, for a kind of setting, and her top-ups since, oldest first: version and statements.
    """

    version_id: int
    kind: str
    top_ups: tuple[tuple[int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Changed:
    """A statement that changed since somebody learned it: when, and in which version she learned it."""

    code: str
    at: datetime
    known: int


@dataclass(frozen=True)
class TopUpRecord:
    """A top-up done."""

    enrolment_id: int
    post_id: int
    module: str
    version_id: int
    statements: tuple[str, ...]
    done_at: datetime


@dataclass(frozen=True)
class TopUpSize:
    """How many questions a top-up asks, and about how many minutes it takes."""

    questions: int
    minutes: int


@dataclass(frozen=True)
class Impact:
    """How many people completed a module, how many journeys are under way, and in how many settings."""

    completed: int
    under_way: int
    settings: int


@dataclass(frozen=True)
class TopUpImpact:
    """Whom a top-up is asked of: posts, settings, the minutes of the longest, and of all together."""

    people: int
    settings: int
    minutes: int
    minutes_of_all: int

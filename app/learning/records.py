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
class Impact:
    """How many people completed a module, how many journeys are under way, and from how many posts."""

    completed: int
    under_way: int
    posts: int

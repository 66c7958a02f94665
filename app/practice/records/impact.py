"""What somebody is asked weeks later, what she said, and how many said what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Answer(StrEnum):
    """The three buttons."""

    USED = "used"
    NOT_YET = "not-yet"
    IN_THE_WAY = "in-the-way"

    @property
    def label(self) -> str:
        return {Answer.USED: "Used it", Answer.NOT_YET: "Not yet", Answer.IN_THE_WAY: "Something got in the way"}[self]


class Barrier(StrEnum):
    """What got in the way."""

    TIME = "time"
    CONFIDENCE = "confidence"
    ROUTE = "route"
    CULTURE = "culture"
    SUPERVISION = "supervision"
    OTHER = "other"

    @property
    def label(self) -> str:
        return BARRIERS[self]

    @property
    def short(self) -> str:
        """One word or two, for a narrow column."""
        return "Unclear route" if self is Barrier.ROUTE else self.capitalize()


BARRIERS = {
    Barrier.TIME: "No time for it",
    Barrier.CONFIDENCE: "I did not feel sure enough",
    Barrier.ROUTE: "It was not clear whom to go to",
    Barrier.CULTURE: "It is not how we do things here",
    Barrier.SUPERVISION: "Nobody to talk it over with",
    Barrier.OTHER: "Something else",
}


@dataclass(frozen=True)
class Cause:
    """Why somebody is to be asked: an action she leads, or a module she completed. `key` stands for one asking."""

    key: str
    setting_id: int
    post_id: int
    began_at: datetime
    action_id: int | None = None
    module: str | None = None


@dataclass(frozen=True)
class QuestionRecord:
    """A question as the page of its link shows it."""

    id: int
    action_id: int | None
    module: str | None
    setting_name: str
    opened_at: datetime | None
    answer: Answer | None


@dataclass(frozen=True)
class AskedRecord:
    """A question as a lead sees it: who was asked about what, and what she said so far."""

    id: int
    name: str
    action_id: int | None
    module: str | None
    code: str | None
    asked_at: datetime
    is_open: bool
    answer: Answer | None = None
    barrier: Barrier | None = None
    line: str = ""
    confirmed: bool | None = None


@dataclass(frozen=True)
class Said:
    """What somebody answered, as it was typed or keyed in."""

    answer: Answer
    barrier: Barrier | None = None
    line: str = ""


class Heads(NamedTuple):
    """How many people said something, in how many settings."""

    people: int
    settings: int


NOBODY = Heads(0, 0)


@dataclass(frozen=True)
class ImpactCount:
    """How many people said what about a module (None: about actions without one).

    Of a setting as its lead may know it; of a partnership rounded, with None for what is hidden.
    """

    module: str | None
    people: int | None
    answers: dict[Answer, int | None]
    barriers: dict[Barrier, int | None]

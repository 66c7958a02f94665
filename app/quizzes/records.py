"""Attempts as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from app.core.codes import fingerprint


@dataclass(frozen=True)
class Answer:
    """A saved answer."""

    response: list[int]
    sure: bool | None

    @property
    def mark(self) -> str:
        """By which a later save can tell whether this still stands."""
        return fingerprint([self.response, self.sure])


UNANSWERED = Answer([], None)


@dataclass(frozen=True)
class Result:
    """A marked attempt."""

    sent_at: datetime
    marks: tuple[bool, ...]
    percent: int
    missed_critical: int
    passed: bool


class Grip(IntEnum):
    """How well somebody had hold of a question when she answered it, the loosest first."""

    SURE_AND_WRONG = 0
    WRONG = 1
    UNSURE = 2
    RIGHT = 3
    UNSEEN = 4


@dataclass(frozen=True)
class Tally:
    """What first tries showed of a theme: of how many people, and of their questions how many came to what."""

    people: int
    asked: int
    wrong: int
    sure_wrong: int

    @property
    def weight(self) -> int:
        """How much there is to talk about, 0 to 100: a mistake made in confidence weighs twice."""
        return 100 * (self.wrong + self.sure_wrong) // (2 * self.asked) if self.asked else 0


@dataclass(frozen=True)
class FirstTry:
    """What somebody was asked the first time she sent a check of a module in, and how each question was marked."""

    setting_id: int
    kind: str
    module: str
    questions: tuple[str, ...]
    marks: tuple[bool, ...]
    sure_wrong: tuple[int, ...]


@dataclass(frozen=True)
class AttemptRecord:
    """One try, its answers by position, and its result when it was sent in."""

    id: int
    enrolment_id: int
    number: int
    drawn: tuple[dict[str, Any], ...]
    answers: dict[int, Answer]
    result: Result | None

    @property
    def total(self) -> int:
        return len(self.drawn)

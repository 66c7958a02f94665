"""Attempts as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Answer:
    """A saved answer."""

    response: list[int]
    sure: bool | None


@dataclass(frozen=True)
class Result:
    """A marked attempt."""

    sent_at: datetime
    marks: tuple[bool, ...]
    percent: int
    missed_critical: int
    passed: bool


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

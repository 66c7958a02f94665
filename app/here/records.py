"""Questions about the reader's own setting, as they were put and answered, and as a lead sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core.vocabulary import Topic
from app.quizzes.kinds import SingleChoice


@dataclass(frozen=True)
class Given:
    """What somebody answered: the number of the option as its author wrote it, and whether it was right that day."""

    response: list[int]
    is_right: bool
    at: datetime


@dataclass(frozen=True)
class HereRecord:
    """A question as it was put to one person after one check. `changed` names the facts that are others by now."""

    attempt_id: int
    position: int
    topic: Topic
    payload: dict[str, Any]
    order: list[list[int]]
    facts: Mapping[str, str]
    checked_on: date | None
    given: Given | None
    changed: tuple[str, ...] = ()

    @property
    def question(self) -> SingleChoice:
        return SingleChoice(self.payload)


@dataclass(frozen=True)
class Offered:
    """A question of a kind of setting as it would be put today; `why_not` says why it is not, fact by fact."""

    code: str
    topic: Topic
    payload: dict[str, Any]
    why_not: tuple[str, ...]


@dataclass(frozen=True)
class TopicCount:
    """How many people of a setting were asked about a topic, and how many were right; None where too few to show.

    `set_aside` are answers that rested on facts which are others by now: they count on neither side.
    """

    topic: Topic
    asked: int | None
    right: int | None
    set_aside: int

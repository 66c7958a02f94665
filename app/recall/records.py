"""Who is to be asked, a question as pages show it, and how many answered what."""

from dataclasses import dataclass
from datetime import datetime

from app.learning.records import LearnedHere
from app.quizzes.kinds import Question
from app.workforce.records import PostRecord


@dataclass(frozen=True)
class Due:
    """Somebody to be asked today: which of the weeks after a completion have come, and from which post."""

    learned: LearnedHere
    weeks: int
    post: PostRecord

    @property
    def cause(self) -> str:
        return f"completion:{self.learned.completion_id}:{self.weeks}"


@dataclass(frozen=True)
class AskedRecord:
    """A question that somebody was asked.

    `question` is None once it was taken out of the module before she answered; `order` is that of its options.
    """

    id: int
    module: str
    title: str
    weeks: int
    version_id: int
    question: Question | None
    order: list[list[int]]
    asked_at: datetime
    closes_at: datetime
    answered_at: datetime | None
    response: list[int]
    is_right: bool | None
    slip: str | None
    name: str = ""

    def is_open(self, moment: datetime) -> bool:
        """Whether it can be answered still."""
        return self.answered_at is None and self.question is not None and self.closes_at > moment

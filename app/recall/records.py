"""Who is to be asked, a question as pages show it, and how many answered what."""

from dataclasses import dataclass
from datetime import datetime

from app.handouts.records import PaperQuestion
from app.handouts.rules.paper import on_paper
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
    name: str
    person_id: int

    @property
    def on_paper(self) -> PaperQuestion:
        """The question with a letter for each choice; only for one that is asked still."""
        assert self.question is not None, "what was withdrawn is not printed"
        return on_paper(1, self.question, self.order)

    def is_open(self, moment: datetime) -> bool:
        """Whether it can be answered still."""
        return self.answered_at is None and self.question is not None and self.closes_at > moment


@dataclass(frozen=True)
class RecallCount:
    """What came of the questions of one step in a setting: how many people had it right, not right, or did not answer.

    None is hidden: a group of fewer than five people.
    """

    weeks: int
    right: int | None
    not_right: int | None
    no_answer: int | None


@dataclass(frozen=True)
class Slip:
    """What somebody handed in on paper: her letters as they were keyed in, and whether she wants no more."""

    letters: str
    stops: bool = False

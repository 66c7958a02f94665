"""Drawing a check and deciding whether it was passed."""

from collections.abc import Collection
from dataclasses import dataclass
from random import Random

from app.core.vocabulary import EVERYONE
from app.quizzes.kinds import Question

SUGGEST_A_TALK_AFTER = 3


@dataclass(frozen=True)
class CheckRule:
    """What a module's author asks of its check."""

    questions: int
    own_kind: int
    pass_percent: int
    critical_must_be_right: bool


@dataclass(frozen=True)
class Outcome:
    """How an attempt was marked."""

    marks: tuple[bool, ...]
    percent: int
    missed_critical: int
    passed: bool


def draw(pool: list[Question], rule: CheckRule, seen: Collection[str], random: Random) -> list[Question]:
    """The questions of one attempt, in the order they are asked.

    Every critical question; at least `own_kind` of the setting's own; the rest from the whole pool. Questions not
    `seen` in earlier attempts come first wherever there is a choice.
    """
    fresh_first = sorted(random.sample(pool, len(pool)), key=lambda question: question.code in seen)
    drawn = [question for question in fresh_first if question.is_critical]
    own = [question for question in fresh_first if _is_own(question) and not question.is_critical]
    drawn += own[: max(0, rule.own_kind - sum(_is_own(question) for question in drawn))]
    rest = [question for question in fresh_first if question not in drawn]
    drawn += rest[: max(0, rule.questions - len(drawn))]
    return random.sample(drawn, len(drawn))


def _is_own(question: Question) -> bool:
    return bool(question.payload["audience"] != EVERYONE)


def mark(questions: list[Question], responses: list[list[int]], rule: CheckRule) -> Outcome:
    """Mark an attempt. The percentage is rounded down, so that 79.9 is not 80."""
    marks = tuple(question.is_right(response) for question, response in zip(questions, responses, strict=True))
    percent = 100 * sum(marks) // len(marks)
    missed = sum(question.is_critical and not right for question, right in zip(questions, marks, strict=True))
    passed = percent >= rule.pass_percent and not (rule.critical_must_be_right and missed)
    return Outcome(marks, percent, missed, passed)

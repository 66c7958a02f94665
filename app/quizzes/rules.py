"""Drawing a check and deciding whether it was passed."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from random import Random

from app.core.vocabulary import EVERYONE, Role
from app.quizzes.kinds import Question
from app.quizzes.records import FirstTry, Grip, Tally

SUGGEST_A_TALK_AFTER = 3
SMALL_GROUP = 5
COUNTED = ("people", "asked", "wrong", "sure_wrong")


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


def draw_of_each(pool: list[Question], rule: CheckRule, seen: Collection[str], random: Random) -> list[Question]:
    """The questions of a top-up, in the order they are asked: critical ones, then one of each statement in turn."""
    fresh_first = sorted(random.sample(pool, len(pool)), key=lambda question: question.code in seen)
    turns: Counter[str] = Counter()
    placed = []
    for question in sorted(fresh_first, key=lambda question: not question.is_critical):
        statement = question.payload["statement"]
        placed.append((0 if question.is_critical else 1, turns[statement], question))
        turns[statement] += 1
    in_turn = [question for _, _, question in sorted(placed, key=lambda one: one[:2])]
    return random.sample(in_turn[: rule.questions], min(rule.questions, len(in_turn)))


def _is_own(question: Question) -> bool:
    return bool(question.payload["audience"] != EVERYONE)


def tallied(themes: Iterable[Collection[str]], marks: Iterable[bool], sure: Iterable[bool | None]) -> dict[str, Tally]:
    """What one attempt showed of each theme that its questions touch: one person's tally by theme."""
    found: dict[str, Tally] = {}
    for touched, right, was_sure in zip(themes, marks, sure, strict=True):
        for theme in touched:
            so_far = found.get(theme, Tally(1, 0, 0, 0))
            wrong, sure_wrong = int(not right), int(not right and bool(was_sure))
            found[theme] = Tally(1, so_far.asked + 1, so_far.wrong + wrong, so_far.sure_wrong + sure_wrong)
    return found


def grip(is_right: bool, sure: bool | None) -> Grip:
    """How well somebody had hold of a question, from its mark and whether she said that she was sure."""
    if is_right:
        return Grip.UNSURE if sure is False else Grip.RIGHT
    return Grip.SURE_AND_WRONG if sure else Grip.WRONG


def sure_wrong(marks: Iterable[bool], sure: Iterable[bool | None]) -> list[int]:
    """The positions, from 1, of what was not right though she was sure."""
    pairs = enumerate(zip(marks, sure, strict=True), 1)
    return [position for position, (right, was_sure) in pairs if was_sure and not right]


def counted(tries: Iterable[FirstTry]) -> dict[tuple[int, str, str, str], Tally]:
    """What first tries showed of each question, by setting, kind of setting, module and question."""
    found: dict[tuple[int, str, str, str], Tally] = {}
    for one in tries:
        for position, (question, right) in enumerate(zip(one.questions, one.marks, strict=True), 1):
            key = (one.setting_id, one.kind, one.module, question)
            before = found.get(key, Tally(0, 0, 0, 0))
            was_sure = int(position in one.sure_wrong)
            found[key] = Tally(
                before.people + 1, before.asked + 1, before.wrong + (not right), before.sure_wrong + was_sure
            )
    return found


def shown(cells: dict[Role, Tally]) -> tuple[Tally | None, dict[Role, Tally | None]]:
    """A theme's cells as they may be shown: everyone together, and each role.

    Fewer than five people are never shown; and where one role alone would be hidden, the smallest of the others is
    hidden too, or the total would give it away.
    """
    hidden = {role for role, tally in cells.items() if tally.people < SMALL_GROUP}
    others = sorted((tally.people, role) for role, tally in cells.items() if role not in hidden)
    if len(hidden) == 1 and others:
        hidden.add(others[0][1])
    total = Tally(*(sum(getattr(tally, name) for tally in cells.values()) for name in COUNTED))
    everyone = total if total.people >= SMALL_GROUP else None
    return everyone, {role: None if role in hidden else tally for role, tally in cells.items()}


def mark(questions: list[Question], responses: list[list[int]], rule: CheckRule) -> Outcome:
    """Mark an attempt. The percentage is rounded down, so that 79.9 is not 80."""
    marks = tuple(question.is_right(response) for question, response in zip(questions, responses, strict=True))
    percent = 100 * sum(marks) // len(marks)
    missed = sum(question.is_critical and not right for question, right in zip(questions, marks, strict=True))
    passed = percent >= rule.pass_percent and not (rule.critical_must_be_right and missed)
    return Outcome(marks, percent, missed, passed)

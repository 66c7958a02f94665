"""A knowledge check on paper: drawn once for everybody, answered in letters, keyed in as letters."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from app.handouts.records import Choice, PaperQuestion
from app.quizzes.kinds import Question, Response
from app.quizzes.rules import CheckRule, draw

LETTERS = "ABCDEF"


class Steady(Random):
    """Chance that falls alike for ever: of Python's own, only `random()` is promised to stay between releases."""

    def sample(self, population: Sequence[Any], k: int, **_: Any) -> list[Any]:
        """Some of a population, in an order of chance."""
        return sorted(population, key=lambda _: self.random())[:k]


def drawn_for_paper(pool: list[Question], rule: CheckRule, fingerprint: str, paper: int) -> list[PaperQuestion]:
    """The questions of an answer sheet; the next `paper` asks those first that the papers before it did not.

    Args:
        pool: every question that this kind of setting may be asked.
        rule: what the author asks of the check.
        fingerprint: of the version: the same text gives the same sheet.
        paper: from 1.
    """
    seen: set[str] = set()
    for number in range(1, paper + 1):
        chance = Steady(f"{fingerprint}:{number}")
        questions = draw(pool, rule, seen, chance)
        seen |= {question.code for question in questions}
    return [on_paper(number, question, question.shuffled(chance)) for number, question in enumerate(questions, 1)]


def on_paper(number: int, question: Question, order: list[list[int]]) -> PaperQuestion:
    """A question as it is printed, with a letter for each of its choices in an order."""
    last = question.lists[-1]
    side = "right" if question.payload["type"] == "match" else "text"
    entries = [question.payload[last][index][side] for index in order[-1]]
    lefts = [question.payload[last][index]["left"] for index in order[0]] if side == "right" else []
    choices = (Choice(letter, text) for letter, text in zip(LETTERS, entries, strict=False))
    return PaperQuestion(number, question, order, tuple(choices), tuple(lefts))


def keyed(one: PaperQuestion, typed: str) -> Response:
    """What somebody's letters mean, pointing into the author's order; too many, too few or none count as empty.

    One choice: "B". Several: "AC". An order: "CABD", the first step first. Pairs: "BAC", for the first left side, the
    second … True or false: "T" or "F", then the letter of the reason: "FB".
    """
    letters = [letter for letter in typed.upper() if letter.isalpha()]
    wanted = letters_wanted(one)
    if wanted and len(letters) != wanted:
        letters = []
    return one.question.response(_POSTED[one.type](letters), one.order)


def letters_wanted(one: PaperQuestion) -> int:
    """How many letters make an answer; 0 where it may be any number."""
    return {"single": 1, "true-false": 2, "several": 0}.get(one.type, len(one.choices))


def _place(letter: str) -> str:
    return str(LETTERS.find(letter))


def _chosen(letters: list[str]) -> dict[str, list[str]]:
    return {"answer": [_place(letter) for letter in letters]}


def _ordered(letters: list[str]) -> dict[str, list[str]]:
    return {f"place-{_place(letter)}": [str(place)] for place, letter in enumerate(letters, 1)}


def _matched(letters: list[str]) -> dict[str, list[str]]:
    return {f"match-{shown}": [_place(letter)] for shown, letter in enumerate(letters)}


def _judged(letters: list[str]) -> dict[str, list[str]]:
    said, reason = (*letters, "", "")[:2]
    return {"answer": [{"T": "1", "F": "0"}.get(said, "")], "reason": [_place(reason)]}


_POSTED: dict[str, Callable[[list[str]], dict[str, list[str]]]] = {
    "single": _chosen,
    "several": _chosen,
    "order": _ordered,
    "match": _matched,
    "true-false": _judged,
}


def key(one: PaperQuestion) -> str:
    """The letters that are right, as `keyed` reads them."""
    payload, places = one.question.payload, one.order[-1]
    match one.type:
        case "order":
            return "".join(LETTERS[places.index(step)] for step in range(len(places)))
        case "match":
            return "".join(LETTERS[places.index(left)] for left in one.order[0])
        case "true-false":
            return ("T" if payload["answer"] else "F") + _right(payload["reasons"], places)
        case _:
            return _right(payload["options"], places)


def _right(entries: list[dict[str, Any]], places: list[int]) -> str:
    return "".join(letter for letter, index in zip(LETTERS, places, strict=False) if entries[index].get("correct"))

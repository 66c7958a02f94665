"""The kinds of question: one class each, all with the same four verbs.

A response is a list of whole numbers that point into the question as its author wrote it; -1 is a place left empty.
What a learner sees is in a shuffled order that the attempt keeps, so that no page tells which answer is right.
"""

from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, TypeAlias

Response: TypeAlias = list[int]
EMPTY = -1


@dataclass(frozen=True)
class Line:
    """One line of an explained answer: what it said, whether it was chosen and right, and why."""

    text: str
    chosen: bool
    right: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """A question as its author wrote it."""

    payload: dict[str, Any]
    lists: ClassVar[tuple[str, ...]] = ("options",)
    incomplete: ClassVar[str] = "Choose an answer"

    @property
    def code(self) -> str:
        return str(self.payload["id"])

    @property
    def is_critical(self) -> bool:
        return bool(self.payload.get("critical"))

    @property
    def template(self) -> str:
        return f"quizzes/kinds/{self.payload['type']}.html"

    def shuffled(self, random: Random) -> list[list[int]]:
        """An order for each list of the question that is shown."""
        return [random.sample(range(len(self.payload[name])), len(self.payload[name])) for name in self.lists]

    def shown(self, order: list[list[int]], name: str) -> list[tuple[int, dict[str, Any]]]:
        """A list in the order of this attempt: (where it is shown, entry)."""
        places = order[self.lists.index(name)]
        return [(place, self.payload[name][index]) for place, index in enumerate(places)]

    def response(self, posted: dict[str, list[str]], order: list[list[int]]) -> Response:
        """What was posted, pointing into the author's order; nonsense counts as empty."""
        return sorted(_points(posted.get("answer", []), order[0]))

    def is_answered(self, response: Response) -> bool:
        """Whether nothing is left to choose."""
        return bool(response) and EMPTY not in response

    def is_right(self, response: Response) -> bool:
        """Whether a response is the right one, whole."""
        return set(response) == {i for i, option in enumerate(self.payload["options"]) if option.get("correct")}

    def said(self, response: Response) -> list[str]:
        """A response in words, with nothing of whether it is right."""
        return [self.payload["options"][index]["text"] for index in response]

    def explained(self, response: Response) -> list[Line]:
        """Every option with its feedback."""
        return [
            Line(option["text"], index in response, bool(option.get("correct")), option["feedback"])
            for index, option in enumerate(self.payload["options"])
        ]


def _points(values: list[str], order: list[int]) -> list[int]:
    places = {str(place): index for place, index in enumerate(order)}
    return [places[value] for value in dict.fromkeys(values) if value in places]


class SingleChoice(Question):
    """One of several options."""

    def response(self, posted: dict[str, list[str]], order: list[list[int]]) -> Response:
        return _points(posted.get("answer", [])[:1], order[0])


class SeveralChoices(Question):
    """All options that are right, and no other."""

    incomplete = "Choose at least one answer"


class PutInOrder(Question):
    """Steps given places; the response says which step stands first, second …"""

    lists = ("steps",)
    incomplete = "Give each step a different place"

    def response(self, posted: dict[str, list[str]], order: list[list[int]]) -> Response:
        placed = [EMPTY] * len(order[0])
        for shown, index in enumerate(order[0]):
            wanted = (posted.get(f"place-{shown}") or [""])[0]
            if wanted.isdecimal() and 1 <= int(wanted) <= len(placed):
                placed[int(wanted) - 1] = index
        return placed

    def is_right(self, response: Response) -> bool:
        return response == list(range(len(self.payload["steps"])))

    def said(self, response: Response) -> list[str]:
        return [f"{place}. {self.payload['steps'][index]['text']}" for place, index in enumerate(response, 1)]

    def explained(self, response: Response) -> list[Line]:
        return [
            Line(f"{place + 1}. {step['text']}", True, response[place : place + 1] == [place], step["feedback"])
            for place, step in enumerate(self.payload["steps"])
        ]


class Match(Question):
    """Each left side given its right side."""

    lists = ("pairs", "pairs")
    incomplete = "Choose a match for each line"

    def response(self, posted: dict[str, list[str]], order: list[list[int]]) -> Response:
        chosen = [EMPTY] * len(order[0])
        for shown, index in enumerate(order[0]):
            picked = _points((posted.get(f"match-{shown}") or [])[:1], order[1])
            chosen[index] = picked[0] if picked else EMPTY
        return chosen

    def is_right(self, response: Response) -> bool:
        return response == list(range(len(self.payload["pairs"])))

    def said(self, response: Response) -> list[str]:
        pairs = self.payload["pairs"]
        return [f"{pair['left']} → {pairs[chosen]['right']}" for pair, chosen in zip(pairs, response, strict=True)]

    def explained(self, response: Response) -> list[Line]:
        return [
            Line(f"{pair['left']} → {pair['right']}", True, response[i : i + 1] == [i], pair["feedback"])
            for i, pair in enumerate(self.payload["pairs"])
        ]


class TrueFalse(Question):
    """True or false, and why: the response is [1 or 0, reason]."""

    lists = ("reasons",)
    incomplete = "Choose true or false, and a reason"

    def response(self, posted: dict[str, list[str]], order: list[list[int]]) -> Response:
        said = (posted.get("answer") or [""])[0]
        reason = _points(posted.get("reason", [])[:1], order[0])
        return [int(said) if said in ("0", "1") else EMPTY, reason[0] if reason else EMPTY]

    def is_right(self, response: Response) -> bool:
        if not self.is_answered(response):
            return False
        said, reason = response
        return bool(said) == self.payload["answer"] and bool(self.payload["reasons"][reason].get("correct"))

    def said(self, response: Response) -> list[str]:
        said, reason = response
        return ["True" if said else "False", f"Because: {self.payload['reasons'][reason]['text']}"]

    def explained(self, response: Response) -> list[Line]:
        said, reason = response
        answer = self.payload["answer"]
        verdicts = [
            Line("True", said == 1, answer, self.payload["if_true"]),
            Line("False", said == 0, not answer, self.payload["if_false"]),
        ]
        reasons = [
            Line(f"Because: {entry['text']}", index == reason, bool(entry.get("correct")), entry["feedback"])
            for index, entry in enumerate(self.payload["reasons"])
        ]
        return verdicts + reasons


KINDS: dict[str, type[Question]] = {
    "single": SingleChoice,
    "several": SeveralChoices,
    "order": PutInOrder,
    "match": Match,
    "true-false": TrueFalse,
}


def question(payload: dict[str, Any]) -> Question:
    """A question of its kind."""
    return KINDS[payload["type"]](payload)

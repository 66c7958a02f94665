"""Questions of every kind as the same few fields, for a small script, or another platform, to ask and mark."""

from dataclasses import dataclass
from typing import Any

from app.core.vocabulary import EVERYONE
from app.quizzes.kinds import EMPTY, Question, Response


@dataclass(frozen=True)
class Field:
    """One thing to choose.

    Args:
        label: what it is about; empty where the question itself says it.
        type: one (of several), several, or menu (one, from a list that folds).
        options: what there is to choose from.
        right: the places of what is right: all of them where several are chosen, any of them otherwise.
        is_mixed: whether the options may stand in any order.
    """

    label: str
    type: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    is_mixed: bool = True

    def plain(self) -> dict[str, Any]:
        """As a package's script reads it."""
        return {
            "label": self.label,
            "type": self.type,
            "options": list(self.options),
            "right": list(self.right),
            "mixed": self.is_mixed,
        }


def fields(question: Question) -> tuple[Field, ...]:
    """What has to be chosen to answer a question; it is right when every field is."""
    return _FIELDS[question.payload["type"]](question.payload)


def _options(payload: dict[str, Any], kind: str, name: str = "options", label: str = "") -> Field:
    options = payload[name]
    right = tuple(place for place, one in enumerate(options) if one.get("correct"))
    return Field(label, kind, tuple(one["text"] for one in options), right)


def _order(payload: dict[str, Any]) -> tuple[Field, ...]:
    places = tuple(str(number) for number in range(1, len(payload["steps"]) + 1))
    return tuple(Field(step["text"], "menu", places, (n,), False) for n, step in enumerate(payload["steps"]))


def _match(payload: dict[str, Any]) -> tuple[Field, ...]:
    rights = tuple(dict.fromkeys(pair["right"] for pair in payload["pairs"]))
    return tuple(Field(pair["left"], "menu", rights, (rights.index(pair["right"]),)) for pair in payload["pairs"])


def _true_false(payload: dict[str, Any]) -> tuple[Field, ...]:
    said = Field("True or false?", "one", ("True", "False"), (0 if payload["answer"] else 1,), False)
    return said, _options(payload, "one", "reasons", "Because")


_FIELDS = {
    "single": lambda payload: (_options(payload, "one"),),
    "several": lambda payload: (_options(payload, "several"),),
    "order": _order,
    "match": _match,
    "true-false": _true_false,
}
HINTS = {
    "single": "Choose one.",
    "several": "Choose all that apply.",
    "order": "Give each step its place: 1 comes first.",
    "match": "Choose what belongs to each.",
    "true-false": "Choose true or false, and a reason.",
}


def asked(question: Question) -> dict[str, Any]:
    """A question whole, with what is right and why, as the script of a full package reads it."""
    payload = question.payload
    return {
        "stem": payload["stem"],
        "hint": HINTS[payload["type"]],
        "incomplete": question.incomplete,
        "critical": question.is_critical,
        "own": payload["audience"] != EVERYONE,
        "mixed": payload["type"] in ("order", "match"),
        "fields": [field.plain() for field in fields(question)],
        "lines": [
            {"text": line.text, "right": line.right, "why": line.feedback}
            for line in question.explained(_told(payload))
        ],
        "explanation": payload["explanation"],
    }


def _told(payload: dict[str, Any]) -> Response:
    """The answer whose explanation says what is right: the right one, or none where every option says for itself."""
    if payload["type"] in ("order", "match"):
        return list(range(len(payload.get("steps") or payload["pairs"])))
    return [EMPTY, EMPTY] if payload["type"] == "true-false" else []

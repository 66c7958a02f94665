"""Questions out of a file of another program: what can be taken, and what cannot, each with its line and a remedy."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from app.authoring.rules.starts import slug
from app.content.faults import Fault
from app.core.vocabulary import EVERYONE

Question: TypeAlias = dict[str, Any]
LARGEST = 100_000  # characters
MOST_QUESTIONS = 200  # in one question file, as the guided path counts them
SHARED = ("difficulty", "statement", "misconception", "stem", "explanation")
_PLACE = re.compile(r"questions\.(\d+)(?:\.|$)")


class Unfit(ValueError):
    """A question that cannot be taken: what is wrong with it, and what to do instead."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong, self.mend = wrong, mend


@dataclass(frozen=True)
class Asked:
    """A question that can be taken, and the line of the file on which it begins."""

    line: int
    question: Question


@dataclass(frozen=True)
class Refused:
    """What cannot be taken: its line, its first words, why, and what to do instead."""

    line: int
    words: str
    wrong: str
    mend: str


@dataclass(frozen=True)
class Brought:
    """What a file holds, each in the order of the file."""

    asked: tuple[Asked, ...] = ()
    refused: tuple[Refused, ...] = ()


def question(kind: str, said: Mapping[str, str], parts: Mapping[str, Any]) -> Question:
    """A question with the keys of its file in their order; what the other program did not say is empty.

    Args:
        kind: single, several, order, match or true-false.
        said: its id and what is in `SHARED`, as far as it was said; sources are parted by spaces, commas or semicolons.
        parts: what only this kind has, and `critical` where it is.
    """
    sources = [one for one in re.split(r"[\s,;]+", said.get("sources", "")) if one]
    shared = {key: said.get(key, "") for key in SHARED}
    whole = {"id": said.get("id", ""), "type": kind, **shared, "sources": sources}
    order = ("id", "type", "difficulty", "statement", "sources", "misconception", "stem", "explanation")
    return {**{key: whole[key] for key in order}, **parts}


def option(text: str, feedback: str, is_right: bool) -> dict[str, Any]:
    """An option or reason as question files write it."""
    return {"text": text, "feedback": feedback} | ({"correct": True} if is_right else {})


def refusal(line: int, words: str, unfit: Unfit) -> Refused:
    """What is said of something that cannot be taken, with the beginning of its words."""
    short = " ".join(words.split())
    return Refused(line, short[:80] + ("…" if len(short) > 80 else ""), unfit.wrong, unfit.mend)


def named(brought: Brought, there: Sequence[Any], who: str) -> Brought:
    """The same, each question under a short name of its own; refused where it is in the file already.

    Args:
        brought: what was read.
        there: the questions of the file that they would join, of whatever shape.
        who: whom that file is for, everyone or a kind of setting.
    """
    known = [one for one in there if isinstance(one, dict)]
    ids = {str(one.get("id")) for one in known}
    stems = {_folded(one.get("stem")) for one in known}
    asked: list[Asked] = []
    refused = list(brought.refused)
    for one in brought.asked:
        try:
            name = _name(one.question, ids, stems, who)
            if len(there) + len(asked) >= MOST_QUESTIONS:
                raise Unfit(f"One file holds {MOST_QUESTIONS} questions at most.", "Take some out of it first.")
        except Unfit as unfit:
            refused.append(refusal(one.line, one.question["stem"], unfit))
            continue
        ids.add(name)
        stems.add(_folded(one.question["stem"]))
        asked.append(replace(one, question={**one.question, "id": name}))
    return Brought(tuple(asked), tuple(sorted(refused, key=lambda one: one.line)))


def _folded(words: Any) -> str:
    return " ".join(str(words).casefold().split())


def _name(question: Question, ids: set[str], stems: set[str], who: str) -> str:
    if _folded(question["stem"]) in stems:
        raise Unfit(
            "This question is there already, and nothing is overwritten.", "Change it on its own page, or leave it out."
        )
    own = "all" if who == EVERYONE else who
    given = question["id"]
    wanted = given or slug(" ".join(question["stem"].split()[:5])) or "question"
    wanted = wanted if wanted.startswith(f"{own}-") else f"{own}-{wanted}"
    if given and wanted in ids:
        raise Unfit(f"Another question is called {wanted}, and nothing is overwritten.", "Give it another short name.")
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 999))) if name not in ids)


def lacking(faults: Iterable[Fault], first: int) -> tuple[dict[int, list[Fault]], list[Fault]]:
    """What new questions lack for publication, by their place among the new, and what their file lacks as a whole.

    Args:
        faults: what the checks say of the file with the new questions in it.
        first: how many questions it held before.
    """
    by_place: dict[int, list[Fault]] = {}
    whole = []
    for fault in faults:
        found = _PLACE.match(fault.key)
        if found is None:
            whole.append(fault)
        elif int(found[1]) >= first:
            by_place.setdefault(int(found[1]) - first, []).append(fault)
    return by_place, whole

"""A line keyed in from an answer sheet, such as “B AC D”."""

import re
from collections.abc import Sequence

from app.handouts.records import PaperQuestion
from app.handouts.rules.paper import keyed, letters_wanted
from app.quizzes.records import Answer

TICK, LEFT_OUT = "+", "-"


class NotALine(ValueError):
    """A line that cannot be read; `str(error)` says where and why."""


def tidy(typed: str) -> str:
    """A line as it is kept: in capitals, evenly spaced."""
    return " ".join(typed.upper().split())


def without_tick(line: str) -> tuple[str, bool]:
    """The letters of a line, and whether its reflection was ticked as written on paper (+)."""
    return tidy(line.replace(TICK, " ")), TICK in line


def read(questions: Sequence[PaperQuestion], line: str) -> list[Answer]:
    """The answers that a line stands for, one for each question of its sheet.

    Spaces part the answers. They are needed only after a question that may have any number of letters, since every
    other takes as many as it has. A dash stands for a question that was left out.

    Raises:
        NotALine: something in it answers nothing; the message names the question.
    """
    words, found = [word for word in re.split(r"[\s,;./]+", line.upper()) if word], []
    for one in questions:
        if not words:
            raise NotALine(f"it ends before question {one.number}")
        letters, rest = _taken(words[0], letters_wanted(one))
        words[:1] = [rest] if rest else []
        found.append(_answer(one, letters))
    if words:
        raise NotALine(f"“{' '.join(words)}” is left over after question {len(questions)}")
    return found


def _taken(word: str, wanted: int) -> tuple[str, str]:
    if word.startswith(LEFT_OUT):
        return LEFT_OUT, word[1:]
    end = wanted or len(word.partition(LEFT_OUT)[0])
    return word[:end], word[end:]


def _answer(one: PaperQuestion, letters: str) -> Answer:
    if letters == LEFT_OUT:
        return Answer(keyed(one, ""), None)
    if not re.fullmatch(pattern(one), letters):
        raise NotALine(f"question {one.number} takes {wanted_in_words(one)}, and not “{letters}”")
    return Answer(keyed(one, letters), None)


def pattern(one: PaperQuestion) -> str:
    """What letters can answer a question, as an expression that Python and a browser read alike."""
    known = f"[{one.choices[0].letter}-{one.choices[-1].letter}]"
    return {
        "single": known,
        "several": f"{known}+",
        "order": rf"(?!.*(.).*\1){known}{{{len(one.choices)}}}",
        "match": f"{known}{{{len(one.choices)}}}",
        "true-false": f"[TF]{known}",
    }[one.type]


def as_data(questions: Sequence[PaperQuestion]) -> list[dict[str, str | int]]:
    """What the page's script needs to read a line as `read` does: `take` is 0 where any number of letters answers."""
    return [{"take": letters_wanted(one), "pattern": pattern(one), "words": wanted_in_words(one)} for one in questions]


def wanted_in_words(one: PaperQuestion) -> str:
    """What is keyed in for a question, in words."""
    choices = f"{one.choices[0].letter} to {one.choices[-1].letter}"
    return {
        "single": f"one letter, {choices}",
        "several": f"one or more letters, {choices}",
        "order": f"{len(one.choices)} different letters in order, {choices}",
        "match": f"{len(one.choices)} letters, {choices}",
        "true-false": f"T or F, then one letter, {choices}",
    }[one.type]

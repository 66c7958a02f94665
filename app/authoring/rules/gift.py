"""GIFT, the text in which Moodle and others write questions: the part of it that our questions can hold, strictly.

Source: Moodle documentation, "GIFT format". Taken: one right choice, several by weight, true or false, matching; with
titles, feedback, general feedback, comments and escapes. Refused: whatever would have to be guessed or left out.
"""

import re
from collections.abc import Iterator
from typing import Any

from app.authoring.rules.brought import Asked, Brought, Question, Refused, Unfit, option, question, refusal
from app.authoring.rules.starts import slug

_TITLE = re.compile(r"\s*::((?:\\.|[^\\])*?)::", re.DOTALL)
_FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{1,5})?)%")
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*))?$", re.DOTALL | re.IGNORECASE)
_ESCAPED = re.compile(r"\\([~=#{}:n\\])")
MOST_ANSWERS = 10
_WHOLE = 1.0  # weights of three thirds are written as 33.33333
TEXT = "Write it as plain text or Markdown, without HTML."


def parse(text: str) -> Brought:
    """Read GIFT: questions that an empty line parts from one another."""
    asked: list[Asked] = []
    refused: list[Refused] = []
    for line, words in _pieces(text.removeprefix("\ufeff")):
        try:
            asked.append(Asked(line, _question(words)))
        except Unfit as unfit:
            refused.append(refusal(line, words, unfit))
    return Brought(tuple(asked), tuple(refused))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Each question with the line on which it begins; comments left out, categories on their own."""
    began, lines = 0, list[str]()
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.lstrip().startswith("//"):
            continue
        if line.lstrip().startswith("$"):
            yield number, line
        elif line.strip():
            began = number if not lines else began
            lines.append(line)
        elif lines:
            yield began, "\n".join(lines)
            lines = []


def _question(words: str) -> Question:
    if words.lstrip().startswith("$"):
        raise Unfit("Categories are not used here.", "Nothing is lost: its questions are read all the same.")
    title = _TITLE.match(words)
    rest = words[title.end() :] if title else words
    stem, inside = _divided(rest)
    said = {"id": slug(_words(title[1])) if title else "", "stem": _words(stem)}
    if not said["stem"]:
        raise Unfit("The question itself is empty.", "Write it before the bracket {.")
    general = _first(inside, "####")
    if general is not None:
        said["explanation"] = _words(inside[general + 4 :])
        inside = inside[:general]
    kind, parts = _answers(inside)
    return question(kind, said, parts)


def _divided(words: str) -> tuple[str, str]:
    """What stands before the brackets and what stands in them."""
    opens, closes = _places(words, "{"), _places(words, "}")
    if not opens and not closes:
        raise Unfit("It has no answers, so it asks nothing.", "Put its answers between { and }.")
    if len(opens) != 1 or len(closes) != 1 or closes[0] < opens[0]:
        raise Unfit(
            "The brackets { and } do not pair once.",
            "Leave no empty line inside a question, and write a bracket that is text as \\{ or \\}.",
        )
    if words[closes[0] + 1 :].strip():
        raise Unfit("A gap to fill in is not a type of question here.", "Ask for one right choice instead.")
    return words[: opens[0]], words[opens[0] + 1 : closes[0]]


def _places(words: str, signs: str) -> list[int]:
    """Where any of some signs stands that is not escaped."""
    return [found.start() for found in re.finditer(rf"\\.|[{re.escape(signs)}]", words, re.DOTALL) if found[0] in signs]


def _first(words: str, sign: str) -> int | None:
    found = re.finditer(rf"\\.|{re.escape(sign)}", words, re.DOTALL)
    return next((one.start() for one in found if one[0] == sign), None)


def _words(raw: str) -> str:
    """A text as it was meant: on one line, but for the ends of lines that were written as \\n."""
    form = _FORM.match(raw)
    if form and form[1].casefold() == "html":
        raise Unfit("It is written in HTML.", TEXT)
    plain = " ".join(raw[form.end() if form else 0 :].split())
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], plain).strip()


def _answers(inside: str) -> tuple[str, dict[str, Any]]:
    if not inside.strip():
        raise Unfit("An answer in one’s own words cannot be marked here.", "Make it a prompt to think about.")
    if inside.lstrip().startswith("#"):
        raise Unfit("A number to type is not a type of question here.", "Ask for one right choice instead.")
    truth = _TRUTH.match(inside)
    if truth:
        return "true-false", _true_or_false(truth)
    begins = _places(inside, "=~")
    if not begins or inside[: begins[0]].strip():
        raise Unfit("Its answers cannot be told apart.", "Begin each right answer with = and each wrong one with ~.")
    if len(begins) > MOST_ANSWERS:
        raise Unfit(f"It has {len(begins)} answers.", "A question has six at most: make two of it.")
    ends = [*begins[1:], len(inside)]
    answers = [(inside[at], inside[at + 1 : end]) for at, end in zip(begins, ends, strict=True)]
    if any(sign == "~" for sign, _ in answers):
        return _choice(answers)
    return "match", {"pairs": [_pair(words) for _, words in answers]}


def _true_or_false(truth: re.Match[str]) -> dict[str, Any]:
    is_true = truth[1].upper().startswith("T")
    wrong, right = _feedback(truth[2] or "")
    said_true, said_false = (right, wrong) if is_true else (wrong, right)
    return {"answer": is_true, "if_true": _words(said_true), "if_false": _words(said_false), "reasons": []}


def _feedback(words: str) -> tuple[str, str]:
    """The two sides of a hash: GIFT says first what a wrong answer hears, then what a right one hears."""
    at = _first(words, "#")
    return (words, "") if at is None else (words[:at], words[at + 1 :])


def _pair(words: str) -> dict[str, str]:
    at = _first(words, "->")
    if at is None:
        raise Unfit("A word to type is not a type of question here.", "Add wrong choices, each with ~ before it.")
    right, feedback = _feedback(words[at + 2 :])
    pair = {"left": _words(words[:at]), "right": _words(right), "feedback": _words(feedback)}
    if not pair["left"] or not pair["right"]:
        raise Unfit("One side of a pair is empty.", "Write both sides: = left -> what belongs to it.")
    return pair


def _choice(answers: list[tuple[str, str]]) -> tuple[str, dict[str, Any]]:
    weighed = [_weighed(sign, words) for sign, words in answers]
    marked = [sign for sign, _ in answers].count("=")
    right = [weight for weight, _, _ in weighed if weight > 0]
    if marked > 1:
        raise Unfit("More than one choice is marked with =.", "Give each right one its weight instead, such as ~%50%.")
    if not right or abs(sum(right) - 100) > _WHOLE:
        raise Unfit(
            "The right choices do not add up to 100 per cent.",
            "Mark the one right choice with =, or give several a weight such as ~%50%. Half right is not known here.",
        )
    options = [option(text, feedback, weight > 0) for weight, text, feedback in weighed]
    return ("single" if len(right) == 1 else "several"), {"options": options}


def _weighed(sign: str, words: str) -> tuple[float, str, str]:
    """How much a choice counts in per cent, its text and its feedback."""
    weight = _WEIGHT.match(words)
    text, feedback = _feedback(words[weight.end() if weight else 0 :])
    if _first(text, "->") is not None:
        raise Unfit("Pairs and choices stand in one question.", "Make two questions of it.")
    if not text.strip():
        raise Unfit("One of its choices is empty.", "Write it, or take the sign before it out.")
    per_cent = float(weight[1]) if weight else (100.0 if sign == "=" else 0.0)
    return per_cent, _words(text), _words(feedback)

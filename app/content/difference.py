"""What changed between two versions of a module, and what the change may be called.

A typo changes no answer, no number and no critical question; whoever completed the older version need not know of it.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.content.blocks import Block, Section
from app.content.documents import Entry, ModuleDocument
from app.content.markup import Numbering, inline, plain
from app.content.writer import yaml_text
from app.core.vocabulary import EVERYONE, ChangeClass

RANK = {ChangeClass.TYPO: 0, ChangeClass.WORDING: 1, ChangeClass.LEARNING: 2}
_WORD = re.compile(r"\w+|[^\w\s]")
_WRITTEN_OUT = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "hundred")
_NUMBER = re.compile(rf"\d+(?:[.,:]\d+)*|\b(?:{'|'.join(_WRITTEN_OUT)})\b", re.IGNORECASE)
# Slips are few; beyond so many words that differ it is no slip, and comparing them further would take long.
MOST_SLIPPED = 200
LONG = 3_000
_ANSWERS = ("options", "reasons", "steps", "pairs")


@dataclass(frozen=True)
class Taught:
    """A statement as it is read, for whom, and the findings behind it."""

    text: str
    kinds: frozenset[str]
    findings: frozenset[str]


@dataclass(frozen=True)
class Teaching:
    """What a version teaches and asks: statements, questions and prompts by id, text by section, scenes by kind."""

    statements: dict[str, Taught] = field(default_factory=dict)
    questions: dict[str, Entry] = field(default_factory=dict)
    prompts: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    scenes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One thing that is new, gone or said differently.

    `statement` is the statement it bears on and `kinds` the kinds of setting that read it; `proposed` is what it looks
    like, `least` the least it may be called, and `why` says so.
    """

    what: str
    code: str
    old: str
    new: str
    proposed: ChangeClass
    least: ChangeClass = ChangeClass.TYPO
    why: str = ""
    statement: str = ""
    kinds: frozenset[str] = frozenset()


def teaching(module: ModuleDocument) -> Teaching:
    """What a module that is not published yet would teach."""
    statements = {
        block.attributes.get("id", ""): Taught(
            plain(inline(block.text, Numbering())), frozenset(block.kinds), frozenset(block.listed("findings"))
        )
        for _, block in module.statements()
    }
    questions = {
        entry["id"]: {**entry, "audience": bank.audience} for bank in module.banks.values() for entry in bank.questions
    }
    prompts = {entry["id"]: f"{entry['text']} {entry['hint']}" for b in module.banks.values() for entry in b.prompts}
    scenes = {str(kind): yaml_text(found.value) for kind, found in module.scenes.items()}
    return Teaching(statements, questions, prompts, running_text(module.sections), scenes)


def running_text(sections: Iterable[Section]) -> dict[str, str]:
    """The text of each section but its statements."""
    return {
        section.slug: "\n\n".join(_running(block) for block in section.blocks if block.name != "statement")
        for section in sections
    }


def _running(block: Block) -> str:
    return f"{block.value}\n{block.text}" if block.name == "picture" else block.text


def differences(old: Teaching, new: Teaching) -> list[Change]:
    """Every change from one version to another: statements first, then questions, prompts, text and scenes."""
    return [
        *_statements(old, new),
        *_questions(old, new),
        *_plain("prompt", old.prompts, new.prompts),
        *_plain("text", old.sections, new.sections),
        *_plain("scenes", old.scenes, new.scenes),
    ]


def _statements(old: Teaching, new: Teaching) -> Iterator[Change]:
    for code in dict.fromkeys([*new.statements, *old.statements]):
        was, now = old.statements.get(code), new.statements.get(code)
        if was == now:
            continue
        before, after = was.text if was else "", now.text if now else ""
        kinds = frozenset().union(*(one.kinds for one in (was, now) if one))
        if was is None or now is None:
            why = "This statement is new." if was is None else "This statement is gone."
            yield Change("statement", code, before, after, ChangeClass.LEARNING, ChangeClass.WORDING, why, code, kinds)
        elif was.kinds != now.kinds or was.findings != now.findings:
            why = "It is for other kinds of setting, or rests on other findings."
            yield Change("statement", code, before, after, ChangeClass.LEARNING, ChangeClass.WORDING, why, code, kinds)
        else:
            yield _said("statement", code, before, after, code, kinds)


def _questions(old: Teaching, new: Teaching) -> Iterator[Change]:
    for code in dict.fromkeys([*new.questions, *old.questions]):
        was, now = old.questions.get(code), new.questions.get(code)
        if was == now:
            continue
        before, after = question_words(was), question_words(now)
        statement = str((now or was or {}).get("statement", ""))
        kinds = _asked_of(statement, (was, now), old, new)
        why = _more_than_a_typo(was, now)
        if why:
            is_learning = (was is not None and now is not None) or bool((now or was or {}).get("critical"))
            likely = ChangeClass.LEARNING if is_learning else ChangeClass.WORDING
            yield Change("question", code, before, after, likely, ChangeClass.WORDING, why, statement, kinds)
        else:
            yield _said("question", code, before, after, statement, kinds)


def _asked_of(
    statement: str, entries: tuple[Entry | None, Entry | None], old: Teaching, new: Teaching
) -> frozenset[str]:
    """The kinds of setting that a question is asked of, before or after: those of its statement, or its audience."""
    taught = [one.statements[statement].kinds for one in (old, new) if statement in one.statements]
    audiences = {str(entry["audience"]) for entry in entries if entry}
    everyone = frozenset[str]().union(*taught)
    return everyone if EVERYONE in audiences else everyone & audiences


def _more_than_a_typo(was: Entry | None, now: Entry | None) -> str:
    if was is None or now is None:
        return "This question is new." if was is None else "This question is gone."
    if was.get("critical") or now.get("critical"):
        return "It is a critical question."
    if _answer_changed(was, now):
        return "Its right answer changed."
    if was.get("statement") != now.get("statement") or was.get("audience") != now.get("audience"):
        return "It tests another statement, or asks somebody else."
    return ""


def _answer_changed(was: Entry, now: Entry) -> bool:
    if was["type"] != now["type"] or was.get("answer") != now.get("answer"):
        return True
    before, after = _right(was), _right(now)
    if [place for place, _ in before] == [place for place, _ in after] and len(_parts(was)) == len(_parts(now)):
        is_same_set = sorted(text for _, text in before) == sorted(text for _, text in after)
        return bool(was["type"] == "order" and before != after and is_same_set)
    return {text for _, text in before} != {text for _, text in after}


def _right(entry: Entry) -> list[tuple[int, str]]:
    ordered = entry["type"] in ("order", "match")
    return [
        (place, f"{part.get('text', '')}{part.get('left', '')}={part.get('right', '')}")
        for place, part in enumerate(_parts(entry))
        if ordered or part.get("correct")
    ]


def _parts(entry: Entry) -> list[Entry]:
    return next((list(entry[key]) for key in _ANSWERS if key in entry), [])


def question_words(entry: Entry | None) -> str:
    """A question as people read it, a line for each part; empty for none."""
    if entry is None:
        return ""
    lines = [entry["stem"]]
    for part in _parts(entry):
        said = part.get("text") or f"{part['left']} – {part['right']}"
        lines.append(f"{'✓' if part.get('correct') else '–'} {said} ({part['feedback']})")
    if entry["type"] == "true-false":
        lines += [f"Right: {'true' if entry['answer'] else 'false'}.", entry["if_true"], entry["if_false"]]
    return "\n".join([*lines, entry["explanation"], entry["misconception"]])


def _plain(what: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for code in dict.fromkeys([*new, *old]):
        if old.get(code) != new.get(code):
            yield _said(what, code, old.get(code, ""), new.get(code, ""))


def _said(what: str, code: str, old: str, new: str, statement: str = "", kinds: frozenset[str] = frozenset()) -> Change:
    if sorted(_NUMBER.findall(old.casefold())) != sorted(_NUMBER.findall(new.casefold())):
        why = "A number changed."
        likely = ChangeClass.LEARNING if statement else ChangeClass.WORDING
        return Change(what, code, old, new, likely, ChangeClass.WORDING, why, statement, kinds)
    likely = ChangeClass.TYPO if _is_slip(old, new) else ChangeClass.WORDING
    return Change(what, code, old, new, likely, statement=statement, kinds=kinds)


def _is_slip(old: str, new: str) -> bool:
    """Whether only marks, or letters of a few words, differ."""
    before, after = _differing(_WORD.findall(old.casefold()), _WORD.findall(new.casefold()))
    if max(len(before), len(after)) > MOST_SLIPPED:
        return False
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        is_marks = not re.search(r"\w", gone + come)
        is_near = j - i == m - k <= 2 and difflib.SequenceMatcher(None, gone, come).ratio() >= 0.75
        if tag != "equal" and not is_marks and not is_near:
            return False
    return True


def _differing(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Two lists without what they begin and end with alike."""
    same = zip(before, after, strict=False)
    start = next((n for n, (a, b) in enumerate(same) if a != b), min(len(before), len(after)))
    before, after = before[start:], after[start:]
    pairs = zip(reversed(before), reversed(after), strict=False)
    end = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))
    return before[: len(before) - end], after[: len(after) - end]


def side_by_side(old: str, new: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Two texts as words, or long ones as lines, each with whether it differs: the left side and the right."""
    is_long = max(len(old), len(new)) > LONG
    before, after = ((text.splitlines(True) if is_long else re.findall(r"\s+|\S+", text)) for text in (old, new))
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    # Among many pieces the most frequent are passed over, so that no two texts take long to compare.
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=is_long)
    for tag, i, j, k, m in matcher.get_opcodes():
        left += [("".join(before[i:j]), tag != "equal")] if j > i else []
        right += [("".join(after[k:m]), tag != "equal")] if m > k else []
    return left, right

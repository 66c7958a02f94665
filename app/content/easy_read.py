"""The easy-read summary of a module: a text of its own, for each kind of setting, held to a reading age."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.content.citations import FIELDS, fields_used
from app.content.documents import Entry, ModuleDocument
from app.content.faults import Fault
from app.content.marked_yaml import dotted
from app.content.reading_age import grade
from app.core.vocabulary import SettingKind

HARDEST_GRADE = 5
LONGEST_LINE = 20


def parts_for(front: Mapping[str, Any], kind: SettingKind) -> list[Entry]:
    """The parts of a summary that a kind of setting reads; none where the module has no summary."""
    return [part for part in front.get("easy_read", ()) if kind in part.get("for", (kind,))]


def faults(module: ModuleDocument) -> Iterator[Fault]:
    """What keeps a summary from being easy: its reading age for any kind of setting, a long line, an unknown field."""
    yield from _lines(module)
    for kind in module.kinds:
        found = parts_for(module.front, kind)
        if not found and "easy_read" in module.front:
            yield _fault(module, ("easy_read",), f"Nothing of it is for {kind}.", "Write a part for everybody.")
        read_at = grade(" ".join(line for part in found for line in part["lines"]))
        if read_at > HARDEST_GRADE:
            wrong = f"For {kind} this reads at about grade {read_at:.1f}; {HARDEST_GRADE} is the most."
            yield _fault(module, ("easy_read",), wrong, "Shorten sentences; choose everyday words.")


def _lines(module: ModuleDocument) -> Iterator[Fault]:
    for index, part in enumerate(module.front.get("easy_read", ())):
        for number, line in enumerate(part["lines"]):
            at = ("easy_read", index, "lines", number)
            longest = max(len(sentence.split()) for sentence in line.replace("?", ".").split("."))
            if longest > LONGEST_LINE:
                yield _fault(module, at, f"A sentence has {longest} words.", f"Keep it to {LONGEST_LINE}.")
            for _, name in fields_used(line):
                if name not in FIELDS:
                    yield _fault(module, at, f"There is no merge field ⟦{name}⟧.", f"Known: {', '.join(FIELDS)}.")


def _fault(module: ModuleDocument, at: tuple[str | int, ...], wrong: str, mend: str) -> Fault:
    return Fault(module.file, module.marked.line(at), dotted(at), wrong, mend)

"""How one place of the thread leads to the next and back again, and what may be shown of counts. Pure."""

from collections.abc import Collection, Iterable

from app.core.small_numbers import Cell, chosen, is_large, rounded
from app.library.records import AskedRecord, Key, TaughtRecord
from app.practice.records import State
from app.thread.records import OwnAction, TakenUp, Understood

MEASURES = ("people", "wrong", "sure_wrong")


def asking(statements: Iterable[TaughtRecord], findings: Collection[str]) -> list[Key]:
    """The statements whose questions ask about any of these findings: those that teach one of them today."""
    return [one.key for one in statements if not set(one.taught_today).isdisjoint(findings)]


def from_findings(actions: Iterable[OwnAction], findings: Collection[str], theme: str = "") -> list[OwnAction]:
    """The actions that came from any of these findings, or that are about a theme."""
    return [one for one in actions if theme in one.themes or not set(one.findings).isdisjoint(findings)]


def from_statement(actions: Iterable[OwnAction], statement: Key) -> list[OwnAction]:
    """The actions that came from a statement, in whichever edition."""
    return [one for one in actions if one.key == statement]


def by_statement(questions: Iterable[AskedRecord]) -> dict[Key, int]:
    """How many questions ask each statement."""
    found: dict[Key, int] = {}
    for one in questions:
        found[one.module, one.statement] = found.get((one.module, one.statement), 0) + 1
    return found


def understood(label: str, published: Iterable[Cell]) -> Understood:
    """A line over published cells, each number of a cell rounded before it is added."""
    cells = list(published)
    return Understood(label, *(sum(rounded(one.numbers[name]) for one in cells) for name in MEASURES))


def by_kind(published: list[Cell]) -> list[Understood]:
    """A line for each kind of setting that has any cell."""
    labels = {one.kind: one.label for one in published}
    return [understood(label, chosen(published, kind)) for kind, label in labels.items()]


def by_question(published: list[Cell]) -> dict[str, Understood]:
    """A line for each question that has any cell."""
    subjects = dict.fromkeys(one.subject for one in published)
    return {one: understood(one, chosen(published, subject=one)) for one in subjects}


def taken_up(cells: Iterable[Cell]) -> dict[str, TakenUp]:
    """What may be shown of actions, by statement."""
    return {
        one.subject: TakenUp(one.numbers["settings"], {state: rounded(one.numbers[state]) for state in State})
        for one in cells
        if is_large(one)
    }

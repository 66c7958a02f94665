"""What a change is called, statement by statement: proposed from the difference, and never less than it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.content.difference import RANK, Change
from app.core.vocabulary import ChangeClass

ELSEWHERE = ""  # what changed and bears on no statement


@dataclass(frozen=True)
class Concern:
    """All that changed about one statement, or `ELSEWHERE`."""

    statement: str
    changes: tuple[Change, ...]

    @property
    def proposed(self) -> ChangeClass:
        """What it looks like."""
        return _most(change.proposed for change in self.changes)

    @property
    def least(self) -> ChangeClass:
        """The least it may be called."""
        return _most(change.least for change in self.changes)

    @property
    def why(self) -> str:
        """Why it may not be called less."""
        return " ".join(dict.fromkeys(change.why for change in self.changes if change.why))

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of setting that read what looks like most."""
        return frozenset[str]().union(*(one.kinds for one in self.changes if one.proposed is self.proposed))

    @property
    def choices(self) -> list[ChangeClass]:
        """What its author may call it."""
        return [one for one in ChangeClass if RANK[one] >= RANK[self.least]]


def concerns(changes: Iterable[Change]) -> list[Concern]:
    """What changed, by the statement it bears on, in the order found; what bears on none comes last."""
    grouped: dict[str, list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.statement, []).append(change)
    found = [Concern(statement, tuple(some)) for statement, some in grouped.items()]
    return sorted(found, key=lambda one: one.statement == ELSEWHERE)


def proposed(found: Iterable[Concern]) -> ChangeClass:
    """What the whole change looks like."""
    return _most(one.proposed for one in found)


def called(found: Iterable[Concern], said: Mapping[str, ChangeClass]) -> dict[str, ChangeClass]:
    """What each change is called: as its author said, or as it looks where she said nothing."""
    return {one.statement: said.get(one.statement, one.proposed) for one in found}


def called_as_a_whole(found: list[Concern], whole: ChangeClass) -> dict[str, ChangeClass]:
    """What each change is called where one word was said for all: as it looks, but no more than that.

    Where new learning is said and nothing looks like it, every statement concerned is new learning.
    """
    names = {one.statement: min(one.proposed, whole, key=RANK.__getitem__) for one in found}
    if whole is ChangeClass.LEARNING and ChangeClass.LEARNING not in names.values():
        names |= {one.statement: whole for one in found if one.statement != ELSEWHERE}
    return names


def understated(found: Iterable[Concern], names: Mapping[str, ChangeClass]) -> list[Change]:
    """The changes that are more than what they are called."""
    return [change for one in found for change in one.changes if RANK[names[one.statement]] < RANK[change.least]]


def whole(names: Iterable[ChangeClass]) -> ChangeClass:
    """What a change is called as a whole."""
    return _most(names)


def _most(classes: Iterable[ChangeClass]) -> ChangeClass:
    return max(classes, key=RANK.__getitem__, default=ChangeClass.TYPO)

"""The store, what is said, and what waits."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Store:
    """A learning record store: its address, which ends before `statements`, and who we are there."""

    address: str
    user: str
    password: str = field(repr=False)
    local: bool = False


@dataclass(frozen=True)
class Said:
    """One thing that somebody did.

    Args:
        verb: a name among `rules.VERBS`.
        key: what makes it the only one of its verb, so that telling it twice is telling it once.
        actor: who, by a name that says nothing to anybody else.
        activity: with what, as the end of an address of ours.
        title: of the activity.
        at: when.
        percent: the score of a check; None for anything else.
        progress: how far, in per cent; None where that is not what is told.
    """

    verb: str
    key: str
    actor: str
    activity: str
    title: str
    at: datetime
    percent: int | None = None
    progress: int | None = None


@dataclass(frozen=True)
class Backlog:
    """What waits, since when, what was refused, and what the store answered last."""

    waiting: int
    since: datetime | None
    refused: int
    answer: str

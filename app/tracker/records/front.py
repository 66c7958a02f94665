"""What the desk opens on: four numbers, whom to chase, what changed since last time, and which facts to check."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.requirements.records import Owing
from app.workforce.records import FactToCheck


@dataclass(frozen=True)
class Change:
    """One thing that changed or waits, in words, and the page that shows it: its endpoint and what it is asked with."""

    words: str
    endpoint: str
    asked: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Front:
    """The desk at a glance. `since` is when whoever looks was here before, None when no such time is known.

    `not_delivered` is None on an earlier day: where a message stands is known only as it is now.
    """

    people: int
    due: int
    done: int
    to_review: int
    not_delivered: int | None
    chase: tuple[Owing, ...]
    since: datetime | None
    changes: tuple[Change, ...]
    to_check: tuple[FactToCheck, ...] = ()

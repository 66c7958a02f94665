"""One line of the audit log as it is shown, and where the log does not hold."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Break:
    """Where the log does not hold: the number of a row, and what is wrong there."""

    row: int
    why: str


@dataclass(frozen=True)
class EntryRecord:
    """When, who, what, and the numbers that go with it."""

    at: datetime
    name: str
    act: str
    facts: dict[str, Any]

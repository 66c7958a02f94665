"""One line of the audit log as it is shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class EntryRecord:
    """When, who, what, and the numbers that go with it."""

    at: datetime
    name: str
    act: str
    facts: dict[str, Any]

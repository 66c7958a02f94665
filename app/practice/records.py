"""A practice action as pages show it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class ActionRecord:
    """A change to practice, with the learning behind it."""

    id: int
    words: str
    owner: str
    author: str
    review_on: date
    module: str | None
    statement: str | None
    created_at: datetime
    is_due: bool

"""A reflection as its writer sees it."""

from dataclasses import dataclass
from datetime import datetime

from app.library.records import PromptRecord


@dataclass(frozen=True)
class Slot:
    """One box: the prompt chosen for it and what stands in it."""

    number: int
    prompt: PromptRecord
    text: str
    saved_at: datetime | None


@dataclass(frozen=True)
class Written:
    """What was posted for one box."""

    slot: int
    prompt: str
    text: str

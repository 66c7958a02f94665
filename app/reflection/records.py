"""A reflection as its writer sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.core.codes import fingerprint
from app.library.records import PromptRecord


@dataclass(frozen=True)
class Slot:
    """One box: the prompt chosen for it and what stands in it."""

    number: int
    prompt: PromptRecord
    text: str
    saved_at: datetime | None


def mark(boxes: Iterable[Slot]) -> str:
    """By which a later save can tell whether what stands in the boxes is still what its page showed."""
    return fingerprint([[box.number, box.prompt.code, box.text] for box in boxes])


@dataclass(frozen=True)
class Written:
    """What was posted for one box."""

    slot: int
    prompt: str
    text: str

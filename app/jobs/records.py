"""A piece of work as others see it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where a piece of work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return {
            State.WAITING: "Waiting to begin",
            State.RUNNING: "At work",
            State.DONE: "Done",
            State.FAILED: "This did not work",
        }[self]


@dataclass(frozen=True)
class JobRecord:
    """One piece of work: `facts` are what it was asked with, `result` and perhaps a file what came of it."""

    id: int
    kind: str
    setting_id: int | None
    person_id: int | None
    facts: dict[str, Any]
    state: State
    stage: str
    done: int
    total: int
    result: dict[str, Any]
    words: str
    asked_at: datetime
    has_file: bool = False

    @property
    def is_over(self) -> bool:
        return self.state in (State.DONE, State.FAILED)


@dataclass(frozen=True)
class FileMade:
    """A file that a job made, to be fetched by whoever asked for it."""

    name: str
    mimetype: str
    content: bytes

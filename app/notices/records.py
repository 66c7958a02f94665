"""A message as data, a sample of one, a letter to carry, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Message:
    """Words for one person. `key` names the cause, so that the same cause queues one message."""

    key: str
    kind: str
    subject: str
    body: str


@dataclass(frozen=True)
class Sample:
    """One kind of message to look at beforehand: when it is sent, and what it says to somebody imaginary."""

    title: str
    sent_when: str
    message: Message

    @property
    def kind(self) -> str:
        return self.message.kind


class State(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    TO_PRINT = "to-print"
    PRINTED = "printed"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    State.QUEUED: "On its way",
    State.SENT: "Accepted by the mail server",
    State.REFUSED: "Not delivered: refused",
    State.FAILED: "Not delivered: given up",
    State.TO_PRINT: "To print",
    State.PRINTED: "Printed",
    State.REPLACED: "A newer one took its place",
}
NOT_DELIVERED = (State.REFUSED, State.FAILED)


@dataclass(frozen=True)
class Letter:
    """A message reserved for sending."""

    id: int
    message_id: str
    address: str
    subject: str
    body: str
    queued_at: datetime


@dataclass(frozen=True)
class Outcome:
    """What came of carrying a letter: accepted, to be tried later, or refused for good."""

    state: State
    answer: str

    @classmethod
    def sent(cls, answer: str) -> "Outcome":
        return cls(State.SENT, answer)

    @classmethod
    def later(cls, answer: str) -> "Outcome":
        return cls(State.QUEUED, answer)

    @classmethod
    def refused(cls, answer: str) -> "Outcome":
        return cls(State.REFUSED, answer)


@dataclass(frozen=True)
class NoticeRecord:
    """One line of the delivery log; `body` only where it is to be printed."""

    id: int
    name: str
    kind: str
    address: str | None
    subject: str
    state: State
    queued_at: datetime
    sent_at: datetime | None
    tries: int
    answer: str | None
    body: str

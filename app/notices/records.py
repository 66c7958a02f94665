"""A message as data; sending it is another matter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """Words for one person. `key` names the cause, so that the same cause queues one message."""

    key: str
    kind: str
    subject: str
    body: str

"""Putting messages in the outbox."""

from secrets import token_hex

from sqlalchemy import select

from app.core.clock import now
from app.core.database import session
from app.notices.models import Notice
from app.notices.records import Message

QUEUED, TO_PRINT = "queued", "to-print"


def queue(person_id: int, address: str | None, message: Message, setting_id: int | None = None) -> None:
    """Queue a message in the caller's transaction; without an address it waits to be printed. Twice is once.

    `setting_id` is the setting whose lead may see in the delivery log whether it arrived.
    """
    queue_all([(person_id, address, message)], setting_id)


def queue_all(letters: list[tuple[int, str | None, Message]], setting_id: int | None = None) -> None:
    """Queue many messages at once: (person, address or None, message)."""
    keys = [message.key for _, _, message in letters]
    there = set(session.scalars(select(Notice.key).where(Notice.key.in_(keys))))
    moment = now()
    session.add_all(
        Notice(
            key=message.key,
            person_id=person_id,
            kind=message.kind,
            address=address,
            subject=message.subject,
            body=message.body,
            queued_at=moment,
            due_at=moment,
            state=QUEUED if address else TO_PRINT,
            message_id=token_hex(16),
            setting_id=setting_id,
        )
        for person_id, address, message in letters
        if message.key not in there
    )

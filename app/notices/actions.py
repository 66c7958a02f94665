"""Putting messages in the outbox."""

from secrets import token_hex

from sqlalchemy import exists, select

from app.core.clock import now
from app.core.database import session
from app.notices.models import Notice
from app.notices.records import Message

QUEUED, TO_PRINT = "queued", "to-print"


def queue(person_id: int, address: str | None, message: Message, setting_id: int | None = None) -> None:
    """Queue a message in the caller's transaction; without an address it waits to be printed. Twice is once.

    `setting_id` is the setting whose lead may see in the delivery log whether it arrived.
    """
    if session.scalar(select(exists().where(Notice.key == message.key))):
        return
    session.add(
        Notice(
            key=message.key,
            person_id=person_id,
            kind=message.kind,
            address=address,
            subject=message.subject,
            body=message.body,
            queued_at=now(),
            due_at=now(),
            state=QUEUED if address else TO_PRINT,
            message_id=token_hex(16),
            setting_id=setting_id,
        )
    )

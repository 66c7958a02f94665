"""What the post room holds about a person, for how long, and how it is erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from app.core.database import plain, session
from app.notices.models import Notice

MOVED_WITH_A_PERSON = (Notice,)


def about(person_id: int) -> dict[str, Any]:
    """Every message to one person; links in words that still wait to be sent are not repeated."""
    rows = session.scalars(select(Notice).where(Notice.person_id == person_id))
    return {"messages": [plain(row, "body", "key") for row in rows]}


def forget(before: datetime) -> dict[str, int]:
    """Delete messages queued before a day, also those that nobody printed; returns how many."""
    gone = session.execute(delete(Notice).where(Notice.queued_at < before).returning(Notice.id)).all()
    return {"messages": len(gone)}


def erase(person_id: int) -> None:
    """Delete every message to a person, sent or not."""
    session.execute(delete(Notice).where(Notice.person_id == person_id))

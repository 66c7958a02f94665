"""Writing the audit log."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete

from app.audit.models import AuditCut, AuditEntry
from app.audit.queries import last_before, last_chain
from app.audit.rules import CUT, chain
from app.core.clock import now
from app.core.database import session


def record(act: str, person_id: int | None = None, **facts: Any) -> None:
    """Add one row, in the caller's transaction. Facts are ids, codes and counts; never content."""
    at = now()
    linked = chain(last_chain(), at, act, person_id, facts)
    session.add(AuditEntry(at=at, act=act, person_id=person_id, facts=facts, chain=linked))
    session.flush()


def cut(before: datetime) -> int:
    """Delete the oldest rows, up to the first that is not older than `before`; returns how many went.

    What is left can still be verified: the hash of the last row that went is kept, and the act of cutting, which is a
    row like any other, names it.
    """
    last = last_before(before)
    if last is None:
        return 0
    through, linked, count = last
    record(CUT, None, through=through, hash=linked, rows=count)
    session.add(AuditCut(at=now(), through_id=through, chain=linked))
    session.execute(delete(AuditEntry).where(AuditEntry.id <= through))
    return count

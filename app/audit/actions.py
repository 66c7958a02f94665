"""Writing the audit log."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete

from app.audit.models import AuditCut, AuditEntry
from app.audit.queries import first_break, last_before, last_chain, row_count
from app.audit.records import Break
from app.audit.rules import CHECKED, CUT, chain, concerns
from app.core.clock import now
from app.core.database import reading, session, take_turn


def record(act: str, person_id: int | None = None, **facts: Any) -> None:
    """Add one row, in the caller's transaction. Facts are ids, codes and counts; never content."""
    take_turn("audit")  # two rows that follow the same one would be a break
    at, (setting_id, about_id) = now(), concerns(facts)
    linked = chain(last_chain(), at, act, person_id, facts)
    session.add(
        AuditEntry(
            at=at, act=act, person_id=person_id, setting_id=setting_id, about_id=about_id, facts=facts, chain=linked
        )
    )
    session.flush()


def verify(by: int | None) -> Break | None:
    """Follow the whole chain, and keep in the log itself that it was done, by whom, and what was found.

    It reads in a transaction of its own, and holds nobody up; nothing may be unwritten before.

    Returns:
        Where it breaks, or None when it is whole.
    """
    with reading():
        broken, rows = first_break(), row_count()
    record(CHECKED, by, rows=rows, broken=broken.row if broken else None, why=broken.why if broken else None)
    return broken


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

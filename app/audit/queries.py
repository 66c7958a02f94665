"""Reading the audit log."""

from sqlalchemy import select

from app.audit.models import AuditEntry
from app.audit.rules import BEGINNING, chain
from app.core.database import session


def last_chain() -> str:
    """The hash of the newest row, or the beginning."""
    newest = select(AuditEntry.chain).order_by(AuditEntry.id.desc()).limit(1)
    return session.scalar(newest) or BEGINNING


def first_break() -> int | None:
    """The id of the first row that does not follow from the one before; None when the log is whole."""
    before = BEGINNING
    for row in session.scalars(select(AuditEntry).order_by(AuditEntry.id)).yield_per(500):
        if row.chain != chain(before, row.at, row.act, row.person_id, row.facts):
            return row.id
        before = row.chain
    return None

"""What the audit log holds about a person. It holds numbers and acts, never words; only age takes a row out of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.audit.actions import cut
from app.audit.models import AuditEntry
from app.core.database import plain, session


def about(person_id: int) -> dict[str, Any]:
    """Every act that one person did, or that concerns her."""
    hers = (AuditEntry.person_id == person_id) | (AuditEntry.about_id == person_id)
    rows = session.scalars(select(AuditEntry).where(hers).order_by(AuditEntry.id))
    return {"audit_log": [plain(row, "chain") for row in rows]}


def forget(before: datetime) -> dict[str, int]:
    """Delete rows older than a moment, so that the rest can still be verified; returns how many."""
    return {"audit rows": cut(before)}

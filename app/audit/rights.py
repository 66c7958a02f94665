"""What the audit log holds about a person. It holds numbers and acts, never words, and nothing is taken out of it."""

from typing import Any

from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core.database import plain, session


def about(person_id: int) -> dict[str, Any]:
    """Every act that concerns one person."""
    rows = session.scalars(select(AuditEntry).where(AuditEntry.person_id == person_id).order_by(AuditEntry.id))
    return {"audit_log": [plain(row, "chain") for row in rows]}

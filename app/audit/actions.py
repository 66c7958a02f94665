"""Writing the audit log."""

from typing import Any

from app.audit.models import AuditEntry
from app.audit.queries import last_chain
from app.audit.rules import chain
from app.core.clock import now
from app.core.database import session


def record(act: str, person_id: int | None = None, **facts: Any) -> None:
    """Add one row, in the caller's transaction. Facts are ids, codes and counts; never content."""
    at = now()
    linked = chain(last_chain(), at, act, person_id, facts)
    session.add(AuditEntry(at=at, act=act, person_id=person_id, facts=facts, chain=linked))
    session.flush()

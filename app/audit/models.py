"""The audit log's table."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class AuditEntry(Model):
    """One act. Rows are only ever added; `chain` is a hash over the row and the row before it."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_person", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    act: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    chain: Mapped[str] = mapped_column(String(64))


class AuditCut(Model):
    """Where the log begins since its oldest rows were deleted: the last row that went, and the hash it carried."""

    __tablename__ = "audit_cut"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    through_id: Mapped[int]
    chain: Mapped[str] = mapped_column(String(64))

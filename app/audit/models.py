"""The audit log's table."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class AuditEntry(Model):
    """One act. Rows are only ever added; `chain` is a hash over the row and the row before it.

    `person_id` is who did it. `setting_id` and `about_id` repeat what the facts say of the setting and the person that
    it concerns, so that they can be looked up.
    """

    __tablename__ = "audit_entry"
    __table_args__ = tuple(
        Index(f"ix_audit_entry_{column}_id", column, "id")
        for column in ("person_id", "setting_id", "about_id", "act", "at")
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    act: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int | None]
    setting_id: Mapped[int | None]
    about_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    chain: Mapped[str] = mapped_column(String(64))


class AuditCut(Model):
    """Where the log begins since its oldest rows were deleted: the last row that went, and the hash it carried."""

    __tablename__ = "audit_cut"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    through_id: Mapped[int]
    chain: Mapped[str] = mapped_column(String(64))

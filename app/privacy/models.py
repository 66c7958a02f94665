"""How long a setting keeps things, and two records that were found to be one person."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class KeptFor(Model):
    """How many months one setting keeps one kind of thing, where it is not the default."""

    __tablename__ = "kept_for"

    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), primary_key=True)
    what: Mapped[str] = mapped_column(String(30), primary_key=True)
    months: Mapped[int]
    chosen_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(Moment)


class Merge(Model):
    """What was moved from one record to another, by whom and why; enough to move it back."""

    __tablename__ = "person_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    moved: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(300))
    merged_at: Mapped[datetime] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)

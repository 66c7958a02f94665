"""Requirements as they were published, and where every post stands."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model


class Requirement(Model):
    """A duty with its authority, as its pathway file says."""

    __tablename__ = "requirement"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    pathway: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


class Standing(Model):
    """One post's standing in one module: written with what changes it, read by the desk as it is.

    Names are kept beside, so that a page of the grid is one read of one index.
    """

    __tablename__ = "standing"
    __table_args__ = (
        Index("ix_standing_by_name", "setting_id", "module", "sort_name", "post_id"),
        Index("ix_standing_by_renewal", "setting_id", "module", "renew_by", "post_id"),
        Index("ix_standing_by_done", "setting_id", "module", "done_on", "post_id"),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    module: Mapped[str] = mapped_column(String(160), primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(String(120))
    sort_name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    began_on: Mapped[date | None]
    sections_read: Mapped[int] = mapped_column(default=0)
    sections_total: Mapped[int] = mapped_column(default=0)
    done_on: Mapped[date | None]
    renew_by: Mapped[date | None]
    renew_code: Mapped[str | None] = mapped_column(String(60))

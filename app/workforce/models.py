"""Partnerships, settings and posts."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model


class Partnership(Model):
    """The local safeguarding children partnership or board; `code` ties it to a pathway of requirements."""

    __tablename__ = "partnership"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    pathway: Mapped[str | None] = mapped_column(String(60))


class Setting(Model):
    """Where children are. The facts below fill the “in our setting” places of a module."""

    __tablename__ = "setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(30))
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    dsl_contact: Mapped[str | None] = mapped_column(String(200))
    deputy_contact: Mapped[str | None] = mapped_column(String(200))
    referral_line: Mapped[str | None] = mapped_column(String(200))
    advice_line: Mapped[str | None] = mapped_column(String(200))
    out_of_hours_line: Mapped[str | None] = mapped_column(String(200))
    recording_place: Mapped[str | None] = mapped_column(String(200))
    facts_checked_on: Mapped[date | None]


class Post(Model):
    """One person's job in one setting. Ending a post never touches what she learned."""

    __tablename__ = "post"
    __table_args__ = (Index("ix_post_setting_role", "setting_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    role: Mapped[str] = mapped_column(String(20))
    job_title: Mapped[str] = mapped_column(String(120))
    contract: Mapped[str] = mapped_column(String(20), default="employed")
    started_on: Mapped[date]
    ended_on: Mapped[date | None]

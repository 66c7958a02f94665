"""Attempts at a knowledge check. What was drawn and what was marked never change; answers do until they are sent in."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class Attempt(Model):
    """One try: the questions drawn and the order of their options, fixed for as long as it lasts."""

    __tablename__ = "attempt"
    __table_args__ = (UniqueConstraint("enrolment_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    number: Mapped[int]
    began_at: Mapped[datetime] = mapped_column(Moment)
    drawn: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class AttemptAnswer(Model):
    """The answer saved for one question of an attempt, and whether she was sure."""

    __tablename__ = "attempt_answer"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    response: Mapped[list[int]] = mapped_column(JSON)
    sure: Mapped[bool | None]
    saved_at: Mapped[datetime] = mapped_column(Moment)


class AttemptResult(Model):
    """The marking of an attempt: at most one, however often it is sent in."""

    __tablename__ = "attempt_result"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    marks: Mapped[list[bool]] = mapped_column(JSON)
    percent: Mapped[int]
    missed_critical: Mapped[int]
    passed: Mapped[bool]


class Understanding(Model):
    """What a first try showed of one theme: how many questions were asked, not right, and wrong though she was sure.

    Written with the marking, so that a map of a whole setting reads no answers.
    """

    __tablename__ = "understanding"
    __table_args__ = (Index("ix_understanding_setting_id_theme", "setting_id", "theme", "role"),)

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(60), primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    module: Mapped[str] = mapped_column(String(160))
    role: Mapped[str] = mapped_column(String(20))
    asked: Mapped[int]
    wrong: Mapped[int]
    sure_wrong: Mapped[int]
    sent_at: Mapped[datetime] = mapped_column(Moment)

"""Questions as they were put, with the facts they were made of, and what was answered. Rows are only ever added."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class HereQuestion(Model):
    """A question of a passed check about the reader's own setting: its whole text, filled in, as she was shown it.

    `facts` are those that it was made of, as they stood, and `checked_on` the day they had last been checked.
    """

    __tablename__ = "here_question"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    code: Mapped[str] = mapped_column(String(80))
    topic: Mapped[str] = mapped_column(String(20))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    order: Mapped[list[list[int]]] = mapped_column(JSON)
    facts: Mapped[dict[str, str]] = mapped_column(JSON)
    checked_on: Mapped[date | None]
    put_at: Mapped[datetime] = mapped_column(Moment)


class HereAnswer(Model):
    """What she answered, once, and whether it was right by the facts of that day."""

    __tablename__ = "here_answer"
    __table_args__ = (
        ForeignKeyConstraint(["attempt_id", "position"], ["here_question.attempt_id", "here_question.position"]),
    )

    attempt_id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    response: Mapped[list[int]] = mapped_column(JSON)
    is_right: Mapped[bool]
    answered_at: Mapped[datetime] = mapped_column(Moment)

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
    """The marking of an attempt: at most one, however often it is sent in.

    `sure_wrong` are the positions, from 1, of answers that were not right though she was sure.
    """

    __tablename__ = "attempt_result"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    marks: Mapped[list[bool]] = mapped_column(JSON)
    percent: Mapped[int]
    missed_critical: Mapped[int]
    passed: Mapped[bool]
    sure_wrong: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")


class Understanding(Model):
    """What a first try showed of one theme: how many questions were asked, not right, and wrong though she was sure.

    Written with the marking, so that a map of a whole setting as it stood on a day reads no answers.
    """

    __tablename__ = "understanding"
    __table_args__ = (
        Index("ix_understanding_setting_id_theme", "setting_id", "theme", "role"),
        Index("ix_understanding_post_id", "post_id"),
    )

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


class QuestionTally(Model):
    """What the people of one setting showed of one question when they first sent a check of its module in.

    Counted with the marking, so that a picture of thousands of settings reads no attempt; each person at most once,
    whatever posts she holds. Nothing in it says who. It can be counted again from attempts: `flask quizzes count`.
    """

    __tablename__ = "question_tally"
    __table_args__ = (Index("ix_question_tally_module_question", "module", "question"),)

    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    module: Mapped[str] = mapped_column(String(160), primary_key=True)
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    people: Mapped[int]
    wrong: Mapped[int]
    sure_wrong: Mapped[int]


class ThemeTally(Model):
    """What first tries showed in one setting of one theme, by role: `Understanding` added up, `people` as posts.

    Counted with the marking, so that today's map costs as much for thousands of people as for fifty. It can be counted
    again: `flask quizzes count`.
    """

    __tablename__ = "theme_tally"

    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(60), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    people: Mapped[int]
    asked: Mapped[int]
    wrong: Mapped[int]
    sure_wrong: Mapped[int]

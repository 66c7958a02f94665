"""The questions that somebody was asked weeks after a module, and whether she wants to be asked."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class RecallQuestion(Model):
    """One question to one person about a module that she completed.

    `cause` names the completion and the weeks, `key` the person and the day, so that nothing is asked twice and nobody
    twice on a day. The letter holds a token, this row its hash; on paper a short code stands in its place (`slip`).
    `version_id` is what the question was drawn from, and from her answer on what she answered.
    """

    __tablename__ = "recall_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    cause: Mapped[str] = mapped_column(String(60), unique=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    completion_id: Mapped[int] = mapped_column(ForeignKey("completion.id"), index=True)
    module: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(30))
    weeks: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    code: Mapped[str] = mapped_column(String(80))
    token_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    slip: Mapped[str | None] = mapped_column(String(8), unique=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    closes_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    response: Mapped[list[int] | None] = mapped_column(JSON)
    is_right: Mapped[bool | None]


class RecallChoice(Model):
    """Somebody stopped these questions, or let them begin again; the newest one counts."""

    __tablename__ = "recall_choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    is_on: Mapped[bool]
    chosen_at: Mapped[datetime] = mapped_column(Moment)

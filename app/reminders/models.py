"""What a setting chose, what was sent to whom, how far it has come with each thing owed, and each day's round."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class ReminderChoice(Model):
    """A lead switched a rule on or off, or (`rule` empty) let everything rest until a day; the newest one counts."""

    __tablename__ = "reminder_choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    rule: Mapped[str] = mapped_column(String(20))
    is_on: Mapped[bool]
    until: Mapped[date | None]
    chosen_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(Moment)


class Reminder(Model):
    """One reminder to one person. `key` names the person and the day, so that two schedulers send her one letter.

    `items` are what it names: module, rule, and by when.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        Index("ix_reminder_setting_id_day", "setting_id", "day", "id"),
        Index("ix_reminder_person_id_day", "person_id", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    rule: Mapped[str] = mapped_column(String(20))
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ReminderMark(Model):
    """How far reminding has come with one post in one module; outlives the reminders, so that nothing is said again."""

    __tablename__ = "reminder_mark"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    module: Mapped[str] = mapped_column(String(160), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    through: Mapped[date]
    overdue_for: Mapped[date | None]
    overdue_sent: Mapped[int] = mapped_column(default=0)
    overdue_on: Mapped[date | None]


class ReminderRound(Model):
    """A setting's round of one day: how far it has come, by the number of a person, and what it sent.

    A round that met a fault, or begins again after something new was asked, waits until `waits_until`.
    """

    __tablename__ = "reminder_round"

    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    through_person: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    met_fault: Mapped[bool] = mapped_column(default=False)
    waits_until: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

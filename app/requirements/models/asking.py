"""What was asked of whom by when, what was given, and training done elsewhere."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class Assignment(Model):
    """A lead asked people for a module. `due_on` is for those here at the time; `days` are working days for newcomers.

    With `days` the rule keeps asking everyone who begins to fit `whom`, until it is switched off at `ended_at`.
    """

    __tablename__ = "assignment"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    module: Mapped[str] = mapped_column(String(160))
    whom: Mapped[dict[str, Any]] = mapped_column(JSON)
    due_on: Mapped[date | None]
    days: Mapped[int | None]
    how: Mapped[str] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(String(300))
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class Assigned(Model):
    """A post that an assignment reached at `told_at`: since when and by when; a rule lets it go at `ended_at`."""

    __tablename__ = "assigned"

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    assigned_on: Mapped[date]
    due_by: Mapped[date]
    told_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


OPEN = text("answered_at IS NULL AND withdrawn_at IS NULL")


class Relief(Model):
    """More time, leave, an exemption, or somebody's own word that something is not her job: one module or all (None).

    `until` is the last day, or for more time the new date; `resume_by` is by when somebody back from leave should do
    what fell due meanwhile, by her calendar as it was known then.
    """

    __tablename__ = "relief"
    __table_args__ = (Index("ix_relief_open", "kind", "post_id", sqlite_where=OPEN, postgresql_where=OPEN),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    module: Mapped[str | None] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(300))
    begins_on: Mapped[date]
    until: Mapped[date | None]
    resume_by: Mapped[date | None]
    given_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    accepted: Mapped[bool | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


class OutsideTraining(Model):
    """Training somebody did elsewhere, as she or her lead recorded it, or as it was taken up from a staff list."""

    __tablename__ = "outside_training"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("earlier_training.id"))
    title: Mapped[str] = mapped_column(String(200))
    done_on: Mapped[date]
    provider: Mapped[str | None] = mapped_column(String(160))
    number: Mapped[str | None] = mapped_column(String(80))
    minutes: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment)


class Evidence(Model):
    """The file that goes with training done elsewhere; apart, so that lists do not read it."""

    __tablename__ = "evidence"

    training_id: Mapped[int] = mapped_column(ForeignKey("outside_training.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    mimetype: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class TrainingDecision(Model):
    """A lead's word on training done elsewhere; the newest one counts. It may count as a module, or toward codes.

    `counts_until` is by when the module is to be renewed then, by the requirements as they were.
    """

    __tablename__ = "training_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("outside_training.id"), index=True)
    accepted: Mapped[bool]
    module: Mapped[str | None] = mapped_column(String(160))
    contributes_to: Mapped[list[str]] = mapped_column(JSON)
    counts_until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(300))
    decided_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime] = mapped_column(Moment)

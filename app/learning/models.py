"""What a person has begun, read and completed. Rows are added, never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class Enrolment(Model):
    """A post's journey through one version of a module. `number` counts a post's journeys through that module.

    `is_renewal` says that it takes the shorter path of somebody who has completed the same learning before; `top_up`
    names the statements of a journey through what changed since, and no more.
    """

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("post_id", "module", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    module: Mapped[str] = mapped_column(String(160))
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    kind: Mapped[str] = mapped_column(String(30))
    number: Mapped[int]
    began_at: Mapped[datetime] = mapped_column(Moment)
    is_renewal: Mapped[bool] = mapped_column(default=False, server_default=false())
    top_up: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))


class SectionRead(Model):
    """A section marked as read."""

    __tablename__ = "section_read"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    read_at: Mapped[datetime] = mapped_column(Moment)


class StepDone(Model):
    """A step behind her: all sections, the check, the reflection. `facts` hold a score where there is one."""

    __tablename__ = "step_done"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    step: Mapped[str] = mapped_column(String(20), primary_key=True)
    done_at: Mapped[datetime] = mapped_column(Moment)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class TakenBack(Model):
    """A journey that was put behind the wrong person, taken back by whom and why: from then on it counts nowhere."""

    __tablename__ = "journey_taken_back"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    taken_back_at: Mapped[datetime] = mapped_column(Moment)
    by_person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(300))


class TopUp(Model):
    """A top-up done: what somebody who had completed a module has learned of what changed since."""

    __tablename__ = "top_up"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    module: Mapped[str] = mapped_column(String(160))
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    statements: Mapped[list[str]] = mapped_column(JSON)
    done_at: Mapped[datetime] = mapped_column(Moment)


class Completion(Model):
    """A module completed, with everything about it that may change later frozen as it was."""

    __tablename__ = "completion"

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    module: Mapped[str] = mapped_column(String(160))
    completed_at: Mapped[datetime] = mapped_column(Moment)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)

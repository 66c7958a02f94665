"""A learner's own thoughts. Nothing outside this room reads these tables."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class ReflectionText(Model):
    """What she wrote in one of the boxes; a draft until the reflection is finished, hers to delete at any time."""

    __tablename__ = "reflection_text"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    prompt: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)


class Reflection(Model):
    """That a reflection was finished, and when: all that is left of it once its text is deleted."""

    __tablename__ = "reflection"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    finished_at: Mapped[datetime] = mapped_column(Moment)

"""Journeys that were opened from another platform by a thin package."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class PackageLaunch(Model):
    """Which journey a package opened; only a digest of its handle is kept; whoever has that may ask what came of it."""

    __tablename__ = "package_launch"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(Moment)

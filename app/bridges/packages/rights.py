"""What packages hold about a person, and how it is erased: news tells, since nobody uses a bridge."""

from typing import Any

from sqlalchemy import delete, select

from app.bridges.packages.models import PackageLaunch
from app.core.database import plain, session
from app.learning.rights import enrolments_of


def add_to(person_id: int, held: dict[str, list[dict[str, Any]]]) -> None:
    """Add the journeys of a person that were opened from another platform."""
    hers = PackageLaunch.enrolment_id.in_(enrolments_of(person_id))
    held[PackageLaunch.__tablename__] = [plain(row) for row in session.scalars(select(PackageLaunch).where(hers))]


def erase(person_id: int) -> None:
    """Forget which journeys of a person were opened from another platform."""
    session.execute(delete(PackageLaunch).where(PackageLaunch.enrolment_id.in_(enrolments_of(person_id))))

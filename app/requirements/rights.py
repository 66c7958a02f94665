"""What the desk shows of a person, and how her name leaves it."""

from typing import Any

from sqlalchemy import delete, select

from app.core.database import plain, session
from app.requirements.models import Standing

MOVED_WITH_A_PERSON = (Standing,)


def about(person_id: int) -> dict[str, Any]:
    """Every standing of one person."""
    rows = session.scalars(select(Standing).where(Standing.person_id == person_id))
    return {"standings": [plain(row) for row in rows]}


def erase(person_id: int) -> None:
    """Take a person off the desk."""
    session.execute(delete(Standing).where(Standing.person_id == person_id))

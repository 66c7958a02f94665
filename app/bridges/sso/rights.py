"""What single sign-on holds about a person, and how it is erased: news tells, since nobody uses a bridge."""

from typing import Any

from sqlalchemy import delete, select

from app.bridges.sso.models import ExternalIdentity
from app.core.database import plain, session


def add_to(person_id: int, held: dict[str, list[dict[str, Any]]]) -> None:
    """Add the accounts elsewhere that open a person's account here."""
    rows = session.scalars(select(ExternalIdentity).where(ExternalIdentity.person_id == person_id))
    held[ExternalIdentity.__tablename__] = [plain(row) for row in rows]


def erase(person_id: int) -> None:
    """Forget the accounts elsewhere that open a person's account here."""
    session.execute(delete(ExternalIdentity).where(ExternalIdentity.person_id == person_id))

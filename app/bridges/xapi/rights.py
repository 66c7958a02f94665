"""What waits to be told about a person: hers to take away, deleted with her; news tells, as nobody uses a bridge."""

from typing import Any

from sqlalchemy import delete, select

from app.bridges.xapi.models import XapiStatement
from app.core.database import plain, session


def add_to(person_id: int, held: dict[str, list[dict[str, Any]]]) -> None:
    """Add what waits to be told about a person."""
    rows = session.scalars(select(XapiStatement).where(XapiStatement.person_id == person_id))
    held[XapiStatement.__tablename__] = [plain(row) for row in rows]


def erase(person_id: int) -> None:
    """Tell nobody any more what a person did."""
    session.execute(delete(XapiStatement).where(XapiStatement.person_id == person_id))

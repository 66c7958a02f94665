"""What LTI holds about a person: the modules she opened from a course. It goes with her account there."""

from typing import Any

from sqlalchemy import select

from app.accounts.queries import elsewhere_of
from app.bridges.lti.models import Course, Line, Seat
from app.core.database import session


def add_to(person_id: int, held: dict[str, list[dict[str, Any]]]) -> None:
    """Add the modules that somebody opened from courses of learning platforms."""
    hers = [one.id for one in elsewhere_of(person_id)]
    query = (
        select(Course.title, Line.module).join(Line, Line.course_id == Course.id).join(Seat, Seat.line_id == Line.id)
    )
    rows = session.execute(query.where(Seat.elsewhere_id.in_(hers)))
    held["opened_from_courses"] = [{"course": title, "module": module} for title, module in rows]

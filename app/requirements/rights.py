"""What the desk shows of a person, and how her name leaves it.

Rows about posts are reckoned from history, so they are kept for as long as the post lasts. What somebody decided as
the lead of a setting, or as the owner of a requirement, stays for as long as it holds, without her once she is erased.
"""

from typing import Any

from sqlalchemy import delete, select, update

from app.core.database import plain, session
from app.requirements.actions.tallies import recount
from app.requirements.models import Counted, Requirement, RequirementStanding, Standing

MOVED_WITH_A_PERSON = (Standing, RequirementStanding, Counted)
SOMEBODY = "somebody whose name was erased"


def about(person_id: int) -> dict[str, Any]:
    """Every standing of one person, and what she decided about requirements."""
    return {
        "standings": _rows(Standing, Standing.person_id == person_id),
        "requirement_standings": _rows(RequirementStanding, RequirementStanding.person_id == person_id),
        "requirements_kept": _rows(Requirement, Requirement.kept_by == person_id),
        "requirements_counted": _rows(Counted, Counted.person_id == person_id),
    }


def _rows(model: Any, hers: Any) -> list[dict[str, Any]]:
    return [plain(row) for row in session.scalars(select(model).where(hers))]


def erase(person_id: int) -> None:
    """Take a person off the desk and, when they are next counted, out of the tallies; her name off what she decided."""
    recount(session.scalars(select(Standing.setting_id).where(Standing.person_id == person_id)))
    session.execute(delete(Standing).where(Standing.person_id == person_id))
    session.execute(delete(RequirementStanding).where(RequirementStanding.person_id == person_id))
    session.execute(update(Requirement).where(Requirement.kept_by == person_id).values(kept_by=None))
    session.execute(update(Counted).where(Counted.person_id == person_id).values(person_id=None, by=SOMEBODY))

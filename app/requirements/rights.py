"""What the desk shows of a person, what she was given and recorded, and how her name leaves it.

Rows about posts are reckoned from history, so they are kept for as long as the post lasts. What somebody decided as
the lead of a setting, or as the owner of a requirement, stays for as long as it holds, without her once she is erased.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update

from app.core.database import plain, session
from app.core.dates import date_of
from app.requirements.actions.tallies import recount
from app.requirements.models import (
    Assigned,
    Assignment,
    Counted,
    Evidence,
    OutsideTraining,
    OverallStanding,
    Relief,
    Requirement,
    RequirementStanding,
    Standing,
    StandingLine,
    TrainingDecision,
)

MOVED_WITH_A_PERSON = (Standing, RequirementStanding, OverallStanding, StandingLine, Counted, Relief, OutsideTraining)
SOMEBODY = "somebody whose name was erased"


def about(person_id: int) -> dict[str, Any]:
    """Every standing of one person, what she was asked and given, her training elsewhere, and what she decided."""
    post = Assigned.metadata.tables["post"]
    posts = select(post.c.id).where(post.c.person_id == person_id)
    mine = select(OutsideTraining.id).where(OutsideTraining.person_id == person_id)
    asked = select(Assigned).where(Assigned.post_id.in_(posts)).order_by(Assigned.id)
    kept = session.scalars(select(Evidence).where(Evidence.training_id.in_(mine)))
    return {
        "standings": _rows(select(Standing).where(Standing.person_id == person_id)),
        "requirement_standings": _rows(select(RequirementStanding).where(RequirementStanding.person_id == person_id)),
        "overall_standings": _rows(select(OverallStanding).where(OverallStanding.person_id == person_id)),
        "standing_lines": _rows(select(StandingLine).where(StandingLine.person_id == person_id)),
        "requirements_kept": _rows(select(Requirement).where(Requirement.kept_by == person_id)),
        "requirements_counted": _rows(select(Counted).where(Counted.person_id == person_id)),
        "asked_of_me": _rows(asked),
        "asked_by_me": _rows(select(Assignment).where(Assignment.made_by == person_id).order_by(Assignment.id)),
        "time_given": _rows(select(Relief).where(Relief.person_id == person_id).order_by(Relief.id)),
        "outside_training": _rows(select(OutsideTraining).where(OutsideTraining.person_id == person_id)),
        "outside_training_decided": _rows(select(TrainingDecision).where(TrainingDecision.training_id.in_(mine))),
        "evidence": [plain(row, "content") for row in kept],
    }


def files(person_id: int) -> list[tuple[str, bytes]]:
    """The files of evidence that a person's training came with, each under a name of its own."""
    mine = select(OutsideTraining.id).where(OutsideTraining.person_id == person_id)
    kept = session.scalars(select(Evidence).where(Evidence.training_id.in_(mine)).order_by(Evidence.training_id))
    return [(f"evidence/{row.training_id} {row.name}", row.content) for row in kept]


def forget(before: datetime) -> dict[str, int]:
    """Blank why somebody was away, exempt or given time, once that is long over; returns how many reasons went."""
    over = or_(Relief.until < date_of(before), Relief.withdrawn_at < before)
    old = update(Relief).where(over, Relief.reason.is_not(None)).values(reason=None).returning(Relief.id)
    return {"reasons for leave or more time": len(session.execute(old).all())}


def _rows(query: Any) -> list[dict[str, Any]]:
    return [plain(row) for row in session.scalars(query)]


def erase(person_id: int) -> None:
    """Take a person off the desk and, when they are next counted, out of the tallies; her name off what she decided.

    With her goes all that was written about why she was given time, and kept of her training elsewhere.
    """
    recount(session.scalars(select(Standing.setting_id).where(Standing.person_id == person_id)))
    mine = select(OutsideTraining.id).where(OutsideTraining.person_id == person_id)
    session.execute(delete(Evidence).where(Evidence.training_id.in_(mine)))
    session.execute(delete(TrainingDecision).where(TrainingDecision.training_id.in_(mine)))
    for table in (OutsideTraining, Relief, Standing, RequirementStanding, OverallStanding, StandingLine):
        session.execute(delete(table).where(table.person_id == person_id))
    session.execute(update(Requirement).where(Requirement.kept_by == person_id).values(kept_by=None))
    session.execute(update(Counted).where(Counted.person_id == person_id).values(person_id=None, by=SOMEBODY))

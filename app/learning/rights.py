"""What learning holds about a person, and how her name leaves it."""

from typing import Any

from sqlalchemy import select

from app.core.database import plain, session
from app.learning.models import Completion, Enrolment, SectionRead, StepDone

MOVED_WITH_A_PERSON = (Enrolment, Completion)


def about(person_id: int) -> dict[str, Any]:
    """Everything held here about one person's journeys."""
    mine = select(Enrolment.id).where(Enrolment.person_id == person_id)
    return {
        "enrolments": [
            plain(row) for row in session.scalars(select(Enrolment).where(Enrolment.person_id == person_id))
        ],
        "sections_read": [
            plain(row) for row in session.scalars(select(SectionRead).where(SectionRead.enrolment_id.in_(mine)))
        ],
        "steps": [plain(row) for row in session.scalars(select(StepDone).where(StepDone.enrolment_id.in_(mine)))],
        "completions": [
            plain(row) for row in session.scalars(select(Completion).where(Completion.person_id == person_id))
        ],
    }


def enrolments_of(person_id: int) -> list[int]:
    """The numbers of a person's journeys, for rooms that hang something on them."""
    return list(session.scalars(select(Enrolment.id).where(Enrolment.person_id == person_id)))


def erase(person_id: int, pseudonym: str) -> None:
    """Keep that the training happened, which the setting must be able to show, and not whose it was."""
    for row in session.scalars(select(Completion).where(Completion.person_id == person_id)):
        row.facts = {**row.facts, "name": pseudonym}
    session.flush()

"""What learning holds about a person, how old a journey may grow, and how her name leaves it."""

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, case, literal, select
from sqlalchemy.orm import InstrumentedAttribute as Attribute

from app.core.database import Moment, plain, session
from app.learning.models import Completion, Enrolment, SectionRead, StepDone, TakenBack, TopUp

MOVED_WITH_A_PERSON = (Enrolment, Completion, TopUp)
Limit: TypeAlias = tuple[datetime, dict[int, datetime]]  # what is older goes; by setting, where it chose otherwise


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
        "taken_back": [
            plain(row) for row in session.scalars(select(TakenBack).where(TakenBack.enrolment_id.in_(mine)))
        ],
        "top_ups": [plain(row) for row in session.scalars(select(TopUp).where(TopUp.person_id == person_id))],
        "completions": [
            plain(row) for row in session.scalars(select(Completion).where(Completion.person_id == person_id))
        ],
    }


def older(moment: Attribute[datetime], enrolment_id: Attribute[int], limit: Limit) -> ColumnElement[bool]:
    """Whether a row that hangs on a journey is older than the setting of that journey's post keeps it."""
    usual, own = limit
    if not own:
        return literal(usual, Moment) > moment
    post = Enrolment.metadata.tables["post"]
    joined = select(post.c.setting_id).join(Enrolment.__table__, Enrolment.post_id == post.c.id)
    place = joined.where(Enrolment.id == enrolment_id).scalar_subquery()
    each = {setting_id: literal(day, Moment) for setting_id, day in own.items()}
    return case(each, value=place, else_=literal(usual, Moment)) > moment


def enrolments_of(person_id: int) -> list[int]:
    """The numbers of a person's journeys, for rooms that hang something on them."""
    return list(session.scalars(select(Enrolment.id).where(Enrolment.person_id == person_id)))


def erase(person_id: int, pseudonym: str) -> None:
    """Keep that the training happened, which the setting must be able to show, and not whose it was."""
    for row in session.scalars(select(Completion).where(Completion.person_id == person_id)):
        row.facts = {**row.facts, "name": pseudonym}
    session.flush()

"""What this room holds about a person, for how long, and how it is erased."""

from typing import Any

from sqlalchemy import delete, select, tuple_

from app.core.database import plain, session
from app.here.models import HereAnswer, HereQuestion
from app.learning.rights import Limit, enrolments_of, older


def about(person_id: int) -> dict[str, Any]:
    """Every question about her own setting that was put to one person, and what she answered."""
    questions = session.scalars(select(HereQuestion).where(HereQuestion.enrolment_id.in_(enrolments_of(person_id))))
    mine = select(HereQuestion.attempt_id).where(HereQuestion.enrolment_id.in_(enrolments_of(person_id)))
    answers = session.scalars(select(HereAnswer).where(HereAnswer.attempt_id.in_(mine)))
    return {
        "questions_about_my_setting": [plain(row) for row in questions],
        "answers_about_my_setting": [plain(row) for row in answers],
    }


def forget(limit: Limit) -> dict[str, int]:
    """Delete questions and answers that were put too long ago. Returns how many."""
    old = older(HereQuestion.put_at, HereQuestion.enrolment_id, limit)
    keys = session.execute(select(HereQuestion.attempt_id, HereQuestion.position).where(old)).all()
    gone = [tuple(key) for key in keys]
    session.execute(delete(HereAnswer).where(tuple_(HereAnswer.attempt_id, HereAnswer.position).in_(gone)))
    session.execute(delete(HereQuestion).where(old))
    return {"questions about a setting": len(gone)}


def erase(person_id: int) -> None:
    """Delete every question that was put to a person, and what she answered."""
    mine = HereQuestion.enrolment_id.in_(enrolments_of(person_id))
    session.execute(delete(HereAnswer).where(HereAnswer.attempt_id.in_(select(HereQuestion.attempt_id).where(mine))))
    session.execute(delete(HereQuestion).where(mine))

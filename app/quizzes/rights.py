"""What quizzes hold about a person, for how long, and how it is erased."""

from typing import Any

from sqlalchemy import delete, select

from app.core.database import plain, session
from app.learning.rights import Limit, enrolments_of, older
from app.quizzes.models import Attempt, AttemptAnswer, AttemptResult, Understanding


def about(person_id: int) -> dict[str, Any]:
    """Every attempt of one person, with her answers and its marking."""
    attempts = session.scalars(select(Attempt).where(Attempt.enrolment_id.in_(enrolments_of(person_id)))).all()
    ids = [row.id for row in attempts]
    answers = session.scalars(select(AttemptAnswer).where(AttemptAnswer.attempt_id.in_(ids)))
    results = session.scalars(select(AttemptResult).where(AttemptResult.attempt_id.in_(ids)))
    return {
        "attempts": [plain(row) for row in attempts],
        "answers": [plain(row) for row in answers],
        "results": [plain(row) for row in results],
        "understanding": [
            plain(row) for row in session.scalars(select(Understanding).where(Understanding.attempt_id.in_(ids)))
        ],
    }


def forget(limit: Limit) -> dict[str, int]:
    """Delete the answers of attempts that were marked too long ago; scores stay. Returns how many."""
    marked = select(AttemptResult.attempt_id).join(Attempt, Attempt.id == AttemptResult.attempt_id)
    closed = marked.where(older(AttemptResult.sent_at, Attempt.enrolment_id, limit))
    done = delete(AttemptAnswer).where(AttemptAnswer.attempt_id.in_(closed)).returning(AttemptAnswer.attempt_id)
    return {"answers": len(session.execute(done).all())}


def erase(person_id: int) -> None:
    """Delete every attempt of a person."""
    mine = select(Attempt.id).where(Attempt.enrolment_id.in_(enrolments_of(person_id)))
    for table in (AttemptAnswer, AttemptResult, Understanding):
        session.execute(delete(table).where(table.attempt_id.in_(mine)))
    session.execute(delete(Attempt).where(Attempt.enrolment_id.in_(enrolments_of(person_id))))

"""What quizzes hold about a person, for how long, and how it is erased."""

from typing import Any

from sqlalchemy import delete, select

from app.core.database import plain, session
from app.learning.rights import Limit, enrolments_of, older
from app.quizzes import actions
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
    """Delete every attempt of a person, and take her out of what was counted."""
    places = _settings_of(person_id)
    mine = select(Attempt.id).where(Attempt.enrolment_id.in_(enrolments_of(person_id)))
    for table in (AttemptAnswer, AttemptResult, Understanding):
        session.execute(delete(table).where(table.attempt_id.in_(mine)))
    session.execute(delete(Attempt).where(Attempt.enrolment_id.in_(enrolments_of(person_id))))
    actions.count_again(places)


def count_again(person_id: int) -> None:
    """Count the settings again in which somebody has answered questions, since records of hers became one, or two."""
    actions.count_again(_settings_of(person_id))


def _settings_of(person_id: int) -> list[int]:
    post, enrolment = Attempt.metadata.tables["post"], Attempt.metadata.tables["enrolment"]
    begun = select(enrolment.c.post_id).where(enrolment.c.person_id == person_id)
    return list(session.scalars(select(post.c.setting_id).where(post.c.id.in_(begun)).distinct()))

"""What recall holds about a person, for how long, and how it is erased."""

from typing import Any

from sqlalchemy import case, delete, literal, select

from app.core.database import Moment, plain, session
from app.learning.rights import Limit
from app.recall.models import RecallChoice, RecallQuestion
from app.workforce import rights as workforce

MOVED_WITH_A_PERSON = (RecallChoice,)


def _posts(person_id: int) -> list[int]:
    return [post["id"] for post in workforce.about(person_id)["posts"]]


def about(person_id: int) -> dict[str, Any]:
    """Every question to a person with her answer, and when she stopped them or let them begin again."""
    asked = session.scalars(select(RecallQuestion).where(RecallQuestion.post_id.in_(_posts(person_id))))
    chosen = session.scalars(select(RecallChoice).where(RecallChoice.person_id == person_id))
    return {
        "recall_questions": [plain(row, "token_digest", "key") for row in asked],
        "recall_choices": [plain(row) for row in chosen],
    }


def forget(limit: Limit) -> dict[str, int]:
    """Delete questions that were asked too long ago, with their answers; returns how many."""
    usual, own = limit
    each = {place: literal(day, Moment) for place, day in own.items()}
    before = literal(usual, Moment)
    oldest = case(each, value=RecallQuestion.setting_id, else_=before) if own else before
    gone = delete(RecallQuestion).where(RecallQuestion.asked_at < oldest).returning(RecallQuestion.id)
    return {"recall questions": len(session.execute(gone).all())}


def erase(person_id: int) -> None:
    """Delete every question to a person, and what she chose."""
    session.execute(delete(RecallQuestion).where(RecallQuestion.post_id.in_(_posts(person_id))))
    session.execute(delete(RecallChoice).where(RecallChoice.person_id == person_id))

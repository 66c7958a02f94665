"""What reflection holds about a person: hers to take away, short of life, and deleted whole."""

from typing import Any

from sqlalchemy import delete, select

from app.core.database import plain, session
from app.learning.rights import Limit, enrolments_of, older
from app.reflection.models import Reflection, ReflectionText


def about(person_id: int) -> dict[str, Any]:
    """Her own words, for herself alone."""
    mine = enrolments_of(person_id)
    return {
        "reflections": [
            plain(row) for row in session.scalars(select(Reflection).where(Reflection.enrolment_id.in_(mine)))
        ],
        "reflection_texts": [
            plain(row) for row in session.scalars(select(ReflectionText).where(ReflectionText.enrolment_id.in_(mine)))
        ],
    }


def has_words(person_id: int) -> bool:
    """Whether anything that a person wrote is here: for whoever must see that it stays with her."""
    mine = ReflectionText.enrolment_id.in_(enrolments_of(person_id))
    return session.scalar(select(ReflectionText.enrolment_id).where(mine).limit(1)) is not None


def forget(finished: Limit, drafted: Limit) -> dict[str, int]:
    """Delete the words of reflections finished too long ago, and of drafts not touched for too long."""
    over = select(Reflection.enrolment_id).where(older(Reflection.finished_at, Reflection.enrolment_id, finished))
    every = select(Reflection.enrolment_id)
    old = delete(ReflectionText).where(ReflectionText.enrolment_id.in_(over))
    drafts = delete(ReflectionText).where(
        ReflectionText.enrolment_id.not_in(every), older(ReflectionText.saved_at, ReflectionText.enrolment_id, drafted)
    )
    return {
        "reflections": len(session.execute(old.returning(ReflectionText.enrolment_id)).all()),
        "drafts": len(session.execute(drafts.returning(ReflectionText.enrolment_id)).all()),
    }


def erase(person_id: int) -> None:
    """Delete every word of hers."""
    session.execute(delete(ReflectionText).where(ReflectionText.enrolment_id.in_(enrolments_of(person_id))))

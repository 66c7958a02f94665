"""What workforce holds about a person, for how long, and how it is erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from app.core.database import plain, session
from app.workforce import queries
from app.workforce.actions.roster import forget_old_uploads
from app.workforce.models import EarlierTraining, JoinRequest, Post, RosterUpload

MOVED_WITH_A_PERSON = (Post, JoinRequest, EarlierTraining)


def about(person_id: int) -> dict[str, Any]:
    """Everything held here about one person."""
    posts = session.scalars(select(Post).where(Post.person_id == person_id)).all()
    return {
        "posts": [{**plain(post), "setting": queries.setting(post.setting_id).name} for post in posts],
        "join_requests": _rows(JoinRequest, person_id),
        "earlier_training": _rows(EarlierTraining, person_id),
        "staff_lists_brought_in": [
            plain(row, "content")
            for row in session.scalars(select(RosterUpload).where(RosterUpload.person_id == person_id))
        ],
    }


def _rows(table: Any, person_id: int) -> list[dict[str, Any]]:
    return [plain(row) for row in session.scalars(select(table).where(table.person_id == person_id))]


def forget(requests_before: datetime) -> dict[str, int]:
    """Erase uploads older than a day and requests that nobody answered; returns how many of each."""
    open_and_old = (JoinRequest.asked_at < requests_before) & JoinRequest.decided_at.is_(None)
    gone = session.execute(delete(JoinRequest).where(open_and_old).returning(JoinRequest.id)).all()
    return {"staff lists": forget_old_uploads(), "join requests": len(gone)}


def erase(person_id: int) -> None:
    """Delete what lists and requests say of a person, and every list that may name her; her posts stay as numbers."""
    settings = select(Post.setting_id).where(Post.person_id == person_id)
    session.execute(delete(RosterUpload).where(RosterUpload.setting_id.in_(settings)))
    session.execute(delete(JoinRequest).where(JoinRequest.person_id == person_id))
    session.execute(delete(EarlierTraining).where(EarlierTraining.person_id == person_id))
    for post in session.scalars(select(Post).where(Post.person_id == person_id)):
        post.external_id = post.works_days = None
    session.flush()

"""What workforce holds about a person, for how long, and how it is erased."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, delete, literal, select, update

from app.core.clock import today
from app.core.database import plain, session
from app.workforce import queries
from app.workforce.actions.history import keep_posts
from app.workforce.actions.roster import forget_old_uploads
from app.workforce.models import Appointment, EarlierTraining, JoinRequest, Leave, Post, PostChange, RosterUpload

MOVED_WITH_A_PERSON = (Post, JoinRequest, EarlierTraining, Appointment)


def about(person_id: int) -> dict[str, Any]:
    """Everything held here about one person."""
    posts = session.scalars(select(Post).where(Post.person_id == person_id)).all()
    return {
        "posts": [{**plain(post), "setting": queries.setting(post.setting_id).name} for post in posts],
        "posts_over_time": _of_posts(PostChange, posts),
        "leave": _of_posts(Leave, posts),
        "appointments": _rows(Appointment, person_id),
        "join_requests": _rows(JoinRequest, person_id),
        "earlier_training": _rows(EarlierTraining, person_id),
        "staff_lists_brought_in": [
            plain(row, "content")
            for row in session.scalars(select(RosterUpload).where(RosterUpload.person_id == person_id))
        ],
    }


def _rows(table: Any, person_id: int) -> list[dict[str, Any]]:
    return [plain(row) for row in session.scalars(select(table).where(table.person_id == person_id))]


def _of_posts(table: Any, posts: Sequence[Post]) -> list[dict[str, Any]]:
    mine = table.post_id.in_([post.id for post in posts])
    return [plain(row) for row in session.scalars(select(table).where(mine).order_by(table.id))]


def left_before(usual: date, own: dict[int, date], office_since: datetime) -> list[int]:
    """People whose every post ended before a day, the setting's own where it has one, and who held no office since."""
    day = (
        case({place: literal(one) for place, one in own.items()}, value=Post.setting_id, else_=usual) if own else usual
    )
    here = select(Post.person_id).where(Post.ended_on.is_(None) | (Post.ended_on >= day))
    held = select(Appointment.person_id).where(Appointment.ended_at.is_(None) | (Appointment.ended_at >= office_since))
    gone = select(Post.person_id).where(Post.person_id.not_in(here), Post.person_id.not_in(held))
    return list(session.scalars(gone.distinct().order_by(Post.person_id)))


def forget(requests_before: datetime) -> dict[str, int]:
    """Erase uploads older than a day and requests that nobody answered; returns how many of each."""
    open_and_old = (JoinRequest.asked_at < requests_before) & JoinRequest.decided_at.is_(None)
    gone = session.execute(delete(JoinRequest).where(open_and_old).returning(JoinRequest.id)).all()
    return {"staff lists": forget_old_uploads(), "join requests": len(gone)}


def erase(person_id: int) -> None:
    """Delete what lists and requests say of a person, every list that may name her, her leaves and her offices.

    Her posts stay, and end today where they had not ended.
    """
    settings = select(Post.setting_id).where(Post.person_id == person_id)
    session.execute(delete(RosterUpload).where(RosterUpload.setting_id.in_(settings)))
    session.execute(delete(JoinRequest).where(JoinRequest.person_id == person_id))
    session.execute(delete(EarlierTraining).where(EarlierTraining.person_id == person_id))
    session.execute(delete(Appointment).where(Appointment.person_id == person_id))
    session.execute(update(Leave).where(Leave.noted_by == person_id).values(noted_by=None))
    posts = session.scalars(select(Post).where(Post.person_id == person_id)).all()
    session.execute(delete(Leave).where(Leave.post_id.in_([post.id for post in posts])))
    for post in posts:
        post.external_id = post.works_days = post.site = post.line_manager = None
        post.ended_on = post.ended_on or today()
    session.flush()
    keep_posts(queries.posts([post.id for post in posts]))

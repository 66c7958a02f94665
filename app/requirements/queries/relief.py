"""Reading what posts were given."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from app.core.database import session
from app.requirements.models import Relief
from app.requirements.queries.dues import relief_record
from app.requirements.records import ReliefKind, ReliefRecord


def _records(which: ColumnElement[bool]) -> list[ReliefRecord]:
    people = Relief.metadata.tables["person"]
    holder, giver = aliased(people), aliased(people)
    query = (
        select(Relief, holder.c.name, giver.c.name)
        .join(holder, holder.c.id == Relief.person_id)
        .join(giver, giver.c.id == Relief.given_by)
        .where(which)
        .order_by(Relief.id.desc())
    )
    return [relief_record(*row) for row in session.execute(query)]


def reliefs_of(post_id: int) -> list[ReliefRecord]:
    """Everything a post was given and took back, newest first."""
    return _records(Relief.post_id == post_id)


def open_words(setting_id: int) -> list[ReliefRecord]:
    """What people of a setting said is not their job any more, and nobody has answered."""
    post = Relief.metadata.tables["post"]
    theirs = select(post.c.id).where(post.c.setting_id == setting_id)
    is_open = Relief.answered_at.is_(None) & Relief.withdrawn_at.is_(None) & (Relief.kind == ReliefKind.NOT_MINE)
    return _records(is_open & Relief.post_id.in_(theirs))

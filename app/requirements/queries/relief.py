"""Reading what posts were given."""

from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from app.core.database import session
from app.core.dates import end_of
from app.requirements.models import Relief
from app.requirements.queries.dues import relief_on, relief_record
from app.requirements.records import ReliefKind, ReliefRecord


def _records(which: ColumnElement[bool], day: date | None = None) -> list[ReliefRecord]:
    people = Relief.metadata.tables["person"]
    holder, giver = aliased(people), aliased(people)
    query = (
        select(Relief, holder.c.name, giver.c.name)
        .join(holder, holder.c.id == Relief.person_id)
        .join(giver, giver.c.id == Relief.given_by)
        .where(which)
        .order_by(Relief.id.desc())
    )
    rows = session.execute(query)
    return [relief_on(day, *row) for row in rows] if day else [relief_record(*row) for row in rows]


def reliefs_of(post_id: int, day: date | None = None) -> list[ReliefRecord]:
    """Everything a post was given and took back, newest first: by now, or by the end of a day."""
    if day is None:
        return _records(Relief.post_id == post_id)
    return _records((Relief.post_id == post_id) & (Relief.given_at < end_of(day)), day)


def open_words(setting_id: int) -> list[ReliefRecord]:
    """What people of a setting said is not their job any more, and nobody has answered."""
    post = Relief.metadata.tables["post"]
    # Asked word by word and not post by post: few words are open anywhere, and a setting may have thousands of posts.
    is_theirs = exists().where(post.c.id == Relief.post_id, post.c.setting_id == setting_id)
    is_open = Relief.answered_at.is_(None) & Relief.withdrawn_at.is_(None) & (Relief.kind == ReliefKind.NOT_MINE)
    return _records(is_open & is_theirs)

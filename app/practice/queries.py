"""Reading practice actions."""

from sqlalchemy import select

from app.core.clock import today
from app.core.database import session
from app.practice.models import PracticeAction
from app.practice.records import ActionRecord


def of_setting(setting_id: int) -> list[ActionRecord]:
    """A setting's practice actions, the next to be looked at first: one statement."""
    post, person = (PracticeAction.metadata.tables[name] for name in ("post", "person"))
    rows = session.execute(
        select(PracticeAction, person.c.name)
        .join(post, post.c.id == PracticeAction.author_post_id)
        .join(person, person.c.id == post.c.person_id)
        .where(PracticeAction.setting_id == setting_id)
        .order_by(PracticeAction.review_on, PracticeAction.id)
    )
    day = today()
    return [
        ActionRecord(
            row.id,
            row.words,
            row.owner,
            author,
            row.review_on,
            row.module,
            row.statement,
            row.created_at,
            row.review_on <= day,
        )
        for row, author in rows
    ]

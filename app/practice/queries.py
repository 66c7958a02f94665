"""Reading practice actions."""

from datetime import date

from sqlalchemy import select

from app.core.clock import today
from app.core.database import session
from app.core.dates import end_of
from app.practice.models import PracticeAction
from app.practice.records import ActionRecord


def of_setting(setting_id: int, on: date | None = None) -> list[ActionRecord]:
    """A setting's practice actions, the next to be looked at first: one statement.

    `on` asks for those that were open on an earlier day, as they stood then.
    """
    day = on or today()
    opened = PracticeAction.created_at < end_of(day)
    post, person = (PracticeAction.metadata.tables[name] for name in ("post", "person"))
    rows = session.execute(
        select(PracticeAction, person.c.name)
        .join(post, post.c.id == PracticeAction.author_post_id)
        .join(person, person.c.id == post.c.person_id)
        .where(PracticeAction.setting_id == setting_id, opened)
        .order_by(PracticeAction.review_on, PracticeAction.id)
    )
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

"""Reading practice actions."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

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


def totals(setting_ids: Collection[int]) -> dict[int, dict[str, dict[str, int]]]:
    """How many practice actions some settings have, to be looked at now and later: one statement.

    By setting, under "actions"; `people` are the posts of those who wrote them.
    """
    is_due = PracticeAction.review_on <= today()
    rows = session.execute(
        select(
            PracticeAction.setting_id,
            func.count(PracticeAction.author_post_id.distinct()),
            func.count().filter(~is_due),
            func.count().filter(is_due),
        )
        .where(PracticeAction.setting_id.in_(setting_ids))
        .group_by(PracticeAction.setting_id)
    )
    return {place: {"actions": {"people": people, "open": later, "due": due}} for place, people, later, due in rows}

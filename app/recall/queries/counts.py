"""How many people of a setting answered what: numbers only, and none of a small group."""

from datetime import datetime

from sqlalchemy import func, select

from app.core.database import session
from app.core.small_numbers import masked
from app.recall.models import RecallQuestion
from app.recall.records import RecallCount
from app.recall.rules import WEEKS


def counts(setting_id: int, since: datetime) -> list[RecallCount]:
    """What came of a setting's questions since a moment, step by step: one statement."""
    people = func.count(RecallQuestion.post_id.distinct())
    here = (RecallQuestion.setting_id == setting_id) & (RecallQuestion.asked_at >= since)
    query = select(RecallQuestion.weeks, RecallQuestion.is_right, people).where(here)
    found: dict[int, dict[bool | None, int]] = {weeks: dict.fromkeys((True, False, None), 0) for weeks in WEEKS}
    for weeks, is_right, count in session.execute(query.group_by(RecallQuestion.weeks, RecallQuestion.is_right)):
        found[weeks][is_right] = count
    return [RecallCount(weeks, *masked(cells).values()) for weeks, cells in found.items()]

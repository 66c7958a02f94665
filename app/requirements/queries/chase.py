"""Reading who has something to do now, or had on a day, and who has not."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from app.core.clock import today
from app.core.database import session
from app.core.dates import end_of
from app.requirements.models import Assignment, Standing
from app.requirements.queries.as_at import as_at
from app.requirements.queries.history import sort_name
from app.requirements.queries.standings import in_state, to_standing
from app.requirements.records import Owing, StandingRecord, State

NOW = (State.OVERDUE, State.DUE_SOON, State.RENEW_NOW, State.TOP_UP)
OPEN = (State.NOT_STARTED, State.UNDER_WAY)
SETTLED = (State.DONE, State.RENEW_SOON)


def _owing(setting_id: int) -> ColumnElement[bool]:
    """What is due now. Where a setting has never asked anybody for anything, whatever is not done yet counts too."""
    states = _states(Assignment.setting_id == setting_id)
    return (Standing.setting_id == setting_id) & or_(*(in_state(one) for one in states))


def _states(asking: ColumnElement[bool]) -> tuple[State, ...]:
    has_asked = session.scalar(select(Assignment.id).where(asking).limit(1))
    return NOW if has_asked else (*NOW, *OPEN)


def to_chase(setting_id: int, first: int, most: int) -> tuple[list[Owing], int]:
    """Those of a setting with something to do now, the longest due first, from place `first` on; and how many."""
    owing = _owing(setting_id)
    total = session.scalar(select(func.count(Standing.post_id.distinct())).where(owing)) or 0
    longest = func.min(func.coalesce(Standing.due_by, Standing.renew_by))
    query = select(Standing.post_id).where(owing).group_by(Standing.post_id, Standing.sort_name)
    posts = session.scalars(
        query.order_by(longest.asc().nulls_last(), Standing.sort_name, Standing.post_id).offset(first).limit(most)
    ).all()
    found: dict[int, list[StandingRecord]] = {post: [] for post in posts}
    for row in session.scalars(select(Standing).where(owing, Standing.post_id.in_(posts))):
        found[row.post_id].append(to_standing(row, today()))
    return [_one(some) for some in found.values()], total


def _one(some: list[StandingRecord]) -> Owing:
    in_order = tuple(sorted(some, key=_urgency))
    return Owing(some[0].post_id, some[0].person_name, some[0].job_title, in_order)


def _urgency(one: StandingRecord) -> Any:
    return one.due_by or one.renew_by or date.max


def count_settled(setting_id: int) -> int:
    """How many people of a setting have nothing to do now and at least one module behind them."""
    settled = (Standing.setting_id == setting_id) & or_(*(in_state(one) for one in SETTLED))
    owing = select(Standing.post_id).where(_owing(setting_id))
    people = select(func.count(Standing.post_id.distinct())).where(settled, Standing.post_id.not_in(owing))
    return session.scalar(people) or 0


def chased_as_at(setting_id: int, day: date) -> tuple[list[Owing], int]:
    """Everyone of a setting who had something to do on an earlier day, the longest due first; and how many had none.

    The latter have at least one module behind them, as in `count_settled`.
    """
    states = _states((Assignment.setting_id == setting_id) & (Assignment.made_at < end_of(day)))
    posts: dict[int, list[StandingRecord]] = defaultdict(list)
    for one in as_at(setting_id, day).standings:
        posts[one.post_id].append(one)
    owing = {post: [one for one in some if one.state in states] for post, some in posts.items()}
    settled = sum(not owing[post] and any(one.state in SETTLED for one in some) for post, some in posts.items())
    return sorted((_one(some) for some in owing.values() if some), key=_longest), settled


def _longest(one: Owing) -> tuple[date, str, int]:
    return _urgency(one.standings[0]), sort_name(one.person_name), one.post_id

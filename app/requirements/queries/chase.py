"""Reading who has something to do now, or had on a day, and who has not."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from app.core.clock import today
from app.core.database import session
from app.core.dates import end_of
from app.requirements.models import Assignment, OverallStanding, Standing
from app.requirements.queries.as_at import as_at
from app.requirements.queries.history import sort_name
from app.requirements.queries.standings import in_state, to_standing
from app.requirements.records import Overall, Owing, StandingRecord, State

NOW = (State.OVERDUE, State.DUE_SOON, State.RENEW_NOW, State.TOP_UP)
SETTLED = (State.DONE, State.RENEW_SOON)
OPEN = (State.NOT_STARTED, State.UNDER_WAY)
OWING = (Overall.DUE, Overall.OPEN, Overall.PARTLY)


def _has_asked(asking: ColumnElement[bool]) -> bool:
    """Whether anybody was ever asked for anything. Where nobody was, whatever is not done yet is due too."""
    return bool(session.scalar(select(exists().where(asking))))


def _today(setting_id: int) -> ColumnElement[bool]:
    day = today()
    return (
        (OverallStanding.setting_id == setting_id) & (OverallStanding.from_day <= day) & (OverallStanding.to_day >= day)
    )


def counts_to_chase(setting_id: int) -> tuple[int, int]:
    """How many of a setting have something to do now, and how many have not and something behind them."""
    query = select(OverallStanding.called, func.count()).where(_today(setting_id))
    rows = session.execute(query.group_by(OverallStanding.called))
    found = {str(one): count for one, count in rows}
    if _has_asked(Assignment.setting_id == setting_id):
        return found.get(Overall.DUE, 0), found.get(Overall.PARTLY, 0) + found.get(Overall.SETTLED, 0)
    return sum(found.get(one, 0) for one in OWING), found.get(Overall.SETTLED, 0)


def to_chase(setting_id: int, first: int, most: int) -> list[Owing]:
    """Those of a setting with something to do now, the longest due first, from place `first` on."""
    has_asked, row = _has_asked(Assignment.setting_id == setting_id), OverallStanding
    owing = row.called.in_([str(Overall.DUE)] if has_asked else [str(one) for one in OWING])
    in_order = select(row.post_id).where(_today(setting_id), owing).order_by(row.longest, row.sort_name, row.post_id)
    posts = session.scalars(in_order.offset(first).limit(most)).all()
    found: dict[int, list[StandingRecord]] = {post: [] for post in posts}
    due = in_state(*(NOW if has_asked else (*NOW, *OPEN)))
    for one in session.scalars(select(Standing).where(Standing.post_id.in_(posts), due)):
        found[one.post_id].append(to_standing(one, today()))
    return [_one(some) for some in found.values() if some]


def _one(some: list[StandingRecord]) -> Owing:
    in_order = tuple(sorted(some, key=_urgency))
    return Owing(some[0].post_id, some[0].person_name, some[0].job_title, in_order)


def _urgency(one: StandingRecord) -> Any:
    return one.due_by or one.renew_by or date.max


def chased_as_at(setting_id: int, day: date) -> tuple[list[Owing], int]:
    """Everyone of a setting who had something to do on an earlier day, the longest due first; and how many had none.

    The latter have at least one module behind them, as in `counts_to_chase`.
    """
    has_asked = _has_asked((Assignment.setting_id == setting_id) & (Assignment.made_at < end_of(day)))
    states = NOW if has_asked else (*NOW, *OPEN)
    posts: dict[int, list[StandingRecord]] = defaultdict(list)
    for one in as_at(setting_id, day).standings:
        posts[one.post_id].append(one)
    owing = {post: [one for one in some if one.state in states] for post, some in posts.items()}
    settled = sum(not owing[post] and any(one.state in SETTLED for one in some) for post, some in posts.items())
    return sorted((_one(some) for some in owing.values() if some), key=_longest), settled


def _longest(one: Owing) -> tuple[date, str, int]:
    return _urgency(one.standings[0]), sort_name(one.person_name), one.post_id

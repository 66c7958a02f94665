"""Reading how whole settings stand: now, for a few; as counted, for many."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, and_, false, func, or_, select

from app.core.clock import today
from app.core.database import session
from app.core.vocabulary import SettingKind
from app.requirements.models import RequirementStanding, RollUp, SettingTally, StaleTally, Standing
from app.requirements.queries.standings import called
from app.requirements.records import KindTally, State


def states_by_setting(setting_ids: Collection[int]) -> dict[int, dict[str, dict[State, int]]]:
    """How many posts stand where today, by setting and module: one statement."""
    rows = session.execute(
        select(Standing.setting_id, Standing.module, called().label("called"), func.count())
        .where(Standing.setting_id.in_(setting_ids))
        .group_by(Standing.setting_id, Standing.module, "called")
    )
    found: dict[int, dict[str, dict[State, int]]] = {}
    for setting_id, module, one, count in rows:
        found.setdefault(setting_id, {}).setdefault(module, dict.fromkeys(State, 0))[State(one)] = count
    return found


def in_date(setting_id: int) -> dict[str, tuple[int, int]]:
    """For each requirement of a setting, how many posts have something recorded that is in date, and how many not.

    The same borders of days as `rules.duty_state`, for the database: one statement. Posts on leave are neither.
    """
    row, day = RequirementStanding, today()
    is_away = and_(row.away_from <= day, or_(row.away_to.is_(None), row.away_to >= day))
    is_spent = or_(row.due_on < day, row.top_up_on <= day)
    is_done = and_(row.done_on.is_not(None), func.coalesce(is_spent, false()).is_(false()))
    done = func.count().filter(is_done)
    rows = session.execute(
        select(row.code, done, func.count() - done)
        .where(row.setting_id == setting_id, func.coalesce(is_away, false()).is_(false()))
        .group_by(row.code)
    )
    return {code: (yes, no) for code, yes, no in rows}


def roll_up(partnership_id: int) -> list[KindTally]:
    """How the settings of a partnership stood when they were last counted, by kind: one statement, few rows."""
    rows = session.scalars(select(RollUp).where(RollUp.partnership_id == partnership_id).order_by(RollUp.kind))
    return [KindTally(SettingKind(row.kind), row.settings, row.numbers, row.counted_at) for row in rows]


def settings_to_count() -> list[tuple[int, int]]:
    """The settings that must be counted, each with its partnership first, in order of both."""
    return [(partnership, setting) for partnership, setting in session.execute(_to_count())]


def is_anything_to_count() -> bool:
    """Whether any setting changed since it was counted, or was not counted today."""
    return session.execute(_to_count().limit(1)).first() is not None


def _to_count() -> Select[Any]:
    setting = SettingTally.metadata.tables["setting"].c
    is_old = or_(SettingTally.counted_on.is_(None), SettingTally.counted_on != today())
    return (
        select(setting.partnership_id, setting.id)
        .outerjoin(SettingTally, SettingTally.setting_id == setting.id)
        .where(or_(is_old, setting.id.in_(select(StaleTally.setting_id))))
        .order_by(setting.partnership_id, setting.id)
    )

"""How a setting stands, today or as it stood on a day: the same answers, read where they are stored or reckoned."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from sqlalchemy import Select, null, select

from app.core.clock import today
from app.core.database import session
from app.requirements.models import RequirementStanding, Standing
from app.requirements.queries.duties import to_duty
from app.requirements.queries.history import Rows, reckoned, sort_name, standings_as_at
from app.requirements.queries.lines import duty_lines_as_at, lines_as_at
from app.requirements.queries.standings import PAGE, to_standing
from app.requirements.records import (
    Cell,
    DutyCell,
    DutyRecord,
    DutyState,
    Line,
    OneCell,
    Sheet,
    StandingRecord,
    State,
    View,
)
from app.workforce import queries as workforce


@dataclass(frozen=True)
class AsAt:
    """Where every post of a setting stood on a day, by module and by requirement, in the order of names."""

    standings: list[StandingRecord]
    duties: list[DutyRecord]


def as_at(setting_id: int, day: date) -> AsAt:
    """Every standing of a setting: as stored where the day is today, otherwise reckoned from history."""
    if day >= today():
        return AsAt(
            [to_standing(row, today()) for row in session.execute(_of(Standing, setting_id))],
            [to_duty(row, today()) for row in session.execute(_of(RequirementStanding, setting_id))],
        )
    return _records(standings_as_at(setting_id, day), day)


def post_as_at(post_id: int, day: date) -> AsAt:
    """Every standing of one post: as stored where the day is today, otherwise reckoned from history."""
    if day >= today():
        mine = Standing.post_id == post_id, RequirementStanding.post_id == post_id
        return AsAt(
            [to_standing(row, today()) for row in session.scalars(select(Standing).where(mine[0]))],
            [to_duty(row, today()) for row in session.scalars(select(RequirementStanding).where(mine[1]))],
        )
    return _records(reckoned([post_id], day), day)


def _records(rows: Rows, day: date) -> AsAt:
    standings = [to_standing(Standing(**row), day) for row in sorted(rows.standings, key=_by_name)]
    return AsAt(standings, [to_duty(RequirementStanding(**row), day) for row in sorted(rows.duties, key=_by_name)])


def _of(model: Any, setting_id: int) -> Select[Any]:
    """A setting's rows as plain columns, without the reasons: they are read for one post at a time."""
    columns = [null().label("reasons") if one.key == "reasons" else one for one in model.__table__.c]
    return select(*columns).where(model.setting_id == setting_id).order_by(model.sort_name, model.post_id)


def _by_name(row: dict[str, Any]) -> tuple[str, int]:
    return row["sort_name"], row["post_id"]


STANDING_DAYS = {"renew": "renew_by", "done": "done_on", "due": "due_by"}
DUTY_DAYS = {"renew": "due_on", "done": "done_on"}


def sheet_as_at(setting_id: int, view: View, day: date) -> tuple[Sheet[Cell], dict[State, int]]:
    """One page of a setting's grid and its counts as they stood on an earlier day."""
    sheet, counts = _seen(setting_id, view, lines_as_at(setting_id, day), STANDING_DAYS)
    return sheet, {one: counts[one] for one in State}


def duty_sheet_as_at(setting_id: int, view: View, day: date) -> tuple[Sheet[DutyCell], dict[DutyState, int]]:
    """One page of a setting's grid by requirement and its counts as they stood on an earlier day."""
    sheet, counts = _seen(setting_id, view, duty_lines_as_at(setting_id, day), DUTY_DAYS)
    return sheet, {one: counts[one] for one in DutyState}


def _seen(
    setting_id: int, view: View, everybody: Iterable[Line[OneCell]], days: Mapping[str, str]
) -> tuple[Sheet[OneCell], Counter[Any]]:
    """What a view shows of some lines, and how many are in each state.

    `days` says which day of a cell each order goes by; other orders go by name.
    """
    found = [line for line in everybody if view.column in line.cells]
    counts = Counter(line.cells[view.column].state for line in found)
    fits, field = _fits(setting_id, view), days.get(view.order)

    def key(line: Line[OneCell]) -> tuple[date, str]:
        day = getattr(line.cells[view.column], field) if field else None
        return day or date.min, sort_name(line.person_name)

    kept = sorted((line for line in found if fits(line)), key=key, reverse=view.descending)
    pages = max(1, ceil(len(kept) / PAGE))
    page = min(max(view.page, 1), pages)
    return Sheet(kept[(page - 1) * PAGE : page * PAGE], len(kept), page, pages), counts


def _fits(setting_id: int, view: View) -> Callable[[Line[Any]], bool]:
    words = view.words.casefold()
    there = workforce.posts_at(setting_id, view.site) if view.site else frozenset()

    def fits(one: Line[Any]) -> bool:
        return (
            (view.state is None or one.cells[view.column].state is view.state)
            and words in f"{one.person_name}\n{one.job_title}".casefold()
            and (view.role is None or one.role == view.role)
            and (not view.site or one.post_id in there)
        )

    return fits

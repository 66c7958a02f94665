"""How a setting stands, today or as it stood on a day: the same answers, read where they are stored or reckoned."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from app.core.clock import today
from app.core.database import session
from app.requirements.models import RequirementStanding, Standing
from app.requirements.queries.duties import to_duty
from app.requirements.queries.history import Rows, chunks, reckoned, sort_name, standings_as_at
from app.requirements.queries.standings import PAGE, to_standing
from app.requirements.records import (
    Due,
    DutyRecord,
    DutySheet,
    DutyState,
    ReliefKind,
    Sheet,
    StandingRecord,
    State,
    View,
)
from app.requirements.rules import state
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
            [to_standing(row, today()) for row in session.scalars(_of(Standing, setting_id))],
            [to_duty(row, today()) for row in session.scalars(_of(RequirementStanding, setting_id))],
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
    return select(model).where(model.setting_id == setting_id).order_by(model.sort_name, model.post_id)


def _by_name(row: dict[str, Any]) -> tuple[str, int]:
    return row["sort_name"], row["post_id"]


STANDING_DAYS = {"renew": "renew_by", "done": "done_on", "due": "due_by"}
DUTY_DAYS = {"renew": "due_on", "done": "done_on"}


class _Seen(NamedTuple):
    """What a view shows: how many are in each state, a page of those that fit, how many fit, which page of how many."""

    counts: Counter[Any]
    rows: list[dict[str, Any]]
    total: int
    page: int
    pages: int


def sheet_as_at(setting_id: int, view: View, day: date) -> tuple[Sheet, dict[State, int]]:
    """One page of a setting's grid and its counts as they stood on an earlier day."""
    cells: dict[int, dict[str, StandingRecord]] = defaultdict(dict)
    for one in as_at(setting_id, day).standings:
        cells[one.post_id][one.module] = one
    seen = _seen(setting_id, view, cells, lambda one, field: getattr(one, field), STANDING_DAYS)
    return Sheet(seen.rows, seen.total, seen.page, seen.pages), {one: seen.counts[one] for one in State}


def duty_sheet_as_at(setting_id: int, view: View, day: date) -> tuple[DutySheet, dict[DutyState, int]]:
    """One page of a setting's grid by requirement and its counts as they stood on an earlier day."""
    cells: dict[int, dict[str, DutyRecord]] = defaultdict(dict)
    for one in as_at(setting_id, day).duties:
        cells[one.post_id][one.duty.code] = one
    seen = _seen(setting_id, view, cells, lambda one, field: getattr(one.duty, field), DUTY_DAYS)
    return DutySheet(seen.rows, seen.total, seen.page, seen.pages), {one: seen.counts[one] for one in DutyState}


def _seen(
    setting_id: int,
    view: View,
    cells: Mapping[int, dict[str, Any]],
    of: Callable[[Any, str], date | None],
    days: Mapping[str, str],
) -> _Seen:
    """What a view shows of each post's cells by column.

    `of` reads a day of a cell by its name, and `days` says which day each order goes by; other orders go by name.
    """
    rows = [row for row in cells.values() if view.column in row]
    counts = Counter(row[view.column].state for row in rows)
    fits, field = _fits(setting_id, view), days.get(view.order)

    def key(row: dict[str, Any]) -> tuple[date, str]:
        one = row[view.column]
        return (of(one, field) or date.min) if field else date.min, sort_name(one.person_name)

    kept = sorted((row for row in rows if fits(row[view.column])), key=key, reverse=view.descending)
    pages = max(1, ceil(len(kept) / PAGE))
    page = min(max(view.page, 1), pages)
    return _Seen(counts, kept[(page - 1) * PAGE : page * PAGE], len(kept), page, pages)


def _fits(setting_id: int, view: View) -> Callable[[Any], bool]:
    words = view.words.casefold()
    there = workforce.posts_at(setting_id, view.site) if view.site else frozenset()

    def fits(one: Any) -> bool:
        return (
            (view.state is None or one.state is view.state)
            and words in f"{one.person_name}\n{one.job_title}".casefold()
            and (view.role is None or one.role == view.role)
            and (not view.site or one.post_id in there)
        )

    return fits


class Cell(NamedTuple):
    """What an export says of one post in one module."""

    state: State
    done_on: date | None
    renew_by: date | None
    due_by: date | None


class Line(NamedTuple):
    """One post in an export: whose it is, and its cells by module."""

    post_id: int
    name: str
    job_title: str
    role: str
    cells: dict[str, Cell]


def lines(setting_id: int, day: date) -> Iterator[Line]:
    """Every post of a setting by name, a few hundred at a time in memory, as it stands today or stood on a day."""
    return _stored(setting_id) if day >= today() else _reckoned(setting_id, day)


FIELDS = (
    "post_id", "person_name", "job_title", "role", "module", "began_on", "done_on", "renew_by", "top_up_on",
    "assigned_on", "due_by", "relief", "relief_from", "relief_until",
)  # fmt: skip


def _stored(setting_id: int) -> Iterator[Line]:
    query = select(*(getattr(Standing, name) for name in FIELDS)).where(Standing.setting_id == setting_id)
    rows = session.execute(query.order_by(Standing.sort_name, Standing.post_id).execution_options(yield_per=2000))
    for _, some in groupby(rows, key=attrgetter("post_id")):
        yield _line(list(some), today())


def _reckoned(setting_id: int, day: date) -> Iterator[Line]:
    posts = workforce.posts(workforce.post_ids([setting_id]))
    in_order = [post.id for post in sorted(posts, key=lambda post: (sort_name(post.person_name), post.id))]
    for some in chunks(in_order):
        found: dict[int, list[Any]] = defaultdict(list)
        for row in reckoned(some, day).standings:
            found[row["post_id"]].append(Standing(**row))
        yield from (_line(found[post_id], day) for post_id in some if post_id in found)


def _line(rows: list[Any], day: date) -> Line:
    first = rows[0]
    return Line(
        first.post_id, first.person_name, first.job_title, first.role, {row.module: _cell(row, day) for row in rows}
    )


def _cell(row: Any, day: date) -> Cell:
    relief = ReliefKind(row.relief) if row.relief else None
    asked = Due(row.assigned_on, row.due_by, relief, row.relief_from, row.relief_until)
    called = state(row.began_on, row.done_on, row.renew_by, day, row.top_up_on, asked)
    return Cell(called, row.done_on, row.renew_by, row.due_by)

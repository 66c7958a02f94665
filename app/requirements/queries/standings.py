"""Reading where posts stand."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, literal_column, or_, select

from app.core.clock import today
from app.core.database import session
from app.requirements.models import Standing
from app.requirements.records import Cell, Due, Line, ReliefKind, Sheet, StandingRecord, State, View
from app.requirements.rules import DUE_SOON, SOON, state

PAGE = 50
ORDERS = {
    "name": Standing.sort_name,
    "renew": Standing.renew_by,
    "done": Standing.done_on,
    "due": Standing.due_by,
}


def standings_of_post(post_id: int) -> dict[str, StandingRecord]:
    """A post's standing in every module."""
    rows = session.scalars(select(Standing).where(Standing.post_id == post_id).order_by(Standing.module))
    return {row.module: to_standing(row, today()) for row in rows}


def to_standing(row: Any, day: date) -> StandingRecord:
    """A standing as it is called on a day."""
    relief = ReliefKind(row.relief) if row.relief else None
    asked = Due(row.assigned_on, row.due_by, relief, row.relief_from, row.relief_until)
    return StandingRecord(
        row.post_id,
        row.person_id,
        row.person_name,
        row.job_title,
        row.role,
        row.module,
        row.began_on,
        row.sections_read,
        row.sections_total,
        row.done_on,
        row.renew_by,
        row.renew_code,
        state(row.began_on, row.done_on, row.renew_by, day, row.top_up_on, asked),
        row.top_up_on,
        row.assigned_on,
        row.due_by,
        relief,
        row.relief_from,
        row.relief_until,
    )


# What a cell is made of, in the order that `cell_maker` takes it.
CELL = (
    Standing.began_on,
    Standing.sections_read,
    Standing.sections_total,
    Standing.done_on,
    Standing.renew_by,
    Standing.top_up_on,
    Standing.assigned_on,
    Standing.due_by,
    Standing.relief,
    Standing.relief_from,
    Standing.relief_until,
)
WHOSE = (Standing.post_id, Standing.person_name, Standing.job_title, Standing.role, Standing.module)
DIFFERENT_CELLS = 4096


def cell_maker(day: date) -> Callable[..., Cell]:
    """What makes cells of facts, as they are called on a day; of the same facts, the same cell."""

    @lru_cache(DIFFERENT_CELLS)
    def made(
        began_on: date | None,
        sections_read: int,
        sections_total: int,
        done_on: date | None,
        renew_by: date | None,
        top_up_on: date | None,
        assigned_on: date | None,
        due_by: date | None,
        relief: str | None,
        relief_from: date | None,
        relief_until: date | None,
    ) -> Cell:
        kind = ReliefKind(relief) if relief else None
        called = state(
            began_on,
            done_on,
            renew_by,
            day,
            top_up_on,
            Due(assigned_on, due_by, kind, relief_from, relief_until),
        )
        return Cell(called, done_on, renew_by, due_by, began_on, sections_read, sections_total, kind, relief_until)

    return made


def lines_of(post_ids: Sequence[int]) -> list[Line[Cell]]:
    """The lines of some posts in the order given: one statement."""
    made, found = cell_maker(today()), dict[int, Line[Cell]]()
    for post_id, name, job_title, role, module, *facts in session.execute(
        select(*WHOSE, *CELL).where(Standing.post_id.in_(post_ids))
    ):
        if post_id not in found:
            found[post_id] = Line(post_id, name, job_title, role, {})
        found[post_id].cells[module] = made(*facts)
    return [found[post_id] for post_id in post_ids if post_id in found]


def sheet(setting_id: int, view: View) -> Sheet[Cell]:
    """One page of a setting's grid, ordered and filtered by one module, with the standings in all: three statements."""
    conditions = _shown(setting_id, view)
    posts, total, page, pages = paged(Standing, conditions, ORDERS.get(view.order, Standing.sort_name), view)
    return Sheet(lines_of(posts), total, page, pages)


def posts_in_view(setting_id: int, view: View) -> list[int]:
    """The posts of every page of a view, by name: one statement."""
    query = select(Standing.post_id).where(*_shown(setting_id, view)).order_by(Standing.sort_name, Standing.post_id)
    return list(session.scalars(query))


def _shown(setting_id: int, view: View) -> list[ColumnElement[bool]]:
    """The conditions of a view of modules."""
    conditions = [Standing.module == view.column, *fitting(Standing, setting_id, view)]
    if isinstance(view.state, State):
        conditions.append(in_state(view.state))
    return conditions


def fitting(table: Any, setting_id: int, view: View) -> list[ColumnElement[bool]]:
    """The conditions of a view that are the same for modules and requirements."""
    conditions = [table.setting_id == setting_id]
    if view.words:
        names = table.person_name.icontains(view.words, autoescape=True)
        conditions.append(or_(names, table.job_title.icontains(view.words, autoescape=True)))
    if view.role:
        conditions.append(table.role == view.role)
    if view.site:
        post = table.metadata.tables["post"].c
        conditions.append(
            table.post_id.in_(select(post.id).where(post.setting_id == setting_id, post.site == view.site))
        )
    return conditions


def paged(
    table: Any, conditions: list[ColumnElement[bool]], column: Any, view: View
) -> tuple[list[int], int, int, int]:
    """The posts of one page in order, how many fit, which page it is and how many there are: two statements."""
    total = session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
    pages = max(1, ceil(total / PAGE))
    page = min(max(view.page, 1), pages)
    first = column.desc().nulls_last() if view.descending else column.asc().nulls_first()
    query = select(table.post_id).where(*conditions).order_by(first, table.sort_name, table.post_id)
    return list(session.scalars(query.offset((page - 1) * PAGE).limit(PAGE))), total, page, pages


def in_state(*wanted: State) -> ColumnElement[bool]:
    """Whether a standing is called one of these today, for the database."""
    return called().in_([_as(one) for one in wanted])


def called() -> ColumnElement[str]:
    """What a standing is called today: the same partition of days as rules.state, for the database."""
    day, due, renew = today(), Standing.due_by, Standing.renew_by
    begins, ends = func.coalesce(Standing.relief_from, day), func.coalesce(Standing.relief_until, day)
    is_given = and_(Standing.relief.is_not(None), Standing.relief != ReliefKind.NOT_MINE)
    plain = case(
        (due < day, _as(State.OVERDUE)),
        (due <= day + DUE_SOON, _as(State.DUE_SOON)),
        (and_(Standing.done_on.is_(None), Standing.began_on.is_(None)), _as(State.NOT_STARTED)),
        (Standing.done_on.is_(None), _as(State.UNDER_WAY)),
        (and_(renew < day, due.is_(None)), _as(State.RENEW_NOW)),
        (Standing.top_up_on.is_not(None), _as(State.TOP_UP)),
        (renew <= day + SOON, _as(State.RENEW_SOON)),
        else_=_as(State.DONE),
    )
    is_relieved = and_(is_given, begins <= day, ends >= day)
    return case((and_(is_relieved, plain != _as(State.DONE)), _as(State.RELIEVED)), else_=plain)


def _as(one: State) -> ColumnElement[str]:
    return literal_column(f"'{one}'", String)


def counts(setting_id: int, module: str) -> dict[State, int]:
    """How many posts of a setting stand where in a module: one statement."""
    here = (Standing.setting_id == setting_id) & (Standing.module == module)
    found = dict(session.execute(select(called().label("called"), func.count()).where(here).group_by("called")).all())
    return {one: found.get(one, 0) for one in State}


def post_in_setting(post_id: int, setting_id: int) -> bool:
    """Whether a post is one of a setting's own."""
    query = select(Standing.post_id).where(Standing.post_id == post_id, Standing.setting_id == setting_id)
    return session.scalar(query.limit(1)) is not None

"""Reading where posts stand."""

from collections import defaultdict
from datetime import date
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select

from app.core.clock import today
from app.core.database import session
from app.requirements.models import Standing
from app.requirements.records import Due, ReliefKind, Sheet, StandingRecord, State, View
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


def to_standing(row: Standing, day: date) -> StandingRecord:
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


def sheet(setting_id: int, view: View) -> Sheet:
    """One page of a setting's grid, ordered and filtered by one module, with the standings in all: three statements."""
    conditions = [Standing.module == view.column, *fitting(Standing, setting_id, view)]
    if isinstance(view.state, State):
        conditions.append(in_state(view.state))
    rows, total, page, pages = paged(Standing, conditions, ORDERS.get(view.order, Standing.sort_name), view)
    cells: dict[int, dict[str, StandingRecord]] = defaultdict(dict)
    for row in session.scalars(select(Standing).where(Standing.post_id.in_(rows))):
        cells[row.post_id][row.module] = to_standing(row, today())
    return Sheet([cells[post] for post in rows], total, page, pages)


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


def in_state(wanted: State) -> ColumnElement[bool]:
    """The same partition of days as rules.state, for the database."""
    day = today()
    if wanted is State.DONE:
        return _unrelieved(State.DONE, day)
    if wanted is State.RELIEVED:
        return and_(not_(_is_asked(day)), not_(_unrelieved(State.DONE, day)))
    return and_(_is_asked(day), _unrelieved(wanted, day))


def _unrelieved(wanted: State, day: date) -> ColumnElement[bool]:
    """The state of somebody who is asked."""
    due = Standing.due_by
    if wanted is State.OVERDUE:
        return due < day
    if wanted is State.DUE_SOON:
        return due.between(day, day + DUE_SOON)
    return and_(or_(due.is_(None), due > day + DUE_SOON), _in_calm(wanted, day))


def _is_asked(day: date) -> ColumnElement[bool]:
    """The opposite of rules.is_relieved, for the database."""
    begins, ends = func.coalesce(Standing.relief_from, day), func.coalesce(Standing.relief_until, day)
    return or_(Standing.relief.is_(None), Standing.relief == ReliefKind.NOT_MINE, begins > day, ends < day)


def _in_calm(wanted: State, day: date) -> ColumnElement[bool]:
    """Where no day that was given is near."""
    done, renew, changed = Standing.done_on, Standing.renew_by, Standing.top_up_on
    is_late = and_(renew < day, Standing.due_by.is_(None))
    match wanted:
        case State.NOT_STARTED:
            return and_(done.is_(None), Standing.began_on.is_(None))
        case State.UNDER_WAY:
            return and_(done.is_(None), Standing.began_on.is_not(None))
        case State.DONE:
            return and_(done.is_not(None), changed.is_(None), or_(renew.is_(None), renew > day + SOON))
        case State.TOP_UP:
            return and_(done.is_not(None), changed.is_not(None), or_(renew.is_(None), not_(is_late)))
        case State.RENEW_SOON:
            is_near = or_(renew.between(day, day + SOON), and_(renew < day, Standing.due_by.is_not(None)))
            return and_(done.is_not(None), changed.is_(None), is_near)
        case _:
            return and_(done.is_not(None), is_late)


def counts(setting_id: int, module: str) -> dict[State, int]:
    """How many posts of a setting stand where in a module: one statement."""
    columns = [func.count().filter(in_state(one)).label(one.name) for one in State]
    row = session.execute(select(*columns).where(Standing.setting_id == setting_id, Standing.module == module)).one()
    return dict(zip(State, row, strict=True))


def post_in_setting(post_id: int, setting_id: int) -> bool:
    """Whether a post is one of a setting's own."""
    query = select(Standing.post_id).where(Standing.post_id == post_id, Standing.setting_id == setting_id)
    return session.scalar(query.limit(1)) is not None

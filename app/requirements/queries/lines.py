"""Every post of a setting as one line, in the order of names: read where it is stored, or reckoned, some at a time."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from app.core.clock import today
from app.core.database import session
from app.requirements.models import RequirementStanding, Standing
from app.requirements.queries.duties import duty_lines_of, to_duty
from app.requirements.queries.history import Row, chunks, reckoned, sort_name
from app.requirements.queries.standings import CELL, cell_maker, lines_of
from app.requirements.records import Cell, DutyCell, Line
from app.workforce import queries as workforce


def lines(setting_id: int, day: date) -> Iterator[Line[Cell]]:
    """Every post with its cells by module, a few hundred in memory, as it stands today or stood on a day."""
    if day >= today():
        for some in chunks(_stored(Standing, setting_id)):
            yield from lines_of(some)
        return
    made = cell_maker(day)
    for some in chunks(_by_name(setting_id)):
        found: dict[int, Line[Cell]] = {}
        for row in reckoned(some, day).standings:
            found.setdefault(row["post_id"], _line(row)).cells[row["module"]] = made(*(row[one.key] for one in CELL))
        yield from (found[post_id] for post_id in some if post_id in found)


def duty_lines(setting_id: int, day: date) -> Iterator[Line[DutyCell]]:
    """Every post with its cells by requirement, a few hundred in memory, as it stands today or stood on a day."""
    if day >= today():
        for some in chunks(_stored(RequirementStanding, setting_id)):
            yield from duty_lines_of(some)
        return
    for some in chunks(_by_name(setting_id)):
        found: dict[int, Line[DutyCell]] = {}
        for row in reckoned(some, day).duties:
            one = to_duty(RequirementStanding(**row), day)
            cell = DutyCell(one.state, one.duty.done_on, one.duty.due_on, one.duty.did)
            found.setdefault(row["post_id"], _line(row)).cells[row["code"]] = cell
        yield from (found[post_id] for post_id in some if post_id in found)


def _line(row: Row) -> Line[Any]:
    return Line(row["post_id"], row["person_name"], row["job_title"], row["role"], {})


def _stored(model: Any, setting_id: int) -> Iterator[int]:
    """The posts that stand anywhere, by name."""
    held = select(model.post_id).where(model.setting_id == setting_id).group_by(model.post_id, model.sort_name)
    return iter(session.scalars(held.order_by(model.sort_name, model.post_id)))


def _by_name(setting_id: int) -> list[int]:
    """Every post there ever was, by name."""
    posts = workforce.posts(workforce.post_ids([setting_id]))
    return [post.id for post in sorted(posts, key=lambda post: (sort_name(post.person_name), post.id))]

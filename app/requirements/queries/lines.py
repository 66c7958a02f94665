"""Every post of a setting as one line, in the order of names: read where it is stored, or reckoned, some at a time."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select

from app.core.clock import today
from app.core.database import session
from app.core.vocabulary import LEADS
from app.requirements.models import RequirementStanding, StandingLine
from app.requirements.queries.duties import to_duty
from app.requirements.queries.following import Row
from app.requirements.queries.history import AT_ONCE, chunks, reckoned, sort_name
from app.requirements.queries.standings import CELL, cell_maker
from app.requirements.records import Cell, DutyCell, DutyState, Line, ModuleTold, State, Summed
from app.requirements.rules import Once, duty_told, module_told
from app.workforce import queries as workforce

Said = TypeVar("Said")
WHOSE = ("post_id", "person_name", "job_title", "role")


def lines(setting_id: int, day: date, said: Callable[[ModuleTold], Said]) -> Iterator[Line[Said]]:
    """Every post and what `said` makes of where it stands by module, today or as it stood on a day.

    Of the same facts it is made once. A few hundred posts are in memory at a time.
    """
    made = Once(lambda text: said(module_told(text, day)))
    return _unpacked(_packed(setting_id, day, "modules", "module_facts"), made)


def duty_lines(setting_id: int, day: date, said: Callable[[DutyCell], Said]) -> Iterator[Line[Said]]:
    """Every post and what `said` makes of where it stands by requirement, as `lines` does by module."""
    made = Once(lambda text: said(duty_told(text, day)))
    return _unpacked(_packed(setting_id, day, "codes", "code_facts"), made)


def summed(setting_id: int, day: date) -> Summed:
    """How many posts stand where, today or as they stood on a day."""
    told, called = Once(lambda text: module_told(text, day)), Once(lambda text: duty_told(text, day).state)
    posts: list[int] = []
    began: set[int] = set()
    modules: dict[str, Counter[State]] = defaultdict(Counter)
    duties: dict[str, Counter[DutyState]] = defaultdict(Counter)
    of_leads: dict[str, Counter[DutyState]] = defaultdict(Counter)
    for post_id, _, _, role, *packed in _packed(setting_id, day, "modules", "module_facts", "codes", "code_facts"):
        posts.append(post_id)
        for module, one in _each(told, *packed[:2]):
            modules[module][one.state] += 1
            if one.began_on:
                began.add(post_id)
        for code, state in _each(called, *packed[2:]):
            duties[code][state] += 1
            if role in LEADS:
                of_leads[code][state] += 1
    return Summed(posts, frozenset(began), modules, duties, of_leads)


def _each(made: Once[Said], places: str, facts: str) -> Iterable[tuple[str, Said]]:
    return zip(places.split("\n"), map(made.__getitem__, facts.split("\n")), strict=True) if places else ()


def _unpacked(packed: Iterable[tuple[Any, ...]], made: Once[Said]) -> Iterator[Line[Said]]:
    for post_id, name, job_title, role, places, facts in packed:
        if places:
            yield Line(post_id, name, job_title, role, dict(_each(made, places, facts)))


def _packed(setting_id: int, day: date, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Whose each line of a setting is, and these columns of it."""
    wanted = [*WHOSE, *columns]
    if day >= today():
        kept = StandingLine.__table__.c
        query = select(*(kept[name] for name in wanted)).where(kept.setting_id == setting_id)
        in_order = query.order_by(kept.sort_name, kept.post_id)
        yield from session.execute(in_order, execution_options={"yield_per": AT_ONCE})
        return
    for some in chunks(_by_name(setting_id)):
        found = {row["post_id"]: row for row in reckoned(some, day).lines}
        yield from (tuple(found[post_id][name] for name in wanted) for post_id in some if post_id in found)


def lines_as_at(setting_id: int, day: date) -> Iterator[Line[Cell]]:
    """Every post with its cells by module as they stood on an earlier day."""
    made = cell_maker(day)
    for some in chunks(_by_name(setting_id)):
        found: dict[int, Line[Cell]] = {}
        for row in reckoned(some, day).standings:
            found.setdefault(row["post_id"], _line(row)).cells[row["module"]] = made(*(row[one.key] for one in CELL))
        yield from (found[post_id] for post_id in some if post_id in found)


def duty_lines_as_at(setting_id: int, day: date) -> Iterator[Line[DutyCell]]:
    """Every post with its cells by requirement as they stood on an earlier day."""
    for some in chunks(_by_name(setting_id)):
        found: dict[int, Line[DutyCell]] = {}
        for row in reckoned(some, day).duties:
            one = to_duty(RequirementStanding(**row), day)
            cell = DutyCell(one.state, one.duty.done_on, one.duty.due_on, one.duty.did)
            found.setdefault(row["post_id"], _line(row)).cells[row["code"]] = cell
        yield from (found[post_id] for post_id in some if post_id in found)


def _line(row: Row) -> Line[Any]:
    return Line(row["post_id"], row["person_name"], row["job_title"], row["role"], {})


def _by_name(setting_id: int) -> list[int]:
    """Every post there ever was, by name."""
    posts = workforce.posts(workforce.post_ids([setting_id]))
    return [post.id for post in sorted(posts, key=lambda post: (sort_name(post.person_name), post.id))]

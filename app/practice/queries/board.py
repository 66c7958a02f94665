"""Reading practice actions, as they stand or as they stood on a day."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import aliased

from app.core.clock import today
from app.core.database import Model, session
from app.core.dates import end_of
from app.core.errors import NotFound
from app.core.small_numbers import OTHER_KINDS, Cell
from app.library.records import Key
from app.practice.models import PracticeAction, PracticeFile, PracticeStep
from app.practice.records import OPEN, ActionRecord, Due, FileRecord, Kind, Origin, Standing, State, StepRecord
from app.practice.rules import KINDS, SafeKind


def of_setting(setting_id: int, on: date | None = None) -> list[ActionRecord]:
    """A setting's practice actions, the next to be looked at first: three statements, however many there are.

    `on` asks for those that were open on an earlier day, with the state and the evidence of that day.
    """
    found = _load(PracticeAction.setting_id == setting_id, on or today())
    return sorted(found, key=lambda one: (one.review_on, one.id))


def count_due(setting_id: int) -> int:
    """How many practice actions of a setting are open, and the day to look at them has come: one statement."""
    mine = select(PracticeAction.id).where(PracticeAction.setting_id == setting_id)
    newest = select(func.max(PracticeStep.id)).where(PracticeStep.action_id.in_(mine)).group_by(PracticeStep.action_id)
    is_due = PracticeStep.state.in_([str(state) for state in OPEN]) & (PracticeStep.review_on <= today())
    return session.scalar(select(func.count()).where(PracticeStep.id.in_(newest), is_due)) or 0


def count_opened_since(setting_id: int, moment: datetime) -> int:
    """How many practice actions a setting opened after a moment."""
    here = (PracticeAction.setting_id == setting_id) & (PracticeAction.created_at > moment)
    return session.scalar(select(func.count()).where(here)) or 0


def one(setting_id: int, action_id: int) -> ActionRecord:
    """One practice action of a setting. Raises NotFound for any other setting's, as for none."""
    wanted = (PracticeAction.setting_id == setting_id) & (PracticeAction.id == action_id)
    found = _load(wanted, today())
    if not found:
        raise NotFound("There is no such practice action.")
    return found[0]


def _load(wanted: ColumnElement[bool], day: date) -> list[ActionRecord]:
    post, person = _posts()
    until = end_of(day)
    rows = session.execute(
        select(PracticeAction, person.c.name)
        .join(post, post.c.id == PracticeAction.author_post_id)
        .join(person, person.c.id == post.c.person_id)
        .where(wanted, PracticeAction.created_at < until)
    ).all()
    steps = _steps(wanted & (PracticeStep.at < until), day)
    # One opened as the clock struck twelve has its first step on the day after.
    return [_action(row, author, steps[row.id], day) for row, author in rows if row.id in steps]


def _posts() -> tuple[Any, Any]:
    tables = Model.metadata.tables
    return tables["post"].alias(), tables["person"].alias()


def _action(row: PracticeAction, author: str, steps: list[StepRecord], day: date) -> ActionRecord:
    return ActionRecord(
        row.id,
        row.setting_id,
        row.words,
        author,
        Origin(row.origin),
        row.module,
        row.statement,
        row.version_id,
        tuple(row.themes),
        row.created_at,
        tuple(steps),
        day,
    )


def _steps(wanted: ColumnElement[bool], day: date) -> dict[int, list[StepRecord]]:
    """The steps of actions, oldest first, by action."""
    (by_post, by), (lead_post, lead) = _posts(), _posts()
    rows = session.execute(
        select(PracticeStep, by.c.name, lead.c.name, lead_post.c.ended_on)
        .join(PracticeAction, PracticeAction.id == PracticeStep.action_id)
        .join(by_post, by_post.c.id == PracticeStep.by_post_id)
        .join(by, by.c.id == by_post.c.person_id)
        .outerjoin(lead_post, lead_post.c.id == PracticeStep.owner_post_id)
        .outerjoin(lead, lead.c.id == lead_post.c.person_id)
        .where(wanted)
        .order_by(PracticeStep.id)
    ).all()
    files = _files(wanted)
    found: dict[int, list[StepRecord]] = {}
    for row in rows:
        found.setdefault(row[0].action_id, []).append(_step(row, files.get(row[0].id, ()), day))
    return found


def _step(found: Any, files: tuple[FileRecord, ...], day: date) -> StepRecord:
    row, by, leader, ended_on = found
    has_left = ended_on is not None and ended_on < day
    owner = f"{leader} (has left)" if has_left else leader or row.owner
    standing = Standing(State(row.state), row.review_on, owner, row.owner_post_id)
    return StepRecord(row.id, Kind(row.kind), row.at, by, row.words, standing, row.undoes_id, files)


def _files(wanted: ColumnElement[bool]) -> dict[int, tuple[FileRecord, ...]]:
    rows = session.execute(
        select(PracticeFile.step_id, PracticeFile.id, PracticeFile.name, PracticeFile.size)
        .join(PracticeStep, PracticeStep.id == PracticeFile.step_id)
        .join(PracticeAction, PracticeAction.id == PracticeStep.action_id)
        .where(wanted)
        .order_by(PracticeFile.id)
    )
    found: dict[int, tuple[FileRecord, ...]] = {}
    for step_id, file_id, name, size in rows:
        found[step_id] = (*found.get(step_id, ()), FileRecord(file_id, name, size))
    return found


def file_of(setting_id: int, action_id: int, file_id: int) -> tuple[str, SafeKind, bytes]:
    """A file of a setting's action: its name, what it is, its bytes. Raises NotFound, also once it was taken out."""
    row = session.execute(
        select(PracticeFile.name, PracticeFile.kind, PracticeFile.content)
        .join(PracticeStep, PracticeStep.id == PracticeFile.step_id)
        .join(PracticeAction, PracticeAction.id == PracticeStep.action_id)
        .where(
            PracticeFile.id == file_id,
            PracticeFile.size > 0,
            PracticeAction.id == action_id,
            PracticeAction.setting_id == setting_id,
        )
    ).first()
    if row is None:
        raise NotFound("There is no such file.")
    return row.name, KINDS[row.kind], row.content


def due_for_review(day: date) -> list[Due]:
    """Every open action, of any setting, whose day to be looked at is over by `day`: one statement."""
    setting = Model.metadata.tables["setting"]
    newest = select(func.max(PracticeStep.id)).where(PracticeStep.at < end_of(day)).group_by(PracticeStep.action_id)
    rows = session.execute(
        select(PracticeAction.id, setting.c.id, setting.c.name, PracticeStep.review_on, PracticeStep.owner_post_id)
        .join(PracticeStep, PracticeStep.action_id == PracticeAction.id)
        .join(setting, setting.c.id == PracticeAction.setting_id)
        .where(
            PracticeStep.id.in_(newest.scalar_subquery()),
            PracticeStep.state.in_(OPEN),
            PracticeStep.review_on < day,
        )
        .order_by(setting.c.id, PracticeStep.review_on, PracticeAction.id)
    )
    return [Due(*row) for row in rows]


def totals(setting_ids: Collection[int]) -> dict[int, dict[str, dict[str, int]]]:
    """How many open practice actions some settings have, to be looked at now and later: one statement.

    By setting, under "actions"; `people` are the posts of those who wrote them.
    """
    newest = select(func.max(PracticeStep.id)).group_by(PracticeStep.action_id)
    is_due = PracticeStep.review_on <= today()
    rows = session.execute(
        select(
            PracticeAction.setting_id,
            func.count(PracticeAction.author_post_id.distinct()),
            func.count().filter(~is_due),
            func.count().filter(is_due),
        )
        .join(PracticeStep, PracticeStep.action_id == PracticeAction.id)
        .where(PracticeStep.id.in_(newest), PracticeStep.state.in_(OPEN), PracticeAction.setting_id.in_(setting_ids))
        .group_by(PracticeAction.setting_id)
    )
    return {place: {"actions": {"people": people, "open": later, "due": due}} for place, people, later, due in rows}


def because_of(partnership_id: int, statements: Collection[Key]) -> list[Cell]:
    """What a partnership's settings decided to do because of some statements, in any edition: one statement of SQL.

    Whoever shows it hides small groups. The subject of a cell is its statement, as “module:code”; it holds the number
    of actions in each state, and of the people who wrote them.
    """
    tables = Model.metadata.tables
    setting, post, other = tables["setting"], tables["post"], aliased(PracticeStep)
    newest = select(func.max(other.id)).where(other.action_id == PracticeAction.id).scalar_subquery()
    rows = session.execute(
        select(
            PracticeAction.module,
            PracticeAction.statement,
            func.count(post.c.person_id.distinct()),
            func.count(PracticeAction.setting_id.distinct()),
            *(func.count().filter(PracticeStep.state == state) for state in State),
        )
        .select_from(PracticeAction)
        .join(PracticeStep, PracticeStep.id == newest)
        .join(setting, setting.c.id == PracticeAction.setting_id)
        .join(post, post.c.id == PracticeAction.author_post_id)
        .where(
            setting.c.partnership_id == partnership_id,
            tuple_(PracticeAction.module, PracticeAction.statement).in_(statements),
        )
        .group_by(PracticeAction.module, PracticeAction.statement)
    )
    measures = ("people", "settings", *State)
    return [
        Cell(OTHER_KINDS, f"{module}:{code}", dict(zip(measures, map(int, numbers), strict=True)))
        for module, code, *numbers in rows
    ]

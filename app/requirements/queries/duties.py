"""Reading where posts stand in requirements, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, literal_column, or_, select

from app.core.clock import today
from app.core.database import session
from app.core.dates import end_of
from app.library import queries as library
from app.requirements.models import RequirementStanding, Standing
from app.requirements.queries.history import module_reasons, reckoned
from app.requirements.queries.pathways import PRESENT, Book, requirements_of
from app.requirements.queries.standings import fitting, paged, standings_of_post, to_standing
from app.requirements.records import (
    CountedRecord,
    Duty,
    DutyCell,
    DutyRecord,
    DutyState,
    Line,
    Reason,
    RequirementRecord,
    Sheet,
    StandingRecord,
    View,
)
from app.requirements.rules import duty_state, explained, why_in_words
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

DUTY_ORDERS = {
    "name": RequirementStanding.sort_name,
    "renew": RequirementStanding.due_on,
    "done": RequirementStanding.done_on,
}


@dataclass(frozen=True)
class Explained:
    """One requirement of a post, where the post stands in it, and why, in sentences."""

    requirement: RequirementRecord
    duty: Duty
    state: DutyState
    counted: CountedRecord | None
    sentences: list[str]


def duties_of_post(post_id: int) -> dict[str, DutyRecord]:
    """A post's standing in every requirement that concerns it."""
    rows = session.scalars(
        select(RequirementStanding).where(RequirementStanding.post_id == post_id).order_by(RequirementStanding.code)
    )
    return {row.code: to_duty(row, today()) for row in rows}


def duties_on(post_id: int, day: date) -> dict[str, DutyRecord]:
    """A post's standing in every requirement that concerned it, as an earlier day's end left it."""
    return {row["code"]: to_duty(RequirementStanding(**row), day) for row in reckoned([post_id], day).duties}


def to_duty(row: Any, day: date) -> DutyRecord:
    """A post's standing in a requirement as it is called on a day; without its reasons where the row has none."""
    found = _duty(row)
    return DutyRecord(
        row.post_id, row.person_id, row.person_name, row.job_title, row.role, found, duty_state(found, day)
    )


def _duty(row: Any) -> Duty:
    reasons = tuple(Reason(**{**one, "day": date.fromisoformat(one["day"])}) for one in row.reasons or ())
    return Duty(
        row.code,
        row.is_sure,
        row.since,
        row.done_on,
        row.did,
        row.is_elsewhere,
        row.counted_id,
        row.due_on,
        row.renew_from,
        row.top_up_on,
        row.away_from,
        row.away_to,
        reasons,
    )


def duty_sheet(setting_id: int, view: View) -> Sheet[DutyCell]:
    """One page of a setting's grid by requirement, ordered and filtered by one of them: three statements."""
    conditions = [RequirementStanding.code == view.column, *fitting(RequirementStanding, setting_id, view)]
    if isinstance(view.state, DutyState):
        conditions.append(duty_called() == _as(view.state))
    column = DUTY_ORDERS.get(view.order, RequirementStanding.sort_name)
    posts, total, page, pages = paged(RequirementStanding, conditions, column, view)
    return Sheet(duty_lines_of(posts), total, page, pages)


def duty_lines_of(post_ids: Sequence[int]) -> list[Line[DutyCell]]:
    """The lines of some posts by requirement, in the order given: one statement."""
    row, found = RequirementStanding, dict[int, Line[DutyCell]]()
    whose = (row.post_id, row.person_name, row.job_title, row.role, row.code)
    query = (
        select(*whose, duty_called(), row.done_on, row.due_on, row.did)
        .where(row.post_id.in_(post_ids))
        .order_by(row.code)
    )
    for post_id, name, job_title, role, code, called, done_on, due_on, did in session.execute(query):
        if post_id not in found:
            found[post_id] = Line(post_id, name, job_title, role, {})
        found[post_id].cells[code] = DutyCell(DutyState(called), done_on, due_on, did)
    return [found[post_id] for post_id in post_ids if post_id in found]


def duty_counts(setting_id: int, code: str) -> dict[DutyState, int]:
    """How many posts of a setting stand where in a requirement: one statement."""
    mine = (RequirementStanding.setting_id == setting_id) & (RequirementStanding.code == code)
    query = select(duty_called().label("called"), func.count()).where(mine).group_by("called")
    found = dict(session.execute(query).all())
    return {one: found.get(one, 0) for one in DutyState}


def duty_called() -> ColumnElement[str]:
    """What a standing in a requirement is called today: the same days as rules.duty_state, for the database."""
    row, day = RequirementStanding, today()
    return case(
        (and_(row.away_from <= day, or_(row.away_to.is_(None), row.away_to >= day)), _as(DutyState.AWAY)),
        (and_(row.done_on.is_(None), row.due_on <= day), _as(DutyState.DUE)),
        (row.done_on.is_(None), _as(DutyState.TO_DO)),
        (row.due_on < day, _as(DutyState.RENEW_NOW)),
        (row.top_up_on <= day, _as(DutyState.TOP_UP)),
        (row.renew_from <= day, _as(DutyState.RENEW_SOON)),
        (row.counted_id.is_not(None), _as(DutyState.COUNTED)),
        else_=_as(DutyState.CONTRIBUTED),
    )


def _as(one: DutyState) -> ColumnElement[str]:
    return literal_column(f"'{one}'", String)


def explanation(post: PostRecord, day: date | None = None) -> list[Explained]:
    """Every requirement of a post in order, where it stands, and why each date is what it is: today, or on a day."""
    known = day or PRESENT
    place = workforce.places_on([post.setting_id], known)[post.setting_id]
    book, held = Book(known, [post.setting_id]), duties_on(post.id, day) if day else duties_of_post(post.id)
    titles = {version.module: version.title for version in library.modules(end_of(day) if day else None)}
    counted = {one.id: one for one in book.counted(post.setting_id, place)}
    told = []
    for one in book.of(post.setting_id, place):
        if one.code in held:
            stands = held[one.code]
            mark = counted.get(stands.duty.counted_id or 0)
            words = explained(stands.duty, one, post.started_on, titles, mark)
            told.append(Explained(one, stands.duty, stands.state, mark, words))
    return told


def standings_on(post_id: int, day: date) -> dict[str, StandingRecord]:
    """A post's standing in every module, as an earlier day's end left it."""
    return {row["module"]: to_standing(Standing(**row), day) for row in reckoned([post_id], day).standings}


@dataclass(frozen=True)
class ModuleExplained:
    """A module done in a post, and every rule by which it is to be renewed, the strictest first."""

    title: str
    done_on: date
    renew_by: date | None
    top_up_on: date | None
    sentences: list[str]


def modules_explained(post: PostRecord, day: date | None = None) -> list[ModuleExplained]:
    """Every module done in a post, and why it is to be renewed by the day that it is: today, or as it was on a day."""
    titles = {version.module: version.title for version in library.modules(end_of(day) if day else None)}
    names = {one.code: one.title for one in requirements_of(post.setting_id, day or PRESENT)}
    stood = standings_on(post.id, day) if day else standings_of_post(post.id)
    return [
        ModuleExplained(
            titles[module], one.done_on, one.renew_by, one.top_up_on, why_in_words(_named(reasons, names), one.renew_by)
        )
        for module, reasons in module_reasons(post.id, day or PRESENT).items()
        if (one := stood.get(module)) and one.done_on
    ]


def _named(reasons: list[Reason], names: dict[str, str]) -> list[Reason]:
    """Reasons that say which requirement they belong to, as several meet in one module."""
    return [replace(one, authority=f"{names[one.code]} ({one.authority})") for one in reasons]

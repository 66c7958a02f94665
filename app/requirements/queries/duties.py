"""Reading where posts stand in requirements, and why."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, func, not_, or_, select

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
    DutyRecord,
    DutySheet,
    DutyState,
    Reason,
    RequirementRecord,
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


def to_duty(row: RequirementStanding, day: date) -> DutyRecord:
    """A post's standing in a requirement as it is called on a day."""
    found = _duty(row)
    return DutyRecord(
        row.post_id, row.person_id, row.person_name, row.job_title, row.role, found, duty_state(found, day)
    )


def _duty(row: RequirementStanding) -> Duty:
    reasons = tuple(Reason(**{**one, "day": date.fromisoformat(one["day"])}) for one in row.reasons)
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


def duty_sheet(setting_id: int, view: View) -> DutySheet:
    """One page of a setting's grid by requirement, ordered and filtered by one of them: three statements."""
    conditions = [RequirementStanding.code == view.column, *fitting(RequirementStanding, setting_id, view)]
    if isinstance(view.state, DutyState):
        conditions.append(in_duty_state(view.state))
    column = DUTY_ORDERS.get(view.order, RequirementStanding.sort_name)
    rows, total, page, pages = paged(RequirementStanding, conditions, column, view)
    cells: dict[int, dict[str, DutyRecord]] = defaultdict(dict)
    for row in session.scalars(select(RequirementStanding).where(RequirementStanding.post_id.in_(rows))):
        cells[row.post_id][row.code] = to_duty(row, today())
    return DutySheet([cells[post] for post in rows], total, page, pages)


def duty_counts(setting_id: int, code: str) -> dict[DutyState, int]:
    """How many posts of a setting stand where in a requirement: one statement."""
    columns = [func.count().filter(in_duty_state(one)).label(one.name) for one in DutyState]
    mine = (RequirementStanding.setting_id == setting_id) & (RequirementStanding.code == code)
    return dict(zip(DutyState, session.execute(select(*columns).where(mine)).one(), strict=True))


def in_duty_state(wanted: DutyState) -> ColumnElement[bool]:
    """The same partition of days as rules.duty_state, for the database."""
    row, day = RequirementStanding, today()
    is_away = and_(row.away_from.is_not(None), row.away_from <= day, or_(row.away_to.is_(None), row.away_to >= day))
    done, is_late = row.done_on.is_not(None), and_(row.due_on.is_not(None), row.due_on < day)
    is_changed = and_(row.top_up_on.is_not(None), row.top_up_on <= day)
    is_near = and_(row.renew_from.is_not(None), row.renew_from <= day)
    is_due = and_(row.due_on.is_not(None), row.due_on <= day)
    calm = [done, not_(is_late), not_(is_changed), not_(is_near)]
    states = {
        DutyState.TO_DO: [not_(done), not_(is_due)],
        DutyState.DUE: [not_(done), is_due],
        DutyState.RENEW_NOW: [done, is_late],
        DutyState.TOP_UP: [done, not_(is_late), is_changed],
        DutyState.RENEW_SOON: [done, not_(is_late), not_(is_changed), is_near],
        DutyState.COUNTED: [*calm, row.counted_id.is_not(None)],
        DutyState.CONTRIBUTED: [*calm, row.counted_id.is_(None)],
    }
    return is_away if wanted is DutyState.AWAY else and_(not_(is_away), *states[wanted])


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

"""Reading where posts stand in requirements, and why."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from app.core.clock import today
from app.core.database import session
from app.library import queries as library
from app.requirements.models import RequirementStanding
from app.requirements.queries.history import module_reasons
from app.requirements.queries.pathways import PRESENT, Book, requirements_of
from app.requirements.queries.standings import standings_of_post
from app.requirements.records import CountedRecord, Duty, DutyRecord, DutyState, Reason, RequirementRecord
from app.requirements.rules import duty_state, explained, why_in_words
from app.workforce import queries as workforce
from app.workforce.records import PostRecord


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


def explanation(post: PostRecord) -> list[Explained]:
    """Every requirement of a post in order, where it stands, and why each date is what it is."""
    place = workforce.places_on([post.setting_id], PRESENT)[post.setting_id]
    book, held = Book(PRESENT, [post.setting_id]), duties_of_post(post.id)
    titles = {version.module: version.title for version in library.modules()}
    counted = {one.id: one for one in book.counted(post.setting_id, place)}
    told = []
    for one in book.of(post.setting_id, place):
        if one.code in held:
            stands = held[one.code]
            mark = counted.get(stands.duty.counted_id or 0)
            words = explained(stands.duty, one, post.started_on, titles, mark)
            told.append(Explained(one, stands.duty, stands.state, mark, words))
    return told


@dataclass(frozen=True)
class ModuleExplained:
    """A module done in a post, and every rule by which it is to be renewed, the strictest first."""

    title: str
    done_on: date
    renew_by: date | None
    top_up_on: date | None
    sentences: list[str]


def modules_explained(post: PostRecord) -> list[ModuleExplained]:
    """Every module done in a post, and why it is to be renewed by the day that it is."""
    titles = {version.module: version.title for version in library.modules()}
    names = {one.code: one.title for one in requirements_of(post.setting_id)}
    stored = standings_of_post(post.id)
    return [
        ModuleExplained(
            titles[module], one.done_on, one.renew_by, one.top_up_on, why_in_words(_named(reasons, names), one.renew_by)
        )
        for module, reasons in module_reasons(post.id).items()
        if (one := stored.get(module)) and one.done_on
    ]


def _named(reasons: list[Reason], names: dict[str, str]) -> list[Reason]:
    """Reasons that say which requirement they belong to, as several meet in one module."""
    return [replace(one, authority=f"{names[one.code]} ({one.authority})") for one in reasons]

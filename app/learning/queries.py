"""Reading journeys."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.access.identity import Identity
from app.core.clock import today
from app.core.database import session
from app.core.dates import date_of
from app.core.errors import NotFound
from app.core.vocabulary import SettingKind, Step
from app.learning.models import Completion, Enrolment, SectionRead, StepDone
from app.learning.records import CompletedHere, CompletionRecord, EnrolmentRecord, Impact, LearnedHere, Progress
from app.learning.rules import may_renew_shortly, shortened
from app.library import queries as library
from app.library.records import SectionTitle


def to_record(row: Enrolment) -> EnrolmentRecord:
    """A journey as other rooms see it."""
    return EnrolmentRecord(
        row.id,
        row.person_id,
        row.post_id,
        row.module,
        row.version_id,
        SettingKind(row.kind),
        row.number,
        row.began_at,
        row.is_renewal,
    )


def mine(identity: Identity, enrolment_id: int) -> EnrolmentRecord:
    """A journey of the asker's own. Raises NotFound for anybody else's, as for none."""
    row = session.scalar(
        select(Enrolment).where(Enrolment.id == enrolment_id, Enrolment.person_id == identity.person_id)
    )
    if row is None:
        raise NotFound("There is no such module of yours.")
    return to_record(row)


def newest_of_post(post_id: int) -> dict[str, EnrolmentRecord]:
    """A post's newest journey through each module."""
    rows = session.scalars(select(Enrolment).where(Enrolment.post_id == post_id).order_by(Enrolment.number))
    return {row.module: to_record(row) for row in rows}


def progress(enrolment_id: int, total: int) -> Progress:
    """How far a journey has come, of `total` sections: three statements."""
    steps = session.scalars(select(StepDone).where(StepDone.enrolment_id == enrolment_id))
    done = session.scalar(select(Completion.completed_at).where(Completion.enrolment_id == enrolment_id))
    return Progress(sections_read(enrolment_id), total, {Step(row.step): row.facts for row in steps}, done)


def sections_read(enrolment_id: int) -> frozenset[str]:
    """The sections of a journey that were marked as read."""
    return frozenset(session.scalars(select(SectionRead.slug).where(SectionRead.enrolment_id == enrolment_id)))


def steps_done(enrolment_id: int) -> dict[Step, dict[str, object]]:
    """The steps behind a journey, with their facts."""
    rows = session.scalars(select(StepDone).where(StepDone.enrolment_id == enrolment_id))
    return {Step(row.step): row.facts for row in rows}


def _completion(row: Completion) -> CompletionRecord:
    return CompletionRecord(
        row.id, row.enrolment_id, row.person_id, row.post_id, row.module, row.completed_at, row.facts
    )


def completion_of(enrolment_id: int) -> CompletionRecord | None:
    """The completion of a journey, if it has one."""
    row = session.scalar(select(Completion).where(Completion.enrolment_id == enrolment_id))
    return _completion(row) if row else None


def journeys_of(post_ids: Iterable[int], until: datetime) -> list[tuple[EnrolmentRecord, int]]:
    """The newest journey of each of some posts through each module, as begun by a moment, with its sections read."""
    begun = Enrolment.post_id.in_(list(post_ids)) & (Enrolment.began_at < until)
    read = (
        select(SectionRead.enrolment_id, func.count().label("read"))
        .join(Enrolment, Enrolment.id == SectionRead.enrolment_id)
        .where(begun, SectionRead.read_at < until)
        .group_by(SectionRead.enrolment_id)
        .subquery()
    )
    rows = session.execute(
        select(Enrolment, func.coalesce(read.c.read, 0))
        .outerjoin(read, read.c.enrolment_id == Enrolment.id)
        .where(begun)
        .order_by(Enrolment.number)
    )
    newest = {(row.post_id, row.module): (to_record(row), count) for row, count in rows}
    return list(newest.values())


def completions_of(post_ids: Iterable[int], until: datetime) -> list[CompletionRecord]:
    """What was completed in some posts by a moment, in order."""
    done = Completion.post_id.in_(list(post_ids)) & (Completion.completed_at < until)
    return [_completion(row) for row in session.scalars(select(Completion).where(done).order_by(Completion.id))]


def steps_of(setting_posts: Iterable[int], until: datetime) -> dict[Step, int]:
    """How many of some posts had done each step, in any module, by a moment; what was written is not read."""
    done = Enrolment.post_id.in_(list(setting_posts)) & (StepDone.done_at < until)
    query = select(StepDone.step, func.count(Enrolment.post_id.distinct())).join(
        Enrolment, Enrolment.id == StepDone.enrolment_id
    )
    found = {Step(step): count for step, count in session.execute(query.where(done).group_by(StepDone.step))}
    return {step: found.get(step, 0) for step in Step}


def shorter_path(post_id: int, module: str) -> dict[str, Any] | None:
    """What a post would read and be asked if it renewed a module today; None where it is the whole module."""
    query = (
        select(Completion.completed_at, Enrolment.version_id)
        .join(Enrolment, Enrolment.id == Completion.enrolment_id)
        .where(Completion.post_id == post_id, Completion.module == module)
    )
    last = session.execute(query.order_by(Completion.completed_at.desc()).limit(1)).first()
    renewal: dict[str, Any] | None = library.newest(module).front.get("renewal")
    if renewal is None or last is None:
        return None
    is_new = library.has_new_learning(module, last.version_id)
    return renewal if may_renew_shortly(renewal, date_of(last.completed_at), is_new, today()) else None


def sections(enrolment: EnrolmentRecord) -> list[SectionTitle]:
    """The sections of a journey in order: those of its kind of setting, or of the shorter path it takes."""
    titles = library.section_titles(enrolment.version_id, enrolment.kind)
    if not enrolment.is_renewal:
        return titles
    return shortened(titles, library.version(enrolment.version_id).front["renewal"]["sections"])


def people_past(setting_id: int, modules: Collection[str]) -> dict[Step, int]:
    """How many of those who hold a post in a setting today have done each step of any of these modules."""
    post, day = Enrolment.metadata.tables["post"], today()
    query = (
        select(StepDone.step, func.count(Enrolment.post_id.distinct()))
        .join(Enrolment, Enrolment.id == StepDone.enrolment_id)
        .join(post, post.c.id == Enrolment.post_id)
        .where(
            post.c.setting_id == setting_id,
            post.c.started_on <= day,
            post.c.ended_on.is_(None) | (post.c.ended_on >= day),
            Enrolment.module.in_(modules),
        )
        .group_by(StepDone.step)
    )
    found = {Step(step): count for step, count in session.execute(query)}
    return {step: found.get(step, 0) for step in Step}


def completed_between(first: datetime, last: datetime) -> list[CompletedHere]:
    """Every completion from one moment to another, each numbered among those of its setting and module."""
    post = Enrolment.metadata.tables["post"]
    place = func.row_number().over(partition_by=(post.c.setting_id, Completion.module), order_by=Completion.id)
    rows = (
        select(Completion.id, Completion.post_id, post.c.setting_id, Completion.module, Completion.completed_at, place)
        .join(post, post.c.id == Completion.post_id)
        .order_by(Completion.id)
        .subquery()
    )
    found = session.execute(select(rows).where(rows.c.completed_at >= first, rows.c.completed_at <= last))
    return [CompletedHere(*row) for row in found]


def learned_in(setting_id: int, since: datetime) -> list[LearnedHere]:
    """What each post of a setting completed since a moment: of each module the newest completion, in order."""
    post = Enrolment.metadata.tables["post"]
    done = (Completion.id, Completion.enrolment_id, Completion.post_id, Completion.module)
    rows = session.execute(
        select(*done, Enrolment.kind, Completion.completed_at)
        .join(Enrolment, Enrolment.id == Completion.enrolment_id)
        .join(post, post.c.id == Completion.post_id)
        .where(post.c.setting_id == setting_id, Completion.completed_at >= since)
        .order_by(Completion.id)
    )
    newest = {(row[2], row[3]): LearnedHere(*row[:4], SettingKind(row[4]), row[5]) for row in rows}
    return sorted(newest.values(), key=lambda one: one.completion_id)


def settings_that_learned(since: datetime) -> list[int]:
    """The settings in which somebody completed something since a moment, by number."""
    post = Enrolment.metadata.tables["post"]
    query = select(post.c.setting_id).join(Completion, Completion.post_id == post.c.id)
    return list(session.scalars(query.where(Completion.completed_at >= since).distinct().order_by(post.c.setting_id)))


def impact(module: str) -> Impact:
    """Whom a new version of a module concerns: who completed it, who is under way, in how many settings."""
    done = select(Completion.enrolment_id)
    mine = Enrolment.module == module
    completed = session.scalar(
        select(func.count(func.distinct(Completion.person_id))).where(Completion.module == module)
    )
    under_way = session.scalar(select(func.count()).select_from(Enrolment).where(mine, Enrolment.id.not_in(done)))
    posts = session.scalar(select(func.count(func.distinct(Enrolment.post_id))).where(mine))
    return Impact(completed or 0, under_way or 0, posts or 0)

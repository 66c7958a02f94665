"""Reading journeys."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, func, select, true

from app.access.identity import Identity, Reach
from app.content.difference import Teaching
from app.core.clock import now, today
from app.core.database import session
from app.core.dates import date_of, end_of
from app.core.errors import NotFound
from app.core.vocabulary import EVERYONE, ChangeClass, SettingKind, Step
from app.learning.models import Completion, Enrolment, SectionRead, StepDone, TakenBack, TopUp
from app.learning.records import (
    Changed,
    CompletedHere,
    CompletionRecord,
    EnrolmentRecord,
    Held,
    Impact,
    LearnedHere,
    Progress,
    TopUpImpact,
    TopUpRecord,
    TopUpSize,
)
from app.learning.rules import ORDER, may_renew_shortly, shortened, to_top_up, top_up_size
from app.library import queries as library
from app.library.records import Publication, SectionTitle, VersionRecord
from app.workforce import queries as workforce


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
        None if row.top_up is None else tuple(row.top_up),
    )


def _stands(enrolment_id: Any, until: datetime | None = None) -> ColumnElement[bool]:
    """Whether a journey was not taken back, ever or by a moment."""
    gone = select(TakenBack.enrolment_id).where(TakenBack.taken_back_at < until if until else true())
    return enrolment_id.not_in(gone)  # type: ignore[no-any-return]


def _completed(until: datetime | None = None) -> ColumnElement[bool]:
    """Whether a completion was not taken back, ever or by a moment."""
    return _stands(Completion.enrolment_id, until)


def mine(identity: Identity, enrolment_id: int) -> EnrolmentRecord:
    """A journey of the asker's own. Raises NotFound for anybody else's and for one taken back, as for none."""
    hers = (Enrolment.id == enrolment_id) & (Enrolment.person_id == identity.person_id)
    row = session.scalar(select(Enrolment).where(hers, _stands(Enrolment.id)))
    if row is None:
        raise NotFound("There is no such module of yours.")
    return to_record(row)


def journey(enrolment_id: int) -> EnrolmentRecord:
    """A journey, for a room that was told of it. Pages ask with `mine`."""
    return to_record(session.get_one(Enrolment, enrolment_id))


def newest_of_post(post_id: int, after: int = 0) -> dict[str, EnrolmentRecord]:
    """A post's newest journey through each module; top-ups, and what was taken back, are no such journeys.

    `after` is a number: only journeys through a module that were begun after the one of that number.
    """
    whole = (Enrolment.post_id == post_id) & Enrolment.top_up.is_(None) & _stands(Enrolment.id)
    whole &= Enrolment.number > after
    rows = session.scalars(select(Enrolment).where(whole).order_by(Enrolment.number))
    return {row.module: to_record(row) for row in rows}


def progress(enrolment_id: int, total: int) -> Progress:
    """How far a journey has come, of `total` sections: three statements."""
    steps = session.scalars(select(StepDone).where(StepDone.enrolment_id == enrolment_id))
    done = session.scalar(
        select(Completion.completed_at)
        .where(Completion.enrolment_id == enrolment_id)
        .union(select(TopUp.done_at).where(TopUp.enrolment_id == enrolment_id))
    )
    return Progress(sections_read(enrolment_id), total, {Step(row.step): row.facts for row in steps}, done)


def sections_read(enrolment_id: int) -> frozenset[str]:
    """The sections of a journey that were marked as read."""
    return frozenset(session.scalars(select(SectionRead.slug).where(SectionRead.enrolment_id == enrolment_id)))


def steps_done(enrolment_id: int) -> dict[Step, dict[str, object]]:
    """The steps behind a journey, with their facts."""
    rows = session.scalars(select(StepDone).where(StepDone.enrolment_id == enrolment_id))
    return {Step(row.step): row.facts for row in rows}


def steps_by_journey(enrolment_ids: Collection[int]) -> dict[int, frozenset[Step]]:
    """The steps behind some journeys, by journey: one statement."""
    query = select(StepDone.enrolment_id, StepDone.step).where(StepDone.enrolment_id.in_(enrolment_ids))
    found: dict[int, frozenset[Step]] = {}
    for enrolment_id, step in session.execute(query):
        found[enrolment_id] = found.get(enrolment_id, frozenset()) | {Step(step)}
    return found


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
    begun = Enrolment.post_id.in_(list(post_ids)) & (Enrolment.began_at < until) & Enrolment.top_up.is_(None)
    begun &= _stands(Enrolment.id, until)
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
    done = Completion.post_id.in_(list(post_ids)) & (Completion.completed_at < until) & _completed(until)
    return [_completion(row) for row in session.scalars(select(Completion).where(done).order_by(Completion.id))]


def steps_of(setting_posts: Iterable[int], until: datetime) -> dict[Step, int]:
    """How many of some posts had done each step, in any module, by a moment; what was written is not read."""
    done = Enrolment.post_id.in_(list(setting_posts)) & (StepDone.done_at < until) & _stands(Enrolment.id, until)
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
        .where(Completion.post_id == post_id, Completion.module == module, _completed())
    )
    last = session.execute(query.order_by(Completion.completed_at.desc()).limit(1)).first()
    renewal: dict[str, Any] | None = library.newest(module).front.get("renewal")
    if renewal is None or last is None:
        return None
    is_new = library.has_new_learning(module, last.version_id)
    return renewal if may_renew_shortly(renewal, date_of(last.completed_at), is_new, today()) else None


def sections(enrolment: EnrolmentRecord) -> list[SectionTitle]:
    """The sections of a journey in order: those of its kind of setting, of its shorter path, or of what changed."""
    titles = library.section_titles(enrolment.version_id, enrolment.kind)
    if enrolment.top_up is not None:
        taught = library.statements(enrolment.version_id, enrolment.kind)
        return shortened(titles, {one.section for one in taught if one.code in enrolment.top_up})
    if not enrolment.is_renewal:
        return titles
    return shortened(titles, library.version(enrolment.version_id).front["renewal"]["sections"])


def people_past(setting_id: int, modules: Collection[str], day: date) -> dict[Step, int]:
    """How many of those who hold a post in a setting on a day had done each step of any of these modules by its end."""
    post = Enrolment.metadata.tables["post"]
    query = (
        select(StepDone.step, func.count(Enrolment.post_id.distinct()))
        .join(Enrolment, Enrolment.id == StepDone.enrolment_id)
        .join(post, post.c.id == Enrolment.post_id)
        .where(
            post.c.setting_id == setting_id,
            post.c.started_on <= day,
            post.c.ended_on.is_(None) | (post.c.ended_on >= day),
            Enrolment.module.in_(modules),
            StepDone.done_at < end_of(day),
            _stands(Enrolment.id, end_of(day)),
        )
        .group_by(StepDone.step)
    )
    found = {Step(step): count for step, count in session.execute(query)}
    return {step: found.get(step, 0) for step in Step}


def completed_between(first: datetime, last: datetime) -> list[CompletedHere]:
    """Every completion from one moment to another, each numbered among those of its setting and module.

    One that was taken back keeps its number and is left out.
    """
    post = Enrolment.metadata.tables["post"]
    is_hers = _completed().label("is_hers")
    place = func.row_number().over(partition_by=(post.c.setting_id, Completion.module), order_by=Completion.id)
    rows = (
        select(Completion.id, Completion.post_id, post.c.setting_id, Completion.module, Completion.completed_at, place)
        .add_columns(is_hers)
        .join(post, post.c.id == Completion.post_id)
        .order_by(Completion.id)
        .subquery()
    )
    shown = [column for column in rows.c if column.name != is_hers.name]
    found = session.execute(
        select(*shown).where(rows.c.completed_at >= first, rows.c.completed_at <= last, rows.c.is_hers)
    )
    return [CompletedHere(*row) for row in found]


def learned_in(setting_id: int, since: datetime) -> list[LearnedHere]:
    """What each post of a setting completed since a moment: of each module the newest completion, in order."""
    post = Enrolment.metadata.tables["post"]
    done = (Completion.id, Completion.enrolment_id, Completion.post_id, Completion.module)
    rows = session.execute(
        select(*done, Enrolment.kind, Completion.completed_at)
        .join(Enrolment, Enrolment.id == Completion.enrolment_id)
        .join(post, post.c.id == Completion.post_id)
        .where(post.c.setting_id == setting_id, Completion.completed_at >= since, _completed())
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
    completed = select(func.count(func.distinct(Completion.person_id))).where(Completion.module == module, _completed())
    under = under_way(module)
    settings = {*_settings_of(module).values(), *(setting_id for _, _, setting_id in under)}
    return Impact(session.scalar(completed) or 0, len(under), len(settings))


def _settings_of(module: str) -> dict[int, int]:
    """The setting of every post that has not ended and completed a module."""
    post = Enrolment.metadata.tables["post"].c
    here = (Completion.module == module) & post.ended_on.is_(None) & _completed()
    joined = select(post.id, post.setting_id).join(Completion, Completion.post_id == post.id).where(here)
    return {row.id: row.setting_id for row in session.execute(joined.distinct())}


def would_owe(module: str, learning: Mapping[str, frozenset[str]], new: Teaching) -> TopUpImpact:
    """Whom a top-up would be asked of if a new version of a module were published: people, settings and minutes.

    Args:
        module: the module.
        learning: the statements that would be new learning, and the kinds of setting that each concerns.
        new: what the new version teaches and asks.
    """
    moment = now()
    published = library.publications(moment + timedelta(seconds=1), module)
    number = max((one.version_id for one in published), default=0) + 1
    taught = library.taught({one.version_id for one in published})
    taught[number] = {code: one.kinds for code, one in new.statements.items()}
    told = Publication(number, module, ChangeClass.LEARNING, moment, frozenset(SettingKind), dict(learning))
    told = replace(told, owner=published[-1].owner) if published else told
    return _owing(module, [*published, told], taught, new)


def would_owe_back(module: str, version_id: int, wrong: Mapping[str, frozenset[str]], stands: Teaching) -> TopUpImpact:
    """Whom a top-up would be asked of if a version were withdrawn, of those who learned from it.

    Args:
        module: the module.
        version_id: the version to be withdrawn.
        wrong: the statements that were wrong in it, and the kinds of setting concerned.
        stands: what the version in its place teaches and asks.
    """
    moment = now()
    published = library.publications(moment + timedelta(seconds=1), module)
    back = [
        replace(one, withdrawn_at=moment, wrong=dict(wrong)) if one.version_id == version_id else one
        for one in published
    ]
    return _owing(module, back, library.taught({one.version_id for one in published}), stands, version_id)


def learned_from(module: str, version_id: int) -> int:
    """How many posts completed a module last with a version, or topped up with it."""
    return sum(_is_from(held, version_id) for held in holders(module).values())


def _is_from(held: Held, version_id: int) -> bool:
    return held.version_id == version_id or any(version == version_id for version, _ in held.top_ups)


def _owing(
    module: str,
    published: list[Publication],
    taught: Mapping[int, Mapping[str, frozenset[str]]],
    new: Teaching,
    learned_from: int | None = None,
) -> TopUpImpact:
    @cache
    def minutes(held: Held) -> int:
        if learned_from and not _is_from(held, learned_from):
            return 0
        codes = {one.code for one in to_top_up(held, published, taught)}
        asked = [one for one in new.questions.values() if one["statement"] in codes]
        for_her = [one for one in asked if one["audience"] in (EVERYONE, held.kind)]
        return top_up_size([new.statements[code].text for code in codes], for_her).minutes if codes else 0

    places, found, offered = _settings_of(module), holders(module), _offered_in(published)
    here = [post_id for post_id, place in places.items() if offered is None or place in offered]
    each = {post_id: minutes(found[post_id]) for post_id in here}
    owing = {post_id: one for post_id, one in each.items() if one}
    return TopUpImpact(
        len(owing), len({places[one] for one in owing}), max(owing.values(), default=0), sum(owing.values())
    )


def top_ups_of(post_ids: Iterable[int], until: datetime) -> list[TopUpRecord]:
    """The top-ups that were done in some posts by a moment, in order."""
    done = TopUp.post_id.in_(list(post_ids)) & (TopUp.done_at < until)
    return [_top_up(row) for row in session.scalars(select(TopUp).where(done).order_by(TopUp.enrolment_id))]


def _top_up(row: TopUp) -> TopUpRecord:
    return TopUpRecord(row.enrolment_id, row.post_id, row.module, row.version_id, tuple(row.statements), row.done_at)


def holders(module: str, post_id: int | None = None) -> dict[int, Held]:
    """What whoever completed a module has learned of it, by post; of all posts, or of one: two statements."""
    here = (Completion.module == module) & (Completion.post_id == post_id if post_id else true()) & _completed()
    columns = (Completion.post_id, Completion.completed_at, Enrolment.version_id, Enrolment.kind)
    joined = select(*columns).join(Enrolment, Enrolment.id == Completion.enrolment_id).where(here)
    last = {post: (at, version, kind) for post, at, version, kind in session.execute(joined.order_by(Completion.id))}
    since: dict[int, list[tuple[int, tuple[str, ...]]]] = {}
    there = (TopUp.module == module) & (TopUp.post_id == post_id if post_id else true())
    done = select(TopUp.post_id, TopUp.version_id, TopUp.statements, TopUp.done_at).where(there)
    for post, version, statements, at in session.execute(done.order_by(TopUp.enrolment_id)):
        if post in last and at >= last[post][0]:
            since.setdefault(post, []).append((version, tuple(statements)))
    return {post: Held(version, kind, tuple(since.get(post, ()))) for post, (_, version, kind) in last.items()}


def owed_top_up(post_id: int, module: str) -> list[Changed]:
    """The statements that a post owes a top-up of in a module; none where it never completed it."""
    found = holders(module, post_id).get(post_id)
    if found is None:
        return []
    published = library.publications(now() + timedelta(seconds=1), module)
    settings = _offered_in(published)
    if settings is not None and workforce.post(post_id).setting_id not in settings:
        return []
    return to_top_up(found, published, library.taught({one.version_id for one in published}))


def _offered_in(published: list[Publication]) -> frozenset[int] | None:
    """The settings that the edition of a module which holds today is for, as nobody else owes a top-up; None is all."""
    owners = [one.owner for one in published if one.withdrawn_at is None]
    if not owners or owners[-1].is_everybody:
        return None
    return workforce.settings_of(owners[-1].partnership_id, owners[-1].trust_id, owners[-1].setting_id)


def owed_since(completion_id: int) -> list[Changed]:
    """The statements of a completion that are owed a top-up; none where it is not the last of its module and post.

    None either where it was taken back.
    """
    row = session.get(Completion, completion_id)
    if row is None:
        return []
    same = (Completion.post_id == row.post_id) & (Completion.module == row.module) & _completed()
    last = session.scalar(select(func.max(Completion.id)).where(same))
    return owed_top_up(row.post_id, row.module) if last == row.id else []


def module_of(completion_id: int) -> str:
    """The module of a completion."""
    return session.get_one(Completion, completion_id).module


def top_up_under_way(post_id: int, module: str) -> EnrolmentRecord | None:
    """A post's last top-up of a module, while it is not done."""
    mine = (Enrolment.post_id == post_id) & (Enrolment.module == module) & Enrolment.top_up.is_not(None)
    open_ones = mine & Enrolment.id.not_in(select(TopUp.enrolment_id))
    row = session.scalar(select(Enrolment).where(open_ones).order_by(Enrolment.number.desc()).limit(1))
    return to_record(row) if row else None


def top_up_done(enrolment_id: int) -> TopUpRecord | None:
    """The top-up that a journey became, if it is done."""
    row = session.get(TopUp, enrolment_id)
    return _top_up(row) if row else None


def size_of_top_up(version_id: int, kind: SettingKind, statements: Collection[str]) -> TopUpSize:
    """What a top-up of some statements asks of a kind of setting."""
    taught = [one for one in library.statements(version_id, kind) if one.code in statements]
    asked = [one for one in library.questions(version_id, kind).values() if one["statement"] in statements]
    return top_up_size([one.text for one in taught], asked)


def steps_needed(enrolment: EnrolmentRecord) -> tuple[Step, ...]:
    """The steps of a journey: a top-up has no reflection, and no check where its statements have no question."""
    if enrolment.top_up is None:
        return ORDER
    size = size_of_top_up(enrolment.version_id, enrolment.kind, enrolment.top_up)
    return (Step.SECTIONS, Step.CHECK) if size.questions else (Step.SECTIONS,)


def under_way(module: str, version_id: int | None = None) -> list[tuple[int, int, int]]:
    """The journeys through a module that are not complete, of posts that have not ended: journey, person, setting.

    Through one of its versions, where `version_id` names it.
    """
    post = Enrolment.metadata.tables["post"]
    here = (Enrolment.module == module) & Enrolment.top_up.is_(None) & post.c.ended_on.is_(None) & _stands(Enrolment.id)
    here &= Enrolment.version_id == version_id if version_id else true()
    joined = select(Enrolment.id, Enrolment.person_id, post.c.setting_id).join(post, post.c.id == Enrolment.post_id)
    open_ones = joined.outerjoin(Completion, Completion.enrolment_id == Enrolment.id).where(
        here, Completion.id.is_(None)
    )
    rows = session.execute(open_ones)
    return [(journey, person, setting) for journey, person, setting in rows]


def modules_here(setting_id: int, reach: Reach, until: datetime | None = None) -> list[VersionRecord]:
    """The modules that a setting has, by module, today or by a moment: those for it, and what anybody began there.

    Args:
        setting_id: the setting.
        reach: where it belongs, or belonged then.
        until: the moment, or None for now.
    """
    post = Enrolment.metadata.tables["post"]
    begun = select(Enrolment.module).join(post, post.c.id == Enrolment.post_id).where(post.c.setting_id == setting_id)
    return library.modules_for(reach, until, also=begun)


def is_taken_back(enrolment_id: int) -> bool:
    """Whether a journey was taken back."""
    return session.get(TakenBack, enrolment_id) is not None


def is_stopped(enrolment: EnrolmentRecord) -> bool:
    """Whether a journey goes no further, because the version that it goes through was withdrawn."""
    return library.version(enrolment.version_id).withdrawn_at is not None


def top_up_days(module: str) -> dict[int, date | None]:
    """Of every post that completed a module, the day since when it owes a top-up, if it does."""
    found = holders(module)
    published = library.publications(now() + timedelta(seconds=1), module)
    taught = library.taught({one.version_id for one in published})

    @cache
    def day(held: Held) -> date | None:
        return min((date_of(one.at) for one in to_top_up(held, published, taught)), default=None)

    settings = _offered_in(published)
    here = None if settings is None else set(workforce.post_ids(settings))
    return {post_id: day(held) if here is None or post_id in here else None for post_id, held in found.items()}

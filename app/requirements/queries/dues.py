"""Reading what was asked of posts and what they were given, as it was known on a day and as rules.due wants it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select

from app.core.database import session
from app.core.dates import date_of, end_of
from app.core.working_days import Calendar, add_working_days
from app.requirements.models import Assigned, Assignment, OutsideTraining, Relief, Standing, TrainingDecision
from app.requirements.records import Ask, AskRecord, How, PastAsk, ReliefKind, ReliefRecord, Whom
from app.requirements.rules import BACK_WITHIN, calendar, said
from app.workforce import queries as workforce
from app.workforce.records import LeaveRecord


def asks(post_ids: Collection[int], day: date) -> dict[int, dict[str, list[Ask]]]:
    """What assignments asked of posts on a day, by post and module."""
    found: dict[int, dict[str, list[Ask]]] = defaultdict(lambda: defaultdict(list))
    query = select(Assigned, Assignment.module).join(Assignment, Assignment.id == Assigned.assignment_id)
    for row, module in session.execute(query.where(Assigned.post_id.in_(post_ids), _was_live(day))):
        found[row.post_id][module].append(Ask(row.assigned_on, row.due_by))
    return found


def _was_live(day: date) -> ColumnElement[bool]:
    """What asked something of somebody when a day ended."""
    until = end_of(day)
    goes_on = or_(Assignment.ended_at.is_(None), Assignment.ended_at >= until)
    return and_(Assigned.told_at < until, goes_on, or_(Assigned.ended_at.is_(None), Assigned.ended_at >= until))


def is_live() -> ColumnElement[bool]:
    """What still asks something of somebody."""
    return Assignment.ended_at.is_(None) & Assigned.ended_at.is_(None)


def asks_of_post(post_id: int) -> dict[str, AskRecord]:
    """The ask that each standing of a post rests on, by module, as its holder reads it; what is met is left out."""
    person = Assigned.metadata.tables["person"]
    query = (
        select(Assigned, Assignment, person.c.name)
        .join(Assignment, Assignment.id == Assigned.assignment_id)
        .join(person, person.c.id == Assignment.made_by)
        .join(Standing, (Standing.post_id == Assigned.post_id) & (Standing.module == Assignment.module))
        .where(Assigned.post_id == post_id, is_live())
        .where(Standing.assigned_on == Assigned.assigned_on)
        .order_by(Assigned.due_by.desc())
    )
    return {
        made.module: AskRecord(
            Ask(row.assigned_on, row.due_by), by, said(Whom.from_facts(made.whom)), How(made.how), made.note
        )
        for row, made, by in session.execute(query)
    }


def asked_until(post_id: int, day: date) -> list[PastAsk]:
    """Everything that was asked of a post by the end of a day, the newest first, ended asks among them."""
    person, until = Assigned.metadata.tables["person"], end_of(day)
    query = (
        select(Assigned, Assignment, person.c.name)
        .join(Assignment, Assignment.id == Assigned.assignment_id)
        .join(person, person.c.id == Assignment.made_by)
        .where(Assigned.post_id == post_id, Assigned.told_at < until)
        .order_by(Assigned.told_at.desc(), Assigned.id.desc())
    )
    return [_past(row, made, by, until) for row, made, by in session.execute(query)]


def _past(row: Assigned, made: Assignment, by: str, until: datetime) -> PastAsk:
    ends = [moment for moment in (row.ended_at, made.ended_at) if moment and moment < until]
    ended_on = date_of(min(ends)) if ends else None
    return PastAsk(made.module, Ask(row.assigned_on, row.due_by), by, made.note, ended_on)


def given(post_ids: Collection[int], day: date) -> dict[int, list[ReliefRecord]]:
    """What posts had been given by a day, what they said themselves, their leaves and training elsewhere; by post.

    What was withdrawn or answered later still stood on that day.
    """
    found: dict[int, list[ReliefRecord]] = defaultdict(list)
    until = end_of(day)
    stood = or_(Relief.withdrawn_at.is_(None), Relief.withdrawn_at >= until)
    query = select(Relief).where(Relief.post_id.in_(post_ids), Relief.given_at < until, stood).order_by(Relief.id)
    for row in session.scalars(query):
        found[row.post_id].append(relief_on(day, row))
    for post_id, leaves in _leaves(post_ids, day).items():
        found[post_id].extend(leaves)
    for training, decision in decided(post_ids, day):
        if decision.accepted and decision.module:
            found[training.post_id].append(_elsewhere(training, decision))
    return found


def _leaves(post_ids: Collection[int], day: date) -> dict[int, list[ReliefRecord]]:
    """Each leave from a post as the relief that follows from it: until its last day, and a while to catch up."""
    noted = workforce.leaves_of(list(post_ids), day)
    held = {post.id: post for post in workforce.posts(list(noted))} if noted else {}
    makeups = {place: workforce.setting(place).makeup for place in {post.setting_id for post in held.values()}}
    return {
        post_id: [_leave(one, calendar(makeups[held[post_id].setting_id], held[post_id])) for one in leaves]
        for post_id, leaves in noted.items()
    }


def _leave(one: LeaveRecord, own: Calendar) -> ReliefRecord:
    back_by = add_working_days(one.last_day, BACK_WITHIN, own) if one.last_day else None
    return ReliefRecord(0, ReliefKind.LEAVE, None, one.first_day, one.last_day, back_by, one.first_day)


def relief_record(row: Relief, person_name: str = "", given_by: str = "") -> ReliefRecord:
    """A relief as rules and pages see it."""
    return ReliefRecord(
        row.id,
        ReliefKind(row.kind),
        row.module,
        row.begins_on,
        row.until,
        row.resume_by,
        date_of(row.given_at),
        row.reason,
        row.post_id,
        person_name,
        given_by,
        row.accepted,
        row.withdrawn_at,
    )


def relief_on(day: date, row: Relief, person_name: str = "", given_by: str = "") -> ReliefRecord:
    """A relief as it stood when a day ended: what was answered or taken back later had not been yet."""
    until, record = end_of(day), relief_record(row, person_name, given_by)
    is_answered = row.answered_at is not None and row.answered_at < until
    is_withdrawn = row.withdrawn_at is not None and row.withdrawn_at < until
    return replace(
        record,
        accepted=row.accepted if is_answered else None,
        withdrawn_at=row.withdrawn_at if is_withdrawn else None,
    )


def _elsewhere(training: OutsideTraining, decision: TrainingDecision) -> ReliefRecord:
    """Training accepted as a module, as the relief that follows from it until its renewal."""
    until, told = decision.counts_until, date_of(decision.decided_at)
    return ReliefRecord(training.id, ReliefKind.ELSEWHERE, decision.module, training.done_on, until, until, told)


def decided(post_ids: Collection[int], day: date) -> list[tuple[OutsideTraining, TrainingDecision]]:
    """Training done elsewhere with the newest decision about it on a day."""
    query = (
        select(OutsideTraining, TrainingDecision)
        .join(TrainingDecision, TrainingDecision.training_id == OutsideTraining.id)
        .where(OutsideTraining.post_id.in_(post_ids), TrainingDecision.decided_at < end_of(day))
        .order_by(TrainingDecision.id)
    )
    newest = {training.id: (training, decision) for training, decision in session.execute(query)}
    return list(newest.values())

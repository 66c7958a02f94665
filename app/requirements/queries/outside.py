"""Reading training done elsewhere."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from app.core.clock import today
from app.core.database import session
from app.core.dates import end_of
from app.core.errors import NotFound
from app.requirements.models import Evidence, OutsideTraining, TrainingDecision
from app.requirements.records import EvidenceFile, OutsideRecord
from app.workforce import queries as workforce


def training_of(post_id: int, day: date | None = None) -> list[OutsideRecord]:
    """Everything recorded of one post by a day, newest first, and after it what only a staff list says so far."""
    kept = _records(OutsideTraining.post_id == post_id, day)
    taken = {one.earlier_id for one in kept}
    listed = [one for one in workforce.training_of([post_id], day or today()) if one.id not in taken]
    post = workforce.post(post_id)
    return kept + [
        OutsideRecord(None, one.id, post_id, post.person_id, one.title, one.done_on, one.provider, one.number)
        for one in listed
    ]


def learned_elsewhere(post_ids: list[int], day: date) -> list[OutsideRecord]:
    """What the holders of some posts had learned elsewhere by a day, unless a lead had refused it by then."""
    kept = _records(OutsideTraining.post_id.in_(post_ids), day)
    taken = {one.earlier_id for one in kept}
    listed = [one for one in workforce.training_of(post_ids, day) if one.id not in taken]
    found = [one for one in kept if one.accepted is not False]
    found += [
        OutsideRecord(None, one.id, one.post_id, 0, one.title, one.done_on, one.provider, one.number) for one in listed
    ]
    return [one for one in found if one.done_on and one.done_on <= day]


def training(training_id: int) -> OutsideRecord:
    """One of them. Raises NotFound; whoever asks has still to be allowed to."""
    found = _records(OutsideTraining.id == training_id)
    if not found:
        raise NotFound("There is no training like that.")
    return found[0]


def accepted_training(post_id: int) -> list[OutsideRecord]:
    """What counts toward requirements of a post, `contributes_to` naming them."""
    return [one for one in _records(OutsideTraining.post_id == post_id) if one.accepted]


def undecided(setting_id: int) -> list[OutsideRecord]:
    """What people of a setting recorded and nobody has decided about."""
    post = OutsideTraining.metadata.tables["post"]
    theirs = select(post.c.id).where(post.c.setting_id == setting_id)
    return [one for one in _records(OutsideTraining.post_id.in_(theirs)) if one.accepted is None]


def _records(which: ColumnElement[bool], day: date | None = None) -> list[OutsideRecord]:
    """Training with the newest decision about it: as it is now, or as it stood when a day ended."""
    decided = TrainingDecision.training_id == OutsideTraining.id
    if day:
        which &= OutsideTraining.recorded_at < end_of(day)
        decided &= TrainingDecision.decided_at < end_of(day)
    people = OutsideTraining.metadata.tables["person"]
    recorder, decider = aliased(people), aliased(people)
    query = (
        select(OutsideTraining, recorder.c.name, Evidence.name, TrainingDecision, decider.c.name)
        .join(recorder, recorder.c.id == OutsideTraining.recorded_by)
        .outerjoin(Evidence, Evidence.training_id == OutsideTraining.id)
        .outerjoin(TrainingDecision, decided)
        .outerjoin(decider, decider.c.id == TrainingDecision.decided_by)
        .where(which)
        .order_by(OutsideTraining.done_on.desc(), OutsideTraining.id, TrainingDecision.id)
    )
    newest = {row[0].id: _record(*row) for row in session.execute(query)}
    return list(newest.values())


def _record(row: OutsideTraining, by: str, file: str | None, said: Any, decider: str | None) -> OutsideRecord:
    record = OutsideRecord(
        row.id,
        row.earlier_id,
        row.post_id,
        row.person_id,
        row.title,
        row.done_on,
        row.provider,
        row.number,
        row.minutes,
        row.note,
        by,
        row.recorded_at,
        file,
    )
    if said is None:
        return record
    return replace(
        record,
        accepted=said.accepted,
        module=said.module,
        contributes_to=tuple(said.contributes_to),
        reason=said.reason,
        decided_by=decider or "",
        decided_at=said.decided_at,
    )


def evidence(training_id: int) -> EvidenceFile:
    """The file that goes with it. Raises NotFound."""
    row = session.get(Evidence, training_id)
    if row is None:
        raise NotFound("There is no file.")
    return EvidenceFile(row.name, row.mimetype, row.content)


def taken_up(earlier_id: int) -> int | None:
    """Under which number a line of a staff list was taken up, if it was."""
    return session.scalar(select(OutsideTraining.id).where(OutsideTraining.earlier_id == earlier_id))

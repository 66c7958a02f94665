"""Reading work for later."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import exists, func, select

from app.core.clock import now
from app.core.database import session
from app.core.errors import NotFound
from app.jobs.models import Job, JobFile, JobFilePart, Worker
from app.jobs.records import FileMade, JobRecord, State

AWAKE = timedelta(seconds=30)


def to_record(row: Job, has_file: bool = False) -> JobRecord:
    """A piece of work as others see it."""
    return JobRecord(
        row.id,
        row.kind,
        row.setting_id,
        row.person_id,
        row.facts,
        State(row.state),
        row.stage,
        row.done,
        row.total,
        row.result,
        row.words,
        row.asked_at,
        has_file,
    )


def mine(job_id: int, person_id: int) -> JobRecord:
    """A piece of work that a person asked for. Raises NotFound for anybody else's, as for none."""
    has_file = exists().where(JobFile.job_id == Job.id)
    found = session.execute(select(Job, has_file).where(Job.id == job_id, Job.person_id == person_id)).first()
    if found is None:
        raise NotFound("There is no such work of yours.")
    return to_record(*found)


def still_going(job_id: int) -> JobRecord | None:
    """A piece of work, whoever asked for it, unless it is over or was never asked for."""
    row = session.get(Job, job_id)
    return None if row is None or to_record(row).is_over else to_record(row)


def file_of(job_id: int) -> FileMade:
    """The file that a job made. Raises NotFound when it made none or it is no longer kept."""
    row = session.get(JobFile, job_id)
    if row is None:
        raise NotFound("This file is no longer here. Ask for it again.")
    return FileMade(row.name, row.mimetype, row.content)


def parts_of(job_id: int) -> Iterator[bytes]:
    """A long file piece by piece, one statement each; nothing for one that was made in one piece."""
    number = 0
    while content := session.scalar(
        select(JobFilePart.content).where(JobFilePart.job_id == job_id, JobFilePart.number == number)
    ):
        yield content
        number += 1


def counts() -> dict[State, int]:
    """How many pieces of work stand where."""
    query = select(Job.state, func.count()).group_by(Job.state)
    found = {State(state): count for state, count in session.execute(query)}
    return {state: found.get(state, 0) for state in State}


def is_somebody_at_work() -> bool:
    """Whether a worker was seen within the last half minute."""
    return session.scalar(select(Worker.name).where(Worker.seen_at > now() - AWAKE).limit(1)) is not None

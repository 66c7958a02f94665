"""What jobs hold about a person: the work she asked for, and the files it made for a day."""

from typing import Any

from sqlalchemy import delete, select

from app.core.database import plain, session
from app.jobs.actions import forget_old_files
from app.jobs.models import Job, JobFile

MOVED_WITH_A_PERSON = (Job,)


def about(person_id: int) -> dict[str, Any]:
    """Every piece of work that one person asked for."""
    rows = session.scalars(select(Job).where(Job.person_id == person_id).order_by(Job.id))
    return {"work_asked_for": [plain(row) for row in rows]}


def forget() -> dict[str, int]:
    """Delete files older than a day; returns how many."""
    return {"files of jobs": forget_old_files()}


def erase(person_id: int) -> None:
    """Delete the work a person asked for, with its files."""
    hers = select(Job.id).where(Job.person_id == person_id)
    session.execute(delete(JobFile).where(JobFile.job_id.in_(hers)))
    session.execute(delete(Job).where(Job.person_id == person_id))

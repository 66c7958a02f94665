"""Asking for work, doing it, and saying how far it is.

A job is reserved in a transaction of its own, then done in one: what it wrote, its file and that it is done are
committed together, so a worker that dies leaves nothing half done and another begins anew.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import delete, insert, select

from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError
from app.jobs.models import Job, JobFile, JobFilePart, Worker
from app.jobs.queries import to_record
from app.jobs.records import FileMade, JobRecord, State

_LOG = logging.getLogger(__name__)
RESERVED_FOR = timedelta(minutes=5)
# A job that says nothing for this long is stopped, before another worker takes it for dead.
LONGEST_SILENCE = RESERVED_FOR - timedelta(seconds=30)
MOST_TRIES = 3
KEPT_FOR = timedelta(days=1)
PART_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Outcome:
    """What came of a job: plain facts for its page, and a file where it made one."""

    facts: dict[str, Any] = field(default_factory=dict)
    file: FileMade | None = None


class PartedFile:
    """A file that goes into the database part by part; each is committed when its work next says how far it is.

    What an earlier try of the same work left is forgotten. It can be written to the end only, as a ZIP can be.
    """

    def __init__(self, job_id: int) -> None:
        self._job_id, self._number, self._held = job_id, 0, bytearray()
        session.execute(delete(JobFilePart).where(JobFilePart.job_id == job_id))

    def write(self, content: bytes) -> int:
        """Add to its end."""
        self._held += content
        while len(self._held) >= PART_BYTES:
            self._keep(PART_BYTES)
        return len(content)

    def flush(self) -> None:
        """What is not yet a part waits for more."""

    def close(self) -> None:
        """Keep what is left."""
        if self._held:
            self._keep(len(self._held))

    def _keep(self, size: int) -> None:
        part = {"job_id": self._job_id, "number": self._number, "content": bytes(self._held[:size])}
        session.execute(insert(JobFilePart).values(**part))
        del self._held[:size]
        self._number += 1


Say: TypeAlias = Callable[[str, int, int], None]
Do: TypeAlias = Callable[[JobRecord, Say], Outcome]
Piece: TypeAlias = Callable[[], bool]
_known: dict[str, Do] = {}
_regular: dict[Callable[[], None], None] = {}
_pieces: dict[Piece, None] = {}
PIECES_AT_ONCE = 20
BREATH_SECONDS = 0.15  # between pieces: longer than SQLite lets anybody wait before asking for the lock again


def can(kind: str, do: Do) -> None:
    """Teach the worker one kind of work. `do` is handed the job and a way to say (stage, done, total).

    Saying commits whatever was written before, so a job that must be all or nothing says its last before it writes.
    """
    _known[kind] = do


def keep_doing(piece: Piece) -> None:
    """Teach the worker something to do without being asked; twice is once.

    `piece` does the next piece of it, which is committed by itself, and says whether there was one.
    """
    _pieces[piece] = None


def do_pieces() -> int:
    """Do some of what nobody has to ask for, and return how many; a fault is logged, and what it wrote undone."""
    count = 0
    for piece in _pieces:
        try:
            for _ in range(PIECES_AT_ONCE):
                is_done = piece()
                session.commit()
                if not is_done:
                    break
                count += 1
                time.sleep(BREATH_SECONDS)
        except Exception:
            _LOG.exception("a piece of work failed")
            session.rollback()
    return count


def ask(kind: str, setting_id: int | None, person_id: int | None, due_at: datetime | None = None, **facts: Any) -> int:
    """Ask for work, at once or not before a moment, in the caller's transaction; returns its number."""
    job = Job(kind=kind, setting_id=setting_id, person_id=person_id, facts=facts, asked_at=now(), due_at=due_at)
    session.add(job)
    session.flush()
    return job.id


def regularly(look: Callable[[], None]) -> None:
    """Let every worker look, again and again, whether there is something to ask for that nobody asks for by hand."""
    _regular[look] = None


def look_round() -> None:
    """Look once whether there is work of the site's own to ask for, in the caller's transaction."""
    for look in _regular:
        look()


def ask_unless_asked(kind: str, every: timedelta) -> int | None:
    """Ask for work of the site's own, unless it waits, is under way, or ended less than `every` ago.

    Returns:
        Its number, or None. The rows of such work that is over are not kept.
    """
    ours = (Job.kind == kind) & Job.person_id.is_(None)
    newest = session.scalars(select(Job).where(ours).order_by(Job.id.desc()).limit(1)).first()
    if newest and (newest.ended_at is None or newest.ended_at > now() - every):
        return None
    session.execute(delete(Job).where(ours, Job.ended_at.is_not(None)))
    return ask(kind, None, None)


def reserve() -> int | None:
    """Take the oldest job that waits, or that a worker died over. The caller commits before doing it."""
    moment = now()
    is_due = Job.due_at.is_(None) | (Job.due_at <= moment)
    is_free = ((Job.state == State.WAITING) & is_due) | ((Job.state == State.RUNNING) & (Job.reserved_until < moment))
    query = select(Job).where(is_free).order_by(Job.id).limit(1).with_for_update(skip_locked=True)
    row = session.scalars(query).first()
    if row is None:
        return None
    row.state, row.reserved_until, row.tries = State.RUNNING, moment + RESERVED_FOR, row.tries + 1
    if row.tries > MOST_TRIES:
        _fail(row, "This was tried several times and never finished.")
    session.flush()
    return row.id


def carry_out(job_id: int, silence: timedelta = LONGEST_SILENCE) -> State:
    """Do one reserved job, and commit what came of it; a fault is kept on the job, in words without content.

    A job that says nothing for as long as `silence` is stopped.
    """
    try:
        row = session.get_one(Job, job_id)
        if row.state == State.RUNNING:
            with _stopped_when_silent(silence) as heard:
                outcome = _known[row.kind](to_record(row), lambda *said: _say(job_id, heard, *said))
                _finish(job_id, outcome)
            session.commit()
    except DomainError as refusal:
        _give_up(job_id, str(refusal))
    except Exception:
        _LOG.exception("job %s failed", job_id)
        _give_up(job_id, "It is our fault, not yours. Nothing was changed. Try again, or ask your administrator.")
    return State(session.get_one(Job, job_id).state)


def carry_out_due(goes_on: Callable[[], bool] = lambda: True, silence: timedelta = LONGEST_SILENCE) -> int:
    """Do every job that waits for as long as `goes_on` says so between two; returns how many were done."""
    count = 0
    while goes_on() and (job_id := reserve()):
        session.commit()
        carry_out(job_id, silence)
        count += 1
    session.commit()
    return count


@contextmanager
def _stopped_when_silent(silence: timedelta) -> Iterator[Callable[[], None]]:
    """Raise TimeoutError in work that lets `silence` pass without calling what is handed out.

    The alarm is the process's own and rings in its main thread; elsewhere there is none.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return

    def ring(*_: object) -> None:
        raise TimeoutError("nothing was heard of this job for too long")

    def heard() -> None:
        signal.setitimer(signal.ITIMER_REAL, silence.total_seconds())

    before = signal.signal(signal.SIGALRM, ring)
    heard()
    try:
        yield heard
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _say(job_id: int, heard: Callable[[], None], stage: str, done: int = 0, total: int = 0) -> None:
    heard()
    row = session.get_one(Job, job_id)
    row.stage, row.done, row.total = stage[:120], done, total
    row.reserved_until = now() + RESERVED_FOR
    session.commit()


def _finish(job_id: int, outcome: Outcome) -> None:
    row = session.get_one(Job, job_id)
    row.state, row.ended_at, row.result = State.DONE, now(), outcome.facts
    if outcome.file:
        made = outcome.file
        session.add(JobFile(job_id=job_id, name=made.name, mimetype=made.mimetype, content=made.content))


def _give_up(job_id: int, words: str) -> None:
    session.rollback()
    _fail(session.get_one(Job, job_id), words)
    session.commit()


def _fail(row: Job, words: str) -> None:
    row.state, row.ended_at, row.words = State.FAILED, now(), words[:300]


def note_at_work(name: str) -> None:
    """Note that a worker is there, and forget the files that are older than a day."""
    row = session.get(Worker, name)
    if row is None:
        session.add(Worker(name=name, seen_at=now()))
    else:
        row.seen_at = now()
    forget_old_files()


def forget_old_files() -> int:
    """Delete the files of jobs that ended more than a day ago; returns how many."""
    old = select(Job.id).where(Job.ended_at < now() - KEPT_FOR)
    session.execute(delete(JobFilePart).where(JobFilePart.job_id.in_(old)))
    gone = session.execute(delete(JobFile).where(JobFile.job_id.in_(old)).returning(JobFile.job_id))
    return len(gone.all())

"""Recording training done elsewhere, with its evidence, and saying whether it counts."""

import hashlib
from datetime import date

from app.audit.actions import record
from app.core.attachments import kind_of, safe_name
from app.core.clock import now, today
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.library import queries as library
from app.requirements.actions.standings import restate
from app.requirements.models import Evidence, OutsideTraining, TrainingDecision
from app.requirements.queries import outside as queries
from app.requirements.queries.pathways import concerning
from app.requirements.records import Decision, EvidenceFile, Typed
from app.requirements.rules import strictest
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

LARGEST_EVIDENCE = 5 * 1024 * 1024
WRONG_FILE = "The file must be a whole PDF, JPG or PNG of at most 5 MB"


class WrongFile(DomainError):
    """A file that is not what may be kept as evidence."""

    def __init__(self) -> None:
        super().__init__(WRONG_FILE)


def record_training(post: PostRecord, typed: Typed, by: int) -> int:
    """Keep that somebody was trained elsewhere; a lead still has to say whether it counts. Returns its number.

    Raises:
        WrongFile: the file is no PDF, JPG or PNG by its content, or too large.
        DomainError: the day is still to come.
    """
    if typed.done_on > today():
        raise DomainError("The day must be today or earlier")
    mimetype = _checked(typed.file) if typed.file else None
    row = OutsideTraining(
        post_id=post.id,
        person_id=post.person_id,
        earlier_id=typed.earlier_id,
        title=typed.title,
        done_on=typed.done_on,
        provider=typed.provider,
        number=typed.number,
        minutes=typed.minutes,
        note=typed.note,
        recorded_by=by,
        recorded_at=now(),
    )
    session.add(row)
    session.flush()
    if typed.file and mimetype:
        content = typed.file.content
        name, digest = safe_name(typed.file.name, mimetype), hashlib.sha256(content).hexdigest()
        kept = {"name": name, "mimetype": mimetype, "size": len(content), "digest": digest, "content": content}
        session.add(Evidence(training_id=row.id, **kept))
        session.flush()
    record("outside training recorded", by, training=row.id, post=post.id)
    return row.id


def _checked(file: EvidenceFile) -> str:
    found = kind_of(file.content) if len(file.content) <= LARGEST_EVIDENCE else None
    if found is None:
        raise WrongFile
    return found


def take_up(earlier_id: int, post: PostRecord, by: int) -> int:
    """Take up what a staff list says of earlier training, so that a lead can say whether it counts.

    Returns:
        Its number; the same one the second time.

    Raises:
        NotFound: the list says nothing like that of this post.
        DomainError: the list gives no date for it.
    """
    known = queries.taken_up(earlier_id)
    if known is not None:
        return known
    one = next((found for found in workforce.earlier_training(post.id) if found.id == earlier_id), None)
    if one is None:
        raise NotFound("There is no training like that.")
    if one.done_on is None:
        raise DomainError("The staff list gives no date for it. Record it anew, with its date")
    return record_training(post, Typed(one.title, one.done_on, one.provider, one.number, earlier_id=earlier_id), by)


def decide(training_id: int, setting_id: int, decision: Decision, by: int) -> int:
    """Accept training or not, with a reason; the newest word counts. Returns whose post it is.

    Raises:
        NotFound: nobody of the setting has such training.
        DomainError: there is no such module or requirement, or it is accepted for nothing.
    """
    row = session.get(OutsideTraining, training_id)
    if row is None or workforce.post(row.post_id).setting_id != setting_id:
        raise NotFound("There is no training like that in your setting.")
    post = workforce.post(row.post_id)
    if decision.accepted and not decision.module and not decision.contributes_to:
        raise DomainError("Say what it counts toward: a module, a requirement or both")
    until = _counts_until(post, decision, row.done_on) if decision.accepted else None
    session.add(
        TrainingDecision(
            training_id=row.id,
            accepted=decision.accepted,
            module=decision.module if decision.accepted else None,
            contributes_to=list(decision.contributes_to) if decision.accepted else [],
            counts_until=until,
            reason=decision.reason,
            decided_by=by,
            decided_at=now(),
        )
    )
    session.flush()
    restate([post.id])
    record("outside training decided", by, training=row.id, accepted=decision.accepted)
    return post.id


def _counts_until(post: PostRecord, decision: Decision, done_on: date) -> date | None:
    """By when a module that it counts as is to be renewed."""
    if decision.module is None:
        return None
    codes = library.newest(decision.module).front["contributes_to"]
    asked = [one.clauses for one in concerning(post) if one.code in codes]
    return min((strictest(one, post.started_on, done_on)[0][0] for one in asked if one), default=None)

"""Erasing a person, and forgetting what is old."""

from sqlalchemy import delete

from app.accounts import actions as accounts_actions
from app.accounts import rights as accounts
from app.audit.actions import record
from app.certificates import rights as certificates
from app.core import events
from app.core.clock import now
from app.core.database import Keys, move, move_back, session
from app.core.errors import DomainError, NotFound
from app.learning import rights as learning
from app.notices import rights as notices
from app.privacy import rules
from app.privacy.models import Merge
from app.quizzes import rights as quizzes
from app.reflection import rights as reflection
from app.requirements import rights as requirements
from app.workforce import queries as places
from app.workforce import rights as workforce

MOVED = (
    *workforce.MOVED_WITH_A_PERSON,
    *learning.MOVED_WITH_A_PERSON,
    *requirements.MOVED_WITH_A_PERSON,
    *certificates.MOVED_WITH_A_PERSON,
    *notices.MOVED_WITH_A_PERSON,
)


def erase(person_id: int, by: str, reason: str) -> None:
    """Erase a person everywhere, but for the fact that training happened, which is kept under a number.

    Raises:
        DomainError: nobody answers for it, or no reason is given.
    """
    if not by.strip() or not reason.strip():
        raise DomainError("An erasure needs the name of whoever answers for it, and a reason.")
    name = rules.pseudonym(person_id)
    reflection.erase(person_id)
    quizzes.erase(person_id)
    requirements.erase(person_id)
    certificates.erase(person_id, name)
    learning.erase(person_id, name)
    notices.erase(person_id)
    workforce.erase(person_id)
    accounts.erase(person_id, name)
    session.execute(delete(Merge).where((Merge.kept_id == person_id) | (Merge.merged_id == person_id)))
    record("person erased", person_id, by=by.strip(), reason=reason.strip())


def forget_what_is_old() -> dict[str, int]:
    """Apply every retention period, in the caller's transaction; returns how many of each thing went."""
    moment = now()
    return {
        **reflection.forget(moment - rules.REFLECTIONS, moment - rules.DRAFTS),
        **quizzes.forget(moment - rules.ANSWERS),
        **accounts.forget(moment - rules.SIGN_INS, moment - rules.LINKS),
        **workforce.forget(moment - rules.JOIN_REQUESTS),
        **notices.forget(moment - rules.MESSAGES),
    }


def merge(kept_id: int, merged_id: int, by: str, reason: str) -> int:
    """Make two records of one person one: posts, learning and certificates go to the first, the second is closed.

    Returns:
        The number of the merge, by which it can be undone for thirty days.

    Raises:
        DomainError: they are the same record, or nobody answers for it, or no reason is given.
    """
    if kept_id == merged_id:
        raise DomainError("These two are the same record.")
    if not by.strip() or not reason.strip():
        raise DomainError("A merge needs the name of whoever answers for it, and a reason.")
    moved = {model.__tablename__: move(model, merged_id, kept_id) for model in MOVED}
    accounts_actions.close(merged_id)
    row = Merge(
        kept_id=kept_id, merged_id=merged_id, moved=moved, by=by.strip(), reason=reason.strip(), merged_at=now()
    )
    session.add(row)
    session.flush()
    _say_posts_changed(moved)
    record("records merged", kept_id, merged=merged_id, merge=row.id)
    return row.id


def undo_merge(merge_id: int) -> None:
    """Move everything back and let the second record in again.

    Raises:
        NotFound: there is no such merge, or it was undone already.
        DomainError: it is more than thirty days old.
    """
    row = session.get(Merge, merge_id)
    if row is None or row.undone_at is not None:
        raise NotFound("There is no such merge.")
    if row.merged_at < now() - rules.MERGES_UNDONE_WITHIN:
        raise DomainError("A merge can be undone for thirty days.")
    for model in MOVED:
        move_back(model, row.moved[model.__tablename__], row.merged_id)
    accounts_actions.open_again(row.merged_id)
    row.undone_at = now()
    session.flush()
    _say_posts_changed(row.moved)
    record("merge undone", row.kept_id, merged=row.merged_id, merge=row.id)


def _say_posts_changed(moved: dict[str, Keys]) -> None:
    """The desk shows a post under its holder's name."""
    for (post_id,) in moved["post"]:
        events.post_changed.send(post=places.post(post_id))

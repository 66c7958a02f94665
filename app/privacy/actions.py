"""Erasing a person, and forgetting what is old."""

import fcntl
import os
from pathlib import Path

from sqlalchemy import delete, or_, select

from app.accounts import actions as accounts_actions
from app.accounts import queries as people
from app.accounts import rights as accounts
from app.accounts.records import Closure, PersonRecord
from app.audit import rights as audit
from app.audit.actions import record
from app.certificates import rights as certificates
from app.core import events
from app.core.clock import now
from app.core.database import Keys, move, move_back, session
from app.core.dates import date_of
from app.core.errors import DomainError, NotFound
from app.here import rights as here
from app.jobs import rights as jobs
from app.learning import rights as learning
from app.learning.rights import Limit
from app.meetings import rights as meetings
from app.notices import rights as notices
from app.notices.actions import queue
from app.practice import rights as practice
from app.privacy import emails, queries, rules
from app.privacy.models import KeptFor, Merge
from app.quizzes import rights as quizzes
from app.recall import rights as recall
from app.reflection import rights as reflection
from app.reminders import rights as reminders
from app.requirements import rights as requirements
from app.workforce import queries as places
from app.workforce import rights as workforce

MOVED = (
    *workforce.MOVED_WITH_A_PERSON,
    *learning.MOVED_WITH_A_PERSON,
    *requirements.MOVED_WITH_A_PERSON,
    *certificates.MOVED_WITH_A_PERSON,
    *recall.MOVED_WITH_A_PERSON,
    *reminders.MOVED_WITH_A_PERSON,
    *notices.MOVED_WITH_A_PERSON,
    *jobs.MOVED_WITH_A_PERSON,
)


def erase(person_id: int, by: str, reason: str) -> None:
    """Erase a person everywhere, but for the fact that training happened, which is kept under a number.

    Raises:
        DomainError: nobody answers for it, or no reason is given.
    """
    if not by.strip() or not reason.strip():
        raise DomainError("An erasure needs the name of whoever answers for it, and a reason.")
    _take_out(person_id)
    record("person erased", person_id, by=by.strip(), reason=reason.strip())


def _take_out(person_id: int) -> None:
    """Erase a person, and the records of hers that were merged into this one."""
    hers = select(Merge.merged_id).where(Merge.kept_id == person_id, Merge.undone_at.is_(None))
    for one in (person_id, *session.scalars(hers).all()):
        _take_out_one(one)


def _take_out_one(person_id: int) -> None:
    name = rules.pseudonym(person_id)
    reflection.erase(person_id)
    here.erase(person_id)
    quizzes.erase(person_id)
    meetings.erase(person_id)
    practice.erase(person_id)
    recall.erase(person_id)
    requirements.erase(person_id)
    reminders.erase(person_id)
    certificates.erase(person_id, name)
    learning.erase(person_id, name)
    notices.erase(person_id)
    jobs.erase(person_id)
    workforce.erase(person_id)
    accounts.erase(person_id, name)
    events.person_erased.send(person_id=person_id)
    session.execute(delete(Merge).where(or_(Merge.kept_id == person_id, Merge.merged_id == person_id)))


def note_erasures(file: Path) -> int:
    """Add whoever was erased and is not in the list to it, on disk before this returns; returns how many.

    The list outlives the database, so that bringing back a backup brings nobody back. It holds numbers and the moments
    accounts were made, and names nobody.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(file, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600), "r+") as noted:
        fcntl.flock(noted, fcntl.LOCK_EX)
        there = set(rules.erasures(noted.read()))
        fresh = sorted(set(accounts.erased(rules.pseudonym)) - there)
        noted.writelines(rules.erasure_line(*one) for one in fresh)
        noted.flush()
        os.fsync(noted.fileno())
    return len(fresh)


def erase_again(file: Path) -> int:
    """Erase whoever is in the list and is here under her name; returns how many.

    A number that belongs to another account here, made at another moment, is left alone.
    """
    listed = rules.erasures(file.read_text()) if file.exists() else []
    here = [number for number, moment in listed if accounts.made_at(number) == moment]
    again = accounts.still_named(here, rules.pseudonym)
    for person_id in again:
        _take_out(person_id)
        record("person erased", person_id, by="backup restored", reason="erased since the backup was made")
    return len(again)


def forget_what_is_old() -> dict[str, int]:
    """Apply every retention period, a setting's own where it has one, in the caller's transaction.

    Returns:
        How many of each thing went.
    """
    moment, own = now(), queries.own_periods()

    def limit(what: str) -> Limit:
        chosen = own.get(what, {})
        usual = rules.before(what, rules.KEPT[what].months, moment)
        return usual, {place: rules.before(what, months, moment) for place, months in chosen.items()}

    return {
        **_forget_leavers(limit(rules.COMPLETIONS)),
        **reflection.forget(limit(rules.REFLECTIONS), limit(rules.DRAFTS)),
        **here.forget(limit(rules.ANSWERS)),
        **quizzes.forget(limit(rules.ANSWERS)),
        **recall.forget(limit(rules.ANSWERS)),
        **practice.forget(limit(rules.ACTIONS), moment - rules.LINES, moment - rules.UNANSWERED),
        **meetings.forget(moment - rules.LINES, limit(rules.COMPLETIONS)),
        **accounts.forget(moment - rules.SIGN_INS, moment - rules.LINKS),
        **workforce.forget(moment - rules.JOIN_REQUESTS),
        **requirements.forget(moment - rules.YEAR),
        **notices.forget(moment - rules.MESSAGES),
        **reminders.forget(date_of(rules.months_before(rules.REMINDER_MONTHS, moment))),
        **jobs.forget(),
        **audit.forget(rules.months_before(rules.AUDIT_MONTHS, moment)),
    }


def _forget_leavers(limit: Limit) -> dict[str, int]:
    """Whoever left longer ago than her record is kept is erased as if she had asked for it."""
    usual, own = limit
    gone = workforce.left_before(date_of(usual), {place: date_of(one) for place, one in own.items()}, usual)
    named = accounts.still_named(gone, rules.pseudonym)
    for person_id in named:
        _take_out(person_id)
        record("person erased", person_id, by="retention", reason="left longer ago than the record is kept")
    return {"people who left": len(named)}


def keep_for(setting_id: int, by: int, months: dict[str, int]) -> None:
    """Keep what belongs to a setting's posts for so many months; each change stands in the audit log.

    Args:
        setting_id: the setting.
        by: who decides it.
        months: by kind of thing; what is as usual is not kept as a choice.

    Raises:
        DomainError: a number lies outside what is sensible.
    """
    before = queries.periods_of(setting_id)
    for what, chosen in months.items():
        kept = rules.KEPT[what]
        if not kept.least <= chosen <= kept.most:
            raise DomainError(f"{kept.label}: choose {kept.least} to {kept.most} months")
        if chosen == before[what]:
            continue
        session.execute(delete(KeptFor).where(KeptFor.setting_id == setting_id, KeptFor.what == what))
        if chosen != kept.months:
            row = KeptFor(setting_id=setting_id, what=what, months=chosen, chosen_by=by, chosen_at=now())
            session.add(row)
        record("policy changed", by, setting=setting_id, what=what, before=before[what], months=chosen)
    session.flush()


def merge(kept_id: int, merged_id: int, by: str, reason: str, by_id: int | None = None) -> int:
    """Make two records of one person one: posts, learning and certificates go to the first, the second is closed.

    Args:
        kept_id: the record that stays.
        merged_id: the record that is closed.
        by: the name of whoever answers for it.
        reason: why, in her words.
        by_id: who she is, where she is signed in.

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
    accounts_actions.close(merged_id, Closure.MERGED, by_id)
    row = Merge(
        kept_id=kept_id, merged_id=merged_id, moved=moved, by=by.strip(), reason=reason.strip(), merged_at=now()
    )
    session.add(row)
    session.flush()
    _say_posts_changed(moved)
    quizzes.count_again(kept_id)
    record("records merged", by_id, person=kept_id, merged=merged_id, merge=row.id)
    return row.id


def merge_for(kept_id: int, merged_id: int, by: PersonRecord, reason: str) -> int:
    """An administrator makes two records of somebody else one, and both addresses hear of it.

    What somebody wrote in a reflection never goes to another sign-in on an administrator's word: a record with such
    words can be kept, but only its owner, who proves both, brings it to another.

    Returns:
        The number of the merge.

    Raises:
        DomainError: one of the two is the administrator's own or closed, or the second holds reflections.
    """
    if by.id in (kept_id, merged_id):
        raise DomainError("One of these is your own record. Bring your own together on the page My account.")
    two = [people.person(number) for number in (kept_id, merged_id)]
    if not all(people.is_open(one.id) for one in two):
        raise DomainError("One of these records is closed already.")
    if reflection.has_words(merged_id):
        raise DomainError(
            "The other record holds words that only their writer may bring along. Keep that record instead, or ask "
            "her to make the two one herself on the page My account."
        )
    number = merge(kept_id, merged_id, by.name, reason, by.id)
    for address in sorted({one.email for one in two if one.email}):
        queue(kept_id, address, emails.merged(number, two[0].name, two[0].username, by.name, reason, address))
    return number


def undo_merge(merge_id: int, by_id: int | None = None) -> None:
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
        move_back(model, row.moved.get(model.__tablename__, []), row.merged_id)
    accounts_actions.open_again(row.merged_id, by_id)
    row.undone_at = now()
    session.flush()
    _say_posts_changed(row.moved)
    for one in (row.kept_id, row.merged_id):
        quizzes.count_again(one)
    record("merge undone", by_id, person=row.kept_id, merged=row.merged_id, merge=row.id)


def _say_posts_changed(moved: dict[str, Keys]) -> None:
    """The desk shows a post under its holder's name."""
    for (post_id,) in moved["post"]:
        events.post_changed.send(post=places.post(post_id))

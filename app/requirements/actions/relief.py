"""Giving more time, exempting people, and answering "this is not my job any more"."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select

from app.audit.actions import record
from app.core.clock import now, today
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.working_days import DAY, add_working_days
from app.requirements.actions.standings import restate
from app.requirements.models import Relief, Standing
from app.requirements.records import ReliefKind
from app.requirements.rules import BACK_WITHIN, calendar
from app.workforce import queries as workforce
from app.workforce.records import PostRecord


def give_time(setting_id: int, post_ids: Collection[int], module: str, until: date, reason: str, by: int) -> int:
    """Give people of a setting more time for a module, until a new day. Returns how many were given it.

    Raises:
        DomainError: the day has passed, or nobody chosen has anything due before it.
    """
    if until <= today():
        raise DomainError("The new day must be after today")
    posts = workforce.posts_in(setting_id, list(post_ids))
    waiting = select(Standing.post_id).where(
        Standing.module == module,
        Standing.post_id.in_([post.id for post in posts]),
        or_(Standing.due_by < until, Standing.due_by.is_(None) & (Standing.renew_by < until)),
    )
    later = set(session.scalars(waiting))
    given = [post for post in posts if post.id in later]
    if not given:
        raise DomainError("Nobody chosen has this module due before that day")
    for post in given:
        _give(post, ReliefKind.MORE_TIME, module, by, reason, begins_on=today(), until=until)
    restate([post.id for post in given])
    return len(given)


def exempt(post: PostRecord, module: str | None, begins_on: date, until: date | None, reason: str, by: int) -> None:
    """Exempt somebody, from one module or all, from a day to a last day or until further notice.

    Raises:
        DomainError: it ends before it begins or has ended, or the same is noted already.
    """
    if until and until < max(begins_on, today()):
        raise DomainError("The last day must be today or later, and not before the first")
    if any(one.module == module and (one.until is None or one.until >= begins_on) for one in _exemptions_of(post.id)):
        raise DomainError("Something like this is noted for that time already. Take it back first")
    _exempt(post, module, begins_on, until, reason, by)


def _exempt(post: PostRecord, module: str | None, begins_on: date, until: date | None, reason: str, by: int) -> None:
    own = calendar(workforce.setting(post.setting_id).makeup, post)
    resume = add_working_days(until, BACK_WITHIN, own) if until else None
    _give(post, ReliefKind.EXEMPT, module, by, reason, begins_on=begins_on, until=until, resume_by=resume)
    restate([post.id])


def note_back(relief_id: int, setting_id: int, by: int) -> int:
    """Somebody is asked again from today: yesterday was the last day. Returns whose post it was.

    Raises:
        NotFound: the setting has no such exemption that has begun and goes on.
    """
    row, yesterday = _of_setting(relief_id, setting_id), today() - DAY
    goes_on = row.withdrawn_at is None and row.begins_on <= yesterday and (row.until is None or row.until > yesterday)
    if row.kind == ReliefKind.MORE_TIME or not goes_on:
        raise NotFound("There is nothing like that to end.")
    _withdraw(row, by)
    _exempt(workforce.post(row.post_id), row.module, row.begins_on, yesterday, row.reason or "", by)
    return row.post_id


def _exemptions_of(post_id: int) -> list[Relief]:
    noted = (Relief.kind == ReliefKind.EXEMPT) & Relief.withdrawn_at.is_(None)
    return list(session.scalars(select(Relief).where(Relief.post_id == post_id, noted)))


def say_not_mine(post: PostRecord, module: str | None, reason: str) -> None:
    """Somebody says that a module, or the whole post, is not her job any more; saying it twice is saying it once."""
    said = select(Relief).where(
        Relief.post_id == post.id,
        Relief.kind == ReliefKind.NOT_MINE,
        Relief.module == module if module else Relief.module.is_(None),
        Relief.withdrawn_at.is_(None),
        Relief.answered_at.is_(None),
    )
    if session.scalar(said) is None:
        _give(post, ReliefKind.NOT_MINE, module, post.person_id, reason, begins_on=today())
        restate([post.id])


def _give(
    post: PostRecord,
    kind: ReliefKind,
    module: str | None,
    by: int,
    reason: str,
    begins_on: date,
    until: date | None = None,
    resume_by: date | None = None,
) -> None:
    row = Relief(
        post_id=post.id,
        person_id=post.person_id,
        module=module,
        kind=kind,
        reason=reason,
        begins_on=begins_on,
        until=until,
        resume_by=resume_by,
        given_by=by,
        given_at=now(),
    )
    session.add(row)
    session.flush()
    record("relief given", by, relief=row.id, post=post.id, kind=str(kind))


def answer(relief_id: int, setting_id: int, accepts: bool, by: int) -> None:
    """Say whether it is somebody's job or not; until then she was not reminded. Answering twice is answering once.

    Raises:
        NotFound: nobody of the setting said so, or she took it back.
    """
    row = _of_setting(relief_id, setting_id)
    if row.kind != ReliefKind.NOT_MINE or row.withdrawn_at is not None:
        raise NotFound("There is nothing like that to answer.")
    if row.answered_at is None:
        row.answered_at, row.answered_by, row.accepted = now(), by, accepts
        session.flush()
        restate([row.post_id])
        record("not-mine answered", by, relief=row.id, accepted=accepts)


def withdraw(relief_id: int, setting_id: int, by: int) -> int:
    """Take back what was given; returns whose post it was. Taking it back twice is taking it back once.

    Raises:
        NotFound: the setting has no such relief.
    """
    return _withdraw(_of_setting(relief_id, setting_id), by)


def take_back(relief_id: int, post_id: int, by: int) -> None:
    """Somebody takes back her own word that something is not her job. Raises NotFound for anything else."""
    row = session.get(Relief, relief_id)
    if row is None or row.post_id != post_id or row.kind != ReliefKind.NOT_MINE or row.answered_at is not None:
        raise NotFound("There is nothing like that to take back.")
    _withdraw(row, by)


def _withdraw(row: Relief, by: int) -> int:
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = now(), by
        session.flush()
        restate([row.post_id])
        record("relief withdrawn", by, relief=row.id, post=row.post_id)
    return row.post_id


def _of_setting(relief_id: int, setting_id: int) -> Relief:
    row = session.get(Relief, relief_id)
    if row is None or workforce.post(row.post_id).setting_id != setting_id:
        raise NotFound("There is nothing like that in your setting.")
    return row

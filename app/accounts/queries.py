"""Reading people and their sign-in sessions."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, exists, func, or_, select

from app.accounts import codes
from app.accounts.models import (
    ExternalIdentity,
    KeptForm,
    Passkey,
    Person,
    RecoveryCode,
    SecondFactor,
    SignInFailure,
    SignInSession,
)
from app.accounts.records import (
    Closure,
    Elsewhere,
    KeptFormRecord,
    PasskeyRecord,
    PersonRecord,
    SessionRecord,
    SignInState,
    Visit,
    Ways,
)
from app.accounts.rules import FAILURE_WINDOW, FAILURES_ALLOWED, KEPT_FOR, PIN_FAILURES_ALLOWED, is_live, is_stale
from app.core.clock import now
from app.core.codes import digest
from app.core.database import session
from app.core.errors import NotFound


def to_record(person: Person) -> PersonRecord:
    """A person as other rooms may know her."""
    return PersonRecord(
        person.id,
        person.username,
        person.name,
        person.email,
        person.certificate_name,
        person.demo_label,
        person.password_hash is not None,
        person.pin_hash is not None,
    )


def person(person_id: int) -> PersonRecord:
    """One person. Raises NotFound."""
    found = session.get(Person, person_id)
    if found is None:
        raise NotFound("There is no such person.")
    return to_record(found)


def names_of(person_ids: set[int]) -> dict[int, str]:
    """What people are called, by number, in one statement."""
    if not person_ids:
        return {}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return {row.id: row.name for row in rows}


def is_open(person_id: int) -> bool:
    """Whether a person may come in; nobody may as one who was closed."""
    return session.scalar(select(Person.id).where(Person.id == person_id, Person.closed_at.is_(None))) is not None


def elsewhere(issuer: str, subject: str) -> Elsewhere | None:
    """An account elsewhere; None where it opens none here, or one that was closed."""
    same = (ExternalIdentity.issuer == issuer) & (ExternalIdentity.subject == subject)
    return next(iter(_elsewhere(same)), None)


def elsewhere_of(person_id: int) -> list[Elsewhere]:
    """Every account elsewhere that opens somebody's account here."""
    return _elsewhere(ExternalIdentity.person_id == person_id)


def _elsewhere(which: ColumnElement[bool]) -> list[Elsewhere]:
    hers = select(ExternalIdentity).join(Person, Person.id == ExternalIdentity.person_id)
    rows = session.scalars(hers.where(which, Person.closed_at.is_(None)).order_by(ExternalIdentity.id))
    return [Elsewhere(row.id, row.issuer, row.subject, row.person_id) for row in rows]


def visit(token: str) -> Visit | None:
    """The live session of a cookie's token, in one statement; None when there is none."""
    token_digest = digest(token)
    found = session.execute(
        select(SignInSession, Person, _has_second_step(Person.id))
        .join(Person, Person.id == SignInSession.person_id)
        .where(SignInSession.token_digest == token_digest, Person.closed_at.is_(None))
    ).first()
    if found is None:
        return None
    sitting, who, has_step = found
    moment = now()
    if not is_live(sitting.began_at, sitting.seen_at, sitting.ended_at, moment):
        return None
    stale = is_stale(sitting.seen_at, moment)
    times = (sitting.began_at, sitting.seen_at, sitting.proved_at)
    return Visit(to_record(who), token_digest, sitting.post_id, stale, bool(has_step), *times)


def owner_of(token: str) -> int | None:
    """Whose session a cookie's token was, ended or not; None when it was nobody's, or of somebody who is closed."""
    query = select(SignInSession.person_id).join(Person, Person.id == SignInSession.person_id)
    return session.scalar(query.where(SignInSession.token_digest == digest(token), Person.closed_at.is_(None)))


def kept_form(person_id: int) -> KeptFormRecord | None:
    """What somebody sent within the last hour when her session had ended; None when there is nothing."""
    row = session.get(KeptForm, person_id)
    if row is None or now() >= row.kept_at + KEPT_FOR:
        return None
    whole = codes.opened(row.sealed, str(current_app.config["SECRET_KEY"]), codes.KEPT_FORM)
    if whole is None:
        return None
    kept = json.loads(whole)
    return KeptFormRecord(kept["to"], tuple((name, value) for name, value in kept["fields"]), row.kept_at + KEPT_FOR)


def is_slowed(typed: str, allowed: int) -> bool:
    """Whether so many wrong tries were made for a name in the last quarter of an hour."""
    recent = select(func.count()).where(
        SignInFailure.name_digest == digest(typed), SignInFailure.at > now() - FAILURE_WINDOW
    )
    return (session.scalar(recent) or 0) >= allowed


def demo_people() -> list[PersonRecord]:
    """The people of the imaginary town who can be tried on at the sign-in page."""
    rows = session.scalars(select(Person).where(Person.demo_label.is_not(None)).order_by(Person.id))
    return [to_record(row) for row in rows]


def by_username(username: str) -> PersonRecord | None:
    """Somebody by the name she signs in with."""
    found = session.scalar(select(Person).where(Person.username == username.strip().lower()))
    return to_record(found) if found else None


def by_name_or_address(typed: str) -> Person | None:
    """Whoever signs in with this username or e-mail address; None where nobody does, or more than one."""
    wanted = typed.strip().lower()
    answers = or_(Person.username == wanted, Person.email == wanted)
    found = session.scalars(select(Person).where(answers, Person.closed_at.is_(None)).limit(3)).all()
    return found[0] if len(found) == 1 else next((one for one in found if one.username == wanted), None)


def with_address(email: str) -> PersonRecord | None:
    """Somebody by her e-mail address; the first, where several share one."""
    found = session.scalars(
        select(Person).where(Person.email == email.strip().lower(), Person.closed_at.is_(None)).order_by(Person.id)
    ).first()
    return to_record(found) if found else None


def answering_to(typed: str) -> list[PersonRecord]:
    """Everybody who can sign in and has this username or e-mail address."""
    wanted = typed.strip().lower()
    answers = or_(Person.username == wanted, Person.email == wanted)
    return [to_record(row) for row in session.scalars(select(Person).where(answers, Person.closed_at.is_(None)))]


def people_like(words: str, also: Iterable[int], page: int, size: int) -> tuple[list[PersonRecord], int]:
    """A page of the people with some words in their name, or with this username or address, and how many there are.

    `also` are people found by something that is not kept here. Closed ones are among them.
    """
    typed = words.strip().lower()
    has = func.lower(Person.name).contains(typed, autoescape=True)
    wanted = or_(has, Person.username == typed, Person.email == typed, Person.id.in_(list(also)))
    total = session.scalar(select(func.count(Person.id)).where(wanted)) or 0
    ordered = select(Person).where(wanted).order_by(func.lower(Person.name), Person.id)
    return [to_record(row) for row in session.scalars(ordered.offset((page - 1) * size).limit(size))], total


def sign_in_state(person_id: int) -> SignInState:
    """Whether somebody can get in now, and when she was last here. Raises NotFound."""
    row = session.get(Person, person_id)
    if row is None:
        raise NotFound("There is no such person.")
    seen = session.scalar(select(func.max(SignInSession.seen_at)).where(SignInSession.person_id == person_id))
    return SignInState(
        Closure(row.closed_for or Closure.DEACTIVATED) if row.closed_at else None,
        row.closed_at,
        _is_slowed_anywhere(row),
        seen,
        len(sessions_of(person_id)),
        has_second_step(person_id),
    )


def _is_slowed_anywhere(row: Person) -> bool:
    named = is_slowed(row.username, FAILURES_ALLOWED) or bool(row.email and is_slowed(row.email, FAILURES_ALLOWED))
    by_number = (f"pin:{row.username}", f"code:{row.id}")
    return named or any(is_slowed(name, PIN_FAILURES_ALLOWED) for name in by_number)


def known_addresses() -> set[str]:
    """Every e-mail address that somebody has, for a staff list to be laid beside."""
    open_ones = Person.email.is_not(None) & Person.closed_at.is_(None)
    return {address for address in session.scalars(select(Person.email).where(open_ones)) if address}


def sessions_of(person_id: int) -> list[SessionRecord]:
    """Where a person is signed in now, the latest seen first."""
    query = select(SignInSession).where(SignInSession.person_id == person_id, SignInSession.ended_at.is_(None))
    moment = now()
    return [
        SessionRecord(row.id, row.token_digest, row.device, row.began_at, row.seen_at)
        for row in session.scalars(query.order_by(SignInSession.seen_at.desc()))
        if is_live(row.began_at, row.seen_at, row.ended_at, moment)
    ]


def last_here(person_id: int, token_digest: str) -> datetime | None:
    """When a person was last seen in a sitting before the one of this token; None when none is known."""
    mine = select(SignInSession.began_at).where(SignInSession.token_digest == token_digest).scalar_subquery()
    query = select(func.max(SignInSession.seen_at)).where(
        SignInSession.person_id == person_id, SignInSession.token_digest != token_digest, SignInSession.began_at < mine
    )
    return session.scalar(query)


def has_second_step(person_id: int) -> bool:
    """Whether a person has an authenticator app that was confirmed, or a passkey."""
    return bool(session.scalar(select(_has_second_step(Person.id)).where(Person.id == person_id)))


def _has_second_step(person_id: Any) -> ColumnElement[bool]:
    app = exists().where(SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_not(None))
    return or_(app, exists().where(Passkey.person_id == person_id))


def has_app(person_id: int) -> bool:
    """Whether a person has an authenticator app that was confirmed."""
    mine = (SecondFactor.person_id == person_id) & SecondFactor.confirmed_at.is_not(None)
    return session.scalar(select(SecondFactor.person_id).where(mine)) is not None


def passkeys_of(person_id: int) -> list[PasskeyRecord]:
    """A person's passkeys, oldest first."""
    rows = session.scalars(select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id))
    return [PasskeyRecord(row.id, row.name, row.added_at, row.used_at) for row in rows]


def ways_to_prove(person_id: int) -> Ways:
    """By what a person can show, while signed in, that it is she. A card's first PIN was seen by whoever printed it."""
    row = session.get_one(Person, person_id)
    own_pin = row.pin_hash is not None and not row.pin_is_first
    return Ways(row.password_hash is not None, own_pin, has_app(person_id), bool(passkeys_of(person_id)))


def recovery_codes_left(person_id: int) -> int:
    """How many recovery codes a person has not used."""
    mine = (RecoveryCode.person_id == person_id) & RecoveryCode.used_at.is_(None)
    return session.scalar(select(func.count()).select_from(RecoveryCode).where(mine)) or 0

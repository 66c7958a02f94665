"""Showing once more, while signed in, that it is oneself; it counts for a quarter of an hour."""

from sqlalchemy import update

from app.accounts import passwords
from app.accounts.actions.second_step import code_is_right
from app.accounts.actions.sign_in import TooManyTries
from app.accounts.models import Person, SignInFailure, SignInSession
from app.accounts.queries import is_slowed
from app.accounts.rules import PIN_FAILURES_ALLOWED
from app.audit.actions import record
from app.core.clock import now
from app.core.codes import digest
from app.core.database import session
from app.core.errors import DomainError


class NotProved(DomainError):
    """What was typed is not hers."""


def proves(person_id: int, typed: str) -> bool:
    """Whether a person typed her own password or PIN; five wrong tries slow it down."""
    person = session.get_one(Person, person_id)
    if is_slowed(_name(person_id), PIN_FAILURES_ALLOWED):
        return False
    own_pin = None if person.pin_is_first else person.pin_hash
    if passwords.is_right(person.password_hash, typed) or (own_pin and passwords.is_right(own_pin, typed)):
        return True
    _note_failure(person_id)
    return False


def prove(person_id: int, token_digest: str, key: str, code: str) -> None:
    """Count a session as proved when its owner types her password or PIN, or a code of her app.

    Args:
        person_id: who is signed in.
        token_digest: the digest of the session's token.
        key: password or PIN; empty where she used the other box.
        code: a code of her app, or a recovery code; looked at where `key` is empty.

    Raises:
        TooManyTries: five wrong tries within 15 minutes.
        NotProved: it does not fit.
    """
    if is_slowed(_name(person_id), PIN_FAILURES_ALLOWED):
        raise TooManyTries
    if not (proves(person_id, key) if key else _code_fits(person_id, code)):
        record("proof refused", person_id)
        raise NotProved("That is not your password or PIN" if key else "That code is not right")
    note_proof(person_id, token_digest)


def note_proof(person_id: int, token_digest: str) -> None:
    """Count a session as proved from now on."""
    mine = SignInSession.token_digest == token_digest
    session.execute(update(SignInSession).where(mine).values(proved_at=now()))
    record("proved again", person_id)


def _code_fits(person_id: int, code: str) -> bool:
    fits = code_is_right(person_id, code)
    if not fits:
        _note_failure(person_id)
    return fits


def _note_failure(person_id: int) -> None:
    session.add(SignInFailure(name_digest=digest(_name(person_id)), at=now()))


def _name(person_id: int) -> str:
    return f"proof:{person_id}"

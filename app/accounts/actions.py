"""Making people, signing them in and out, confirming a name."""

from sqlalchemy import or_, select, update

from app.accounts import passwords
from app.accounts.models import Person, SignInFailure, SignInSession
from app.accounts.queries import is_slowed, to_record
from app.accounts.records import PersonRecord
from app.accounts.rules import TOUCH, name_fault, tidy_name
from app.audit.actions import record
from app.core.clock import now
from app.core.codes import digest, new_token
from app.core.database import session
from app.core.errors import DomainError, NotFound


class SignInRefused(DomainError):
    """The name and password do not fit; said alike for known and unknown names."""


class TooManyTries(DomainError):
    """Guessing is slowed for a while; never a lasting lock."""

    status = 429


def create_person(
    username: str, name: str, email: str | None = None, password: str | None = None, demo_label: str | None = None
) -> PersonRecord:
    """Make a person who can sign in; `demo_label` says who she is in the imaginary town, and nobody else has one."""
    person = Person(
        username=username.strip().lower(),
        name=tidy_name(name),
        email=email,
        password_hash=passwords.hashed(password) if password else None,
        demo_label=demo_label,
        created_at=now(),
    )
    session.add(person)
    session.flush()
    return to_record(person)


def sign_in(username: str, password: str) -> str:
    """A new session's token for a name (or e-mail address) and password.

    Raises:
        TooManyTries: ten wrong tries for this name within 15 minutes.
        SignInRefused: they do not fit.
    """
    typed = username.strip().lower()
    if is_slowed(typed):
        raise TooManyTries("Too many tries for this name. Wait 15 minutes, or ask your safeguarding lead for help.")
    matches = session.scalars(select(Person).where(or_(Person.username == typed, Person.email == typed))).all()
    found = matches[0] if len(matches) == 1 else None
    if not passwords.is_right(found.password_hash if found else None, password) or found is None:
        session.add(SignInFailure(name_digest=digest(typed), at=now()))
        record("sign-in refused")
        raise SignInRefused("The username or password is not right")
    return start_session(found.id)


def start_session(person_id: int) -> str:
    """Begin a session for somebody whose identity is established; returns the cookie's token."""
    token, moment = new_token(), now()
    session.add(SignInSession(token_digest=digest(token), person_id=person_id, began_at=moment, seen_at=moment))
    record("signed in", person_id)
    return token


def demo_session(person_id: int) -> str:
    """Begin a session for a person of the imaginary town. Raises NotFound for anybody else."""
    person = session.get(Person, person_id)
    if person is None or person.demo_label is None:
        raise NotFound("There is no such person in the demo.")
    return start_session(person.id)


def end_session(token_digest: str, person_id: int) -> None:
    """Sign out: the row is ended, so a copied cookie is dead too."""
    mine = SignInSession.token_digest == token_digest
    session.execute(update(SignInSession).where(mine).values(ended_at=now()))
    record("signed out", person_id)


def touch(token_digest: str) -> None:
    """Note that a session is in use; at most once in five minutes, however many requests arrive together."""
    moment = now()
    mine = (SignInSession.token_digest == token_digest) & (SignInSession.seen_at <= moment - TOUCH)
    session.execute(update(SignInSession).where(mine).values(seen_at=moment))


def choose_post(token_digest: str, post_id: int) -> None:
    """Remember from which of her posts she is looking."""
    mine = SignInSession.token_digest == token_digest
    session.execute(update(SignInSession).where(mine).values(post_id=post_id))


def confirm_name(person_id: int, typed: str) -> None:
    """Keep the name for certificates as its holder confirmed it. Raises DomainError when it cannot be printed."""
    name = tidy_name(typed)
    fault = name_fault(name)
    if fault:
        raise DomainError(fault)
    person = session.get_one(Person, person_id)
    person.certificate_name, person.name_confirmed_at = name, now()
    record("name confirmed", person_id)

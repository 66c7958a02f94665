"""Reading people and their sign-in sessions."""

from sqlalchemy import func, select

from app.accounts.models import Person, SignInFailure, SignInSession
from app.accounts.records import PersonRecord, Visit
from app.accounts.rules import FAILURE_WINDOW, FAILURES_ALLOWED, is_live, is_stale
from app.core.clock import now
from app.core.codes import digest
from app.core.database import session
from app.core.errors import NotFound


def to_record(person: Person) -> PersonRecord:
    """A person as other rooms may know her."""
    return PersonRecord(
        person.id, person.username, person.name, person.email, person.certificate_name, person.demo_label
    )


def person(person_id: int) -> PersonRecord:
    """One person. Raises NotFound."""
    found = session.get(Person, person_id)
    if found is None:
        raise NotFound("There is no such person.")
    return to_record(found)


def visit(token: str) -> Visit | None:
    """The live session of a cookie's token, in one statement; None when there is none."""
    token_digest = digest(token)
    found = session.execute(
        select(SignInSession, Person)
        .join(Person, Person.id == SignInSession.person_id)
        .where(SignInSession.token_digest == token_digest)
    ).first()
    if found is None:
        return None
    sitting, who = found
    moment = now()
    if not is_live(sitting.began_at, sitting.seen_at, sitting.ended_at, moment):
        return None
    return Visit(to_record(who), token_digest, sitting.post_id, is_stale(sitting.seen_at, moment))


def is_slowed(username: str) -> bool:
    """Whether too many wrong passwords were tried for a name in the last quarter of an hour."""
    recent = select(func.count()).where(
        SignInFailure.name_digest == digest(username), SignInFailure.at > now() - FAILURE_WINDOW
    )
    return (session.scalar(recent) or 0) >= FAILURES_ALLOWED


def demo_people() -> list[PersonRecord]:
    """The people of the imaginary town who can be tried on at the sign-in page."""
    rows = session.scalars(select(Person).where(Person.demo_label.is_not(None)).order_by(Person.id))
    return [to_record(row) for row in rows]


def by_username(username: str) -> PersonRecord | None:
    """Somebody by the name she signs in with."""
    found = session.scalar(select(Person).where(Person.username == username.strip().lower()))
    return to_record(found) if found else None

"""What accounts hold about a person, for how long, and how it is erased."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select

from app.accounts.models import (
    AccountToken,
    ExternalIdentity,
    KeptForm,
    Passkey,
    Person,
    RecoveryCode,
    SecondFactor,
    SignInFailure,
    SignInSession,
)
from app.accounts.records import Closure
from app.accounts.rules import KEPT_FOR
from app.core.clock import now
from app.core.database import plain, session

HERS = (AccountToken, SignInSession, SecondFactor, Passkey, RecoveryCode, KeptForm, ExternalIdentity)
SECRET = ("password_hash", "pin_hash", "token_digest", "code_digest", "secret", "last_step", "public_key", "sealed")


def about(person_id: int) -> dict[str, Any]:
    """Everything held here about one person, but for secrets."""
    held: dict[str, Any] = {"person": [plain(session.get_one(Person, person_id), *SECRET)]}
    for table in HERS:
        rows = session.scalars(select(table).where(table.person_id == person_id))
        held[table.__tablename__] = [plain(row, *SECRET) for row in rows]
    return held


def forget(sign_ins_before: datetime, links_before: datetime) -> dict[str, int]:
    """Delete old sign-ins, wrong tries, links and forms kept for somebody signed out; returns how many of each."""
    ended = or_(SignInSession.ended_at < sign_ins_before, SignInSession.seen_at < sign_ins_before)
    return {
        "sign-ins": _gone(delete(SignInSession).where(ended).returning(SignInSession.id)),
        "wrong tries": _gone(
            delete(SignInFailure).where(SignInFailure.at < sign_ins_before).returning(SignInFailure.id)
        ),
        "forms": _gone(delete(KeptForm).where(KeptForm.kept_at < now() - KEPT_FOR).returning(KeptForm.person_id)),
        "links": _gone(delete(AccountToken).where(AccountToken.made_at < links_before).returning(AccountToken.id)),
    }


def still_named(person_ids: Iterable[int], pseudonym: Callable[[int], str]) -> list[int]:
    """Those of some people who were not erased."""
    rows = session.execute(select(Person.id, Person.username).where(Person.id.in_(list(person_ids))))
    return [number for number, username in rows if username != pseudonym(number)]


def erased(pseudonym: Callable[[int], str]) -> list[tuple[int, datetime]]:
    """Everybody who was erased: her number, and when her account was made, by which the number is known again."""
    rows = session.execute(select(Person.id, Person.username, Person.created_at).where(Person.closed_at.is_not(None)))
    return [(number, made_at) for number, username, made_at in rows if username == pseudonym(number)]


def made_at(person_id: int) -> datetime | None:
    """When a person's account was made; None when there is none of that number."""
    return session.scalar(select(Person.created_at).where(Person.id == person_id))


def _gone(statement: Any) -> int:
    return len(session.execute(statement).all())


def erase(person_id: int, pseudonym: str) -> None:
    """Take a person's name, address and every key away; what is left is a number that nobody signs in with."""
    for table in HERS:
        session.execute(delete(table).where(table.person_id == person_id))
    person = session.get_one(Person, person_id)
    person.username = person.name = pseudonym
    person.email = person.password_hash = person.pin_hash = person.certificate_name = person.demo_label = None
    person.name_confirmed_at, person.closed_at = None, person.closed_at or now()
    person.closed_for = str(Closure.ERASED)
    session.flush()

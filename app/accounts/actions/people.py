"""Making people, correcting and closing them, confirming a name."""

from sqlalchemy import select, update

from app.accounts import passwords
from app.accounts.actions.sessions import end_others
from app.accounts.models import AccountToken, Person
from app.accounts.queries import to_record
from app.accounts.records import Closure, PersonRecord
from app.accounts.rules import name_fault, tidy_name, username_from
from app.audit.actions import record
from app.core import events
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError


def create_person(
    username: str, name: str, email: str | None = None, password: str | None = None, demo_label: str | None = None
) -> PersonRecord:
    """Make a person who can sign in.

    Args:
        username: what she signs in with; empty makes one from her name that nobody has.
        name: as colleagues know her.
        email: where to write to her; None for somebody without an address.
        password: None until she chooses one, or for somebody who signs in with a card.
        demo_label: says who she is in the imaginary town; nobody else has one.
    """
    person = Person(
        username=username.strip().lower() or _free_username(name),
        name=tidy_name(name),
        email=email.strip().lower() if email else None,
        password_hash=passwords.hashed(password) if password else None,
        demo_label=demo_label,
        created_at=now(),
    )
    session.add(person)
    session.flush()
    return to_record(person)


def create_people(newcomers: list[tuple[str, str, str | None]]) -> list[int]:
    """Make many people at once: (username or empty, name, e-mail or None). Returns their ids in the same order."""
    taken = set(session.scalars(select(Person.username)))
    rows, moment = [], now()
    for wanted, name, email in newcomers:
        username = _first_free(wanted or username_from(tidy_name(name)), taken)
        taken.add(username)
        rows.append(Person(username=username, name=tidy_name(name), email=email, created_at=moment))
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def _first_free(wanted: str, taken: set[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}{number}"
    return name


def _free_username(name: str) -> str:
    wanted = username_from(tidy_name(name))
    taken = set(session.scalars(select(Person.username).where(Person.username.startswith(wanted, autoescape=True))))
    return _first_free(wanted, taken)


def correct(person_id: int, name: str, email: str | None) -> None:
    """Correct how a person is called and where she is written to; her certificates keep the names they carry."""
    person = session.get_one(Person, person_id)
    person.name, person.email = tidy_name(name), email.strip().lower() if email else None
    session.flush()
    record("person corrected", person_id)


def correct_own_name(person_id: int, typed: str) -> None:
    """Correct how one is called here, and tell whoever shows it; certificates keep the names they carry.

    Raises:
        DomainError: it is no name.
    """
    name = tidy_name(typed)
    fault = name_fault(name)
    if fault:
        raise DomainError(fault)
    session.get_one(Person, person_id).name = name
    session.flush()
    record("name corrected", person_id)
    events.name_corrected.send(person_id=person_id)


def close(person_id: int, why: Closure, by: int | None) -> None:
    """Let nobody in as this person any more.

    Every session and every link of hers ends with this transaction, so that none comes to life when she is let in
    again.

    Args:
        person_id: who is closed.
        why: what it was done for.
        by: who did it, for the audit log.
    """
    moment, person = now(), session.get_one(Person, person_id)
    person.closed_at, person.closed_for = moment, str(why)
    end_others(person_id, keep=None)
    links = (AccountToken.person_id == person_id) & AccountToken.used_at.is_(None)
    session.execute(update(AccountToken).where(links).values(used_at=moment))
    record("person closed", by, person=person_id, why=str(why))


def open_again(person_id: int, by: int | None) -> None:
    """Let a person in again who was closed; she signs in anew."""
    person = session.get_one(Person, person_id)
    person.closed_at = person.closed_for = None
    end_others(person_id, keep=None)
    record("person opened again", by, person=person_id)


def reactivate(person_id: int, by: int) -> None:
    """Let a person in again who was deactivated.

    Raises:
        DomainError: she was not; an erasure stays, and a merge is undone as one.
    """
    if session.get_one(Person, person_id).closed_for != Closure.DEACTIVATED:
        raise DomainError("This record was not deactivated, so it cannot be let in again here.")
    open_again(person_id, by)


def end_every_session(person_id: int, by: int) -> None:
    """Sign somebody out wherever she is; she can sign in again."""
    end_others(person_id, keep=None)
    record("signed out everywhere", by, person=person_id)


def confirm_name(person_id: int, typed: str) -> None:
    """Keep the name for certificates as its holder confirmed it. Raises DomainError when it cannot be printed."""
    name = tidy_name(typed)
    fault = name_fault(name)
    if fault:
        raise DomainError(fault)
    person = session.get_one(Person, person_id)
    person.certificate_name, person.name_confirmed_at = name, now()
    record("name confirmed", person_id)

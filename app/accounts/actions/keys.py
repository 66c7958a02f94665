"""Passwords, PINs and the links that let somebody choose one."""

from flask import current_app
from sqlalchemy import insert, literal, select, update

from app.accounts import emails, passwords
from app.accounts.actions.sessions import end_others
from app.accounts.models import AccountToken, Person, SignInFailure
from app.accounts.queries import by_name_or_address, is_slowed
from app.accounts.rules import LIFETIMES, RESETS_ALLOWED, Purpose, password_fault, pin_fault
from app.audit.actions import record
from app.core.clock import now
from app.core.codes import digest, new_pin, new_token
from app.core.database import session
from app.core.errors import DomainError
from app.notices.actions import queue, queue_all

BATCH = 500
NOBODY = 0  # the id of no row: what is written for it is written nowhere


class LinkSpent(DomainError):
    """A link that was used, has run out, or never was; all three are answered alike."""

    def __init__(self) -> None:
        super().__init__("This link has been used or has run out. Ask for a new one.")


def make_link(person_id: int, purpose: Purpose, address: str | None = None) -> str:
    """A token that lets its holder do one thing once; earlier ones for the same thing stop working.

    `address` is the e-mail address it is about, where it is about one. A link for nobody costs the same and is
    not kept.
    """
    token, moment = new_token(), now()
    mine = (AccountToken.person_id == person_id) & (AccountToken.purpose == purpose) & AccountToken.used_at.is_(None)
    session.execute(update(AccountToken).where(mine).values(used_at=moment))
    facts = {
        "token_digest": digest(token),
        "purpose": str(purpose),
        "made_at": moment,
        "expires_at": moment + LIFETIMES[purpose],
        "address": address,
    }
    columns = AccountToken.__table__.c
    values = [literal(value, columns[name].type) for name, value in facts.items()]
    kept = select(*values, Person.id).where(Person.id == person_id)
    session.execute(insert(AccountToken).from_select([*facts, "person_id"], kept))
    return token


def link_opens(token: str, *purposes: Purpose) -> int | None:
    """Whose link this is while it can still be used; looking does not use it up."""
    return session.scalar(
        select(AccountToken.person_id).where(
            AccountToken.token_digest == digest(token),
            AccountToken.purpose.in_(purposes),
            AccountToken.used_at.is_(None),
            AccountToken.expires_at > now(),
        )
    )


def spend(token: str, *purposes: Purpose) -> int:
    """Use a link up, in one statement, so that two at once cannot both do it. Raises LinkSpent."""
    good = (AccountToken.token_digest == digest(token)) & AccountToken.purpose.in_(purposes)
    unused = AccountToken.used_at.is_(None) & (AccountToken.expires_at > now())
    spent = update(AccountToken).where(good & unused).values(used_at=now()).returning(AccountToken.person_id)
    person_id = session.scalar(spent)
    if person_id is None:
        raise LinkSpent
    return person_id


def invite(person_id: int, setting: str, setting_id: int) -> None:
    """Queue a message that lets somebody choose her own password. She must have an address."""
    person = session.get_one(Person, person_id)
    link = f"{_address()}/choose-password/{make_link(person_id, Purpose.INVITATION)}"
    queue(person_id, person.email, emails.invitation(person.name, person.username, setting, link), setting_id)
    record("invited", person_id, setting=setting_id)


def invite_to_office(person_id: int, office: str, where: str, by: int | None) -> None:
    """Queue a message that lets somebody new choose her own password, who holds an office. She must have an address."""
    person = session.get_one(Person, person_id)
    link = f"{_address()}/choose-password/{make_link(person_id, Purpose.INVITATION)}"
    queue(person_id, person.email, emails.office_invitation(person.name, person.username, office, where, link))
    record("invited", by, person=person_id)


def invite_all(person_ids: list[int], setting: str, setting_id: int) -> int:
    """Invite many new people at once; those without an address are left for a card. Returns how many were invited."""
    letters, links, moment = [], [], now()
    for start in range(0, len(person_ids), BATCH):
        some = person_ids[start : start + BATCH]
        for person in session.scalars(select(Person).where(Person.id.in_(some), Person.email.is_not(None))):
            token = new_token()
            expires = moment + LIFETIMES[Purpose.INVITATION]
            links.append(
                AccountToken(
                    token_digest=digest(token),
                    purpose=Purpose.INVITATION,
                    person_id=person.id,
                    made_at=moment,
                    expires_at=expires,
                )
            )
            link = f"{_address()}/choose-password/{token}"
            letters.append((person.id, person.email, emails.invitation(person.name, person.username, setting, link)))
    session.add_all(links)
    for start in range(0, len(letters), BATCH):
        queue_all(letters[start : start + BATCH], setting_id)
    record("invited", None, setting=setting_id, count=len(letters))
    return len(letters)


def send_reset(typed: str) -> None:
    """Queue a reset link if somebody with an address answers to this name; say nothing either way.

    A name nobody has costs the same statements, and so does the fourth letter within a quarter of an hour: neither is
    written.
    """
    found = by_name_or_address(typed)
    wanted = found.id if found and found.email else NOBODY
    person_id = NOBODY if is_slowed(f"reset:{wanted}", RESETS_ALLOWED) else wanted
    session.add(SignInFailure(name_digest=digest(f"reset:{person_id}"), at=now()))
    name, username, address = (found.name, found.username, found.email) if found else ("", "", None)
    link = f"{_address()}/choose-password/{make_link(person_id, Purpose.RESET)}"
    queue(person_id, address or typed, emails.reset(name, username, link))
    record("reset asked for", person_id or None)


def _address() -> str:
    return str(current_app.config["CSPR"].address)


def choose_password(token: str, password: str) -> int:
    """Set the password of a link's owner, use the link up and end her sessions; returns whose it was.

    Raises:
        DomainError: the password will not do.
        LinkSpent: the link was used or has run out.
    """
    owner = link_opens(token, Purpose.INVITATION, Purpose.RESET)
    _refuse_weak(password, session.get_one(Person, owner) if owner else None)
    person_id = spend(token, Purpose.INVITATION, Purpose.RESET)
    _set_password(person_id, password, keep=None)
    return person_id


def change_password(person_id: int, current: str, password: str, keep: str) -> None:
    """Change one's own password, which ends every other session. `keep` is the digest of this one.

    Raises:
        DomainError: the current password is not right, or the new one will not do.
    """
    person = session.get_one(Person, person_id)
    if not passwords.is_right(person.password_hash, current):
        raise DomainError("Your current password is not right")
    _refuse_weak(password, person)
    _set_password(person_id, password, keep)


def _refuse_weak(password: str, owner: Person | None) -> None:
    known = (owner.username, owner.name) if owner else ()
    fault = password_fault(password, *known, current_app.config["CSPR"].issuer)
    if fault:
        raise DomainError(fault)


def _set_password(person_id: int, password: str, keep: str | None) -> None:
    session.get_one(Person, person_id).password_hash = passwords.hashed(password)
    end_others(person_id, keep)
    record("password set", person_id)


def new_card_pin(person_id: int) -> str:
    """A fresh first PIN for a printed card; the old one and every session of hers end. It is shown this once."""
    pin, person = new_pin(), session.get_one(Person, person_id)
    person.pin_hash, person.pin_is_first = passwords.hashed(pin), True
    end_others(person_id, keep=None)
    record("card printed", person_id)
    return pin


def choose_pin(token: str, pin: str) -> int:
    """Set the PIN that follows a card's first one, and use the link up; returns whose it was.

    Raises:
        DomainError: the PIN will not do, or is the one on the card.
        LinkSpent: too much time passed since the card was typed in.
    """
    fault = pin_fault(pin)
    if fault:
        raise DomainError(fault)
    owner = link_opens(token, Purpose.FIRST_PIN)
    if owner and passwords.is_right(session.get_one(Person, owner).pin_hash, pin):
        raise DomainError("Choose a PIN that is not the one on your card")
    person = session.get_one(Person, spend(token, Purpose.FIRST_PIN))
    person.pin_hash, person.pin_is_first = passwords.hashed(pin), False
    record("pin chosen", person.id)
    return person.id


def ask_for_address(person_id: int, address: str) -> None:
    """Send a link to a new address of a person's; nothing changes until she follows it."""
    person, wanted = session.get_one(Person, person_id), address.strip().lower()
    link = f"{_address()}/my-account/address/{make_link(person_id, Purpose.ADDRESS, wanted)}"
    queue(person_id, wanted, emails.new_address(person.name, link))
    record("new address asked for", person_id)


def take_address(token: str, person_id: int) -> None:
    """Make the address that a link went to a person's own, and use the link up.

    Raises:
        LinkSpent: it was used, has run out, or is somebody else's.
    """
    if link_opens(token, Purpose.ADDRESS) != person_id:
        raise LinkSpent
    wanted = session.scalar(select(AccountToken.address).where(AccountToken.token_digest == digest(token)))
    spend(token, Purpose.ADDRESS)
    person = session.get_one(Person, person_id)
    before, person.email = person.email, wanted
    if before:
        queue(person_id, before, emails.address_changed(person.name, digest(token)))
    record("address changed", person_id)

"""Passkeys as a second step (W3C Web Authentication, level 2): add one, use one, take one away.

Whose site it is (`host`, `origin`) comes from the request, whose host the configuration allows.
"""

from dataclasses import dataclass

from sqlalchemy import delete, select
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from app.accounts.actions.keys import LinkSpent, link_opens, spend
from app.accounts.actions.second_step import give_recovery_codes
from app.accounts.actions.sessions import end_others
from app.accounts.actions.sign_in import start_session
from app.accounts.models import Passkey, Person
from app.accounts.queries import recovery_codes_left
from app.accounts.rules import Purpose
from app.audit.actions import record
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError, NotFound

LONGEST_NAME = 80


class PasskeyRefused(DomainError):
    """What a device sent does not fit what was asked of it."""

    def __init__(self) -> None:
        super().__init__("That passkey could not be used. Try again, or use a code.")


@dataclass(frozen=True)
class Site:
    """Whose site a passkey is for: host without port, and origin."""

    host: str
    origin: str
    name: str


def to_add(person_id: int, site: Site) -> tuple[str, str]:
    """What a browser needs to make a passkey: (options as JSON, challenge to keep)."""
    person = session.get_one(Person, person_id)
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_name=person.username,
        user_id=str(person_id).encode(),
        user_display_name=person.name,
        exclude_credentials=_descriptors(person_id),
    )
    return options_to_json(options), bytes_to_base64url(options.challenge)


def add(person_id: int, keep: str, site: Site, challenge: str, answer: str, name: str) -> list[str]:
    """Keep a passkey that a browser made, and end every session but the one whose token's digest is `keep`.

    Returns:
        Recovery codes where she had none yet, to be shown this once.

    Raises:
        PasskeyRefused: it was made for another challenge, site or person.
    """
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except (WebAuthnException, ValueError, KeyError) as fault:
        raise PasskeyRefused from fault
    session.add(
        Passkey(
            person_id=person_id,
            credential=bytes_to_base64url(made.credential_id),
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            name=name[:LONGEST_NAME] or "Passkey",
            added_at=now(),
        )
    )
    session.flush()
    end_others(person_id, keep)
    record("passkey added", person_id)
    return [] if recovery_codes_left(person_id) else give_recovery_codes(person_id)


def to_use(token: str, site: Site) -> tuple[str, str]:
    """What a browser needs to use a passkey of whoever took the first step: (options as JSON, challenge to keep)."""
    return to_prove(_halfway(token), site)


def to_prove(person_id: int, site: Site) -> tuple[str, str]:
    """What a browser needs to use a passkey of a person: (options as JSON, challenge to keep)."""
    options = generate_authentication_options(rp_id=site.host, allow_credentials=_descriptors(person_id))
    return options_to_json(options), bytes_to_base64url(options.challenge)


def use(token: str, site: Site, challenge: str, credential: str, answer: str, device: str) -> str:
    """A new session's token for whoever took the first step and used one of her passkeys.

    Raises:
        LinkSpent: the first step was taken too long ago.
        PasskeyRefused: the answer is not from one of her passkeys, or not to this challenge.
    """
    person_id = _halfway(token)
    prove(person_id, site, challenge, credential, answer)
    spend(token, Purpose.SECOND_STEP)
    return start_session(person_id, device)


def prove(person_id: int, site: Site, challenge: str, credential: str, answer: str) -> None:
    """Check that one of a person's passkeys answered. Raises PasskeyRefused when none of hers did, or to another."""
    mine = (Passkey.person_id == person_id) & (Passkey.credential == credential)
    key = session.scalar(select(Passkey).where(mine))
    if key is None:
        raise PasskeyRefused
    try:
        used = verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
        )
    except (WebAuthnException, ValueError, KeyError) as fault:
        record("sign-in refused", person_id)
        raise PasskeyRefused from fault
    key.sign_count, key.used_at = used.new_sign_count, now()


def take_away(person_id: int, keep: str, passkey_id: int) -> None:
    """Take one of her passkeys away, and end every session but that of the digest `keep`.

    Raises:
        NotFound: it is somebody else's, or none.
    """
    mine = (Passkey.id == passkey_id) & (Passkey.person_id == person_id)
    if session.scalar(delete(Passkey).where(mine).returning(Passkey.id)) is None:
        raise NotFound("There is no such passkey.")
    end_others(person_id, keep)
    record("passkey taken away", person_id)


def _halfway(token: str) -> int:
    person_id = link_opens(token, Purpose.SECOND_STEP)
    if person_id is None:
        raise LinkSpent
    return person_id


def _descriptors(person_id: int) -> list[PublicKeyCredentialDescriptor]:
    kept = session.scalars(select(Passkey.credential).where(Passkey.person_id == person_id))
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in kept]

"""Whose account an identity elsewhere opens here, and linking the two."""

from app.accounts import actions as accounts
from app.accounts import queries as people
from app.bridges.sso.records import Claims, Refused
from app.core.errors import Conflict


def opens(claims: Claims) -> int | None:
    """The person whom an identity opens; None when it is not linked yet, or only to a record that was closed."""
    found = people.elsewhere(claims.issuer, claims.subject)
    return found.person_id if found else None


def to_link(claims: Claims) -> int:
    """The person whom an identity might be linked to, once she proves that she is she.

    Raises:
        Refused: the address is not verified there, or nobody here has it.
    """
    if not claims.email or not claims.email_is_verified:
        raise Refused("The other site has not verified your email address, so we cannot tell who you are here.")
    person = people.with_address(claims.email)
    if person is None:
        raise Refused("Nobody here has your email address. Ask your safeguarding lead to add you, or join with a code.")
    if not person.has_password:
        raise Refused("Choose a password first, by the link in your invitation; then the two can be linked.")
    return person.id


def link(person_id: int, issuer: str, subject: str, password: str) -> None:
    """Link an identity elsewhere to an account here, with the account's own password, once.

    Raises:
        Refused: the password is not right, or the identity opens somebody else's account.
    """
    if not accounts.proves(person_id, password):
        raise Refused("Your password is not right")
    try:
        accounts.link_elsewhere(person_id, issuer, subject)
    except Conflict as refusal:
        raise Refused(str(refusal)) from refusal

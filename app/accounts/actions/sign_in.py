"""Signing in and out."""

from sqlalchemy import update

from app.accounts import passwords
from app.accounts.actions.keys import LinkSpent, link_opens, make_link, spend
from app.accounts.actions.second_step import code_is_right
from app.accounts.models import Person, SignInFailure, SignInSession
from app.accounts.queries import by_name_or_address, has_second_step, is_slowed
from app.accounts.rules import FAILURES_ALLOWED, PIN_FAILURES_ALLOWED, TOUCH, Purpose
from app.audit.actions import record
from app.core.clock import now
from app.core.codes import digest, new_token
from app.core.database import reading, session
from app.core.errors import DomainError, NotFound

LONGEST_DEVICE = 120


class SignInRefused(DomainError):
    """What was typed does not fit; said alike for known and unknown names."""


class TooManyTries(DomainError):
    """Guessing is slowed for a while; never a lasting lock."""

    status = 429

    def __init__(self) -> None:
        super().__init__("Too many tries for this name. Wait 15 minutes, or ask your safeguarding lead for help.")


class FirstPin(DomainError):
    """A card's first PIN was right; now its holder chooses her own. `token` lets her."""

    def __init__(self, token: str) -> None:
        super().__init__("Choose a PIN of your own.")
        self.token = token


class SecondStep(DomainError):
    """The password or PIN was right; now comes the second step. `token` lets its holder take it."""

    def __init__(self, token: str) -> None:
        super().__init__("Enter the code from your authenticator app.")
        self.token = token


def sign_in(username: str, password: str, device: str = "", browser: str = "") -> str:
    """A new session's token for a name (or e-mail address) and password.

    Args:
        username: as it was typed.
        password: as it was typed.
        device: what she signs in from, for her own list.
        browser: the mark of a browser she signed in from before; wrong tries are counted apart for each.

    Raises:
        TooManyTries: ten wrong tries for this name within 15 minutes.
        SignInRefused: they do not fit.
        SecondStep: they fit, and she has an authenticator app.
    """
    typed = username.strip().lower()
    counted = _counted(typed, browser)
    checked = _checked(typed, "password_hash", password, counted, FAILURES_ALLOWED)
    found = by_name_or_address(typed)
    if found is None or checked is None or found.password_hash != checked:
        _note_failure(counted)
        raise SignInRefused("The username or password is not right")
    return after_first_step(found.id, device)


def sign_in_with_pin(username: str, pin: str, is_at_setting: bool, device: str = "", browser: str = "") -> str:
    """A new session's token for somebody with a card.

    Args:
        username: from the card.
        pin: six digits; the first one on the card only opens the choosing of another.
        is_at_setting: whether she works in the setting whose code was typed.
        device: what she signs in from, for her own list.
        browser: the mark of a browser she signed in from before; wrong tries are counted apart for each.

    Raises:
        TooManyTries: five wrong tries for this name within 15 minutes.
        SignInRefused: they do not fit.
        FirstPin: they fit, and the PIN is still the card's.
        SecondStep: they fit, and she has an authenticator app.
    """
    typed = username.strip().lower()
    counted = _counted(f"pin:{typed}", browser)
    checked = _checked(typed, "pin_hash", pin, counted, PIN_FAILURES_ALLOWED)
    found = by_name_or_address(typed)
    if found is None or checked is None or found.pin_hash != checked or not is_at_setting:
        _note_failure(counted)
        raise SignInRefused("The setting code, username or PIN is not right")
    if found.pin_is_first:
        raise FirstPin(make_link(found.id, Purpose.FIRST_PIN))
    return after_first_step(found.id, device)


def after_first_step(person_id: int, device: str) -> str:
    """A new session's token for somebody who took a first step, if that is all she needs. Raises SecondStep if not."""
    if has_second_step(person_id):
        raise SecondStep(make_link(person_id, Purpose.SECOND_STEP))
    return start_session(person_id, device)


def take_second_step(token: str, typed: str, device: str = "") -> str:
    """A new session's token for whoever took the first step and types a code of her app, or a recovery code.

    Raises:
        TooManyTries: five wrong codes for her within 15 minutes.
        SignInRefused: the code is not right.
        LinkSpent: the first step was taken too long ago.
    """
    person_id = link_opens(token, Purpose.SECOND_STEP)
    if person_id is None:
        raise LinkSpent
    name = f"code:{person_id}"
    if is_slowed(name, PIN_FAILURES_ALLOWED):
        raise TooManyTries
    if not code_is_right(person_id, typed):
        _note_failure(name)
        raise SignInRefused("That code is not right. Codes change every half minute and work once")
    spend(token, Purpose.SECOND_STEP)
    return start_session(person_id, device)


def _checked(typed: str, column: str, secret: str, counted: str, allowed: int) -> str | None:
    """The hash that fits what was typed for a name; None when it does not, or nobody is called so.

    A hash takes longer than all else that a request does, so nobody waits for it with what she writes. Whoever tries at
    the same moment is counted all the same: the tries are looked at again after it.
    """
    with reading():
        _refuse_many(counted, allowed)
        found = by_name_or_address(typed)
        stored: str | None = getattr(found, column) if found else None
        fits = passwords.is_right(stored, secret)
    _refuse_many(counted, allowed)
    return stored if fits else None


def _refuse_many(counted: str, allowed: int) -> None:
    if is_slowed(counted, allowed):
        raise TooManyTries


def _counted(name: str, browser: str) -> str:
    """Under what wrong tries are counted: a stranger who tries a name does not slow down its owner's own browser."""
    return f"{name} in {browser}" if browser else name


def _note_failure(typed: str) -> None:
    session.add(SignInFailure(name_digest=digest(typed), at=now()))
    record("sign-in refused")


def start_session(person_id: int, device: str = "") -> str:
    """Begin a session for somebody whose identity is established; returns the cookie's token."""
    token, moment = new_token(), now()
    sitting = SignInSession(
        token_digest=digest(token),
        person_id=person_id,
        device=device[:LONGEST_DEVICE],
        began_at=moment,
        seen_at=moment,
    )
    session.add(sitting)
    record("signed in", person_id)
    return token


def demo_session(person_id: int, device: str = "") -> str:
    """Begin a session for a person of the imaginary town. Raises NotFound for anybody else."""
    person = session.get(Person, person_id)
    if person is None or person.demo_label is None or person.closed_at is not None:
        raise NotFound("There is no such person in the demo.")
    return start_session(person.id, device)


def end_session(token_digest: str, person_id: int) -> None:
    """Sign out: the row is ended, so a copied cookie is dead too."""
    mine = SignInSession.token_digest == token_digest
    session.execute(update(SignInSession).where(mine).values(ended_at=now()))
    record("signed out", person_id)


def end_one_session(person_id: int, session_id: int) -> None:
    """End one of one's own sessions, wherever it is. Raises NotFound for anybody else's."""
    mine = (SignInSession.id == session_id) & (SignInSession.person_id == person_id)
    ended = update(SignInSession).where(mine, SignInSession.ended_at.is_(None)).values(ended_at=now())
    if session.scalar(ended.returning(SignInSession.id)) is None:
        raise NotFound("You are not signed in there.")
    record("signed out elsewhere", person_id)


def touch(token_digest: str) -> None:
    """Note that a session is in use; at most once in five minutes, however many requests arrive together."""
    moment = now()
    mine = (SignInSession.token_digest == token_digest) & (SignInSession.seen_at <= moment - TOUCH)
    session.execute(update(SignInSession).where(mine).values(seen_at=moment))


def stay(token_digest: str) -> None:
    """Count a session as used just now, because its owner said that she is still there."""
    mine = SignInSession.token_digest == token_digest
    session.execute(update(SignInSession).where(mine).values(seen_at=now()))


def choose_post(token_digest: str, post_id: int) -> None:
    """Remember from which of her posts she is looking."""
    mine = SignInSession.token_digest == token_digest
    session.execute(update(SignInSession).where(mine).values(post_id=post_id))

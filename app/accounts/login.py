"""Flask-Login, kept in this one file: from the cookie's token to an identity."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from flask import Flask, Response, current_app, g
from flask import session as cookie
from flask_login import LoginManager, UserMixin, login_user, logout_user

from app.access.identity import Appointment, Identity, PostHeld
from app.access.permissions import is_trusted, must_take_second_step
from app.accounts import actions, queries
from app.accounts.records import Visit
from app.accounts.rules import ends_at, proved_until
from app.core.clock import now
from app.core.database import may_write, session
from app.core.vocabulary import Office, Role

_FIRST_STEP = "first-step"
Holdings: TypeAlias = tuple[tuple[PostHeld, ...], tuple[Appointment, ...]]


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login carries: the token for the cookie, the identity for us."""

    def __init__(self, token: str, identity: Identity) -> None:
        self.token, self.identity = token, identity

    def get_id(self) -> str:
        return self.token


def install(app: Flask, holdings_of: Callable[[int], Holdings]) -> None:
    """Teach an application to recognise who is asking. `holdings_of` answers which posts and offices she holds now."""
    manager = LoginManager(app)
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> SignedIn | None:
        visit = None if g.get("is_our_fault") else queries.visit(token)
        if visit is None:
            return None
        holdings = holdings_of(visit.person.id)
        trusted, moment = is_trusted(*_roles(holdings)), now()
        if ends_at(visit.began_at, visit.seen_at, trusted) <= moment:
            return None
        # A session that was not noted as used for a while is noted after this request.
        left = ends_at(visit.began_at, moment if visit.is_stale else visit.seen_at, trusted) - moment
        g.stale_session = visit.token_digest if visit.is_stale else None
        return SignedIn(token, _identity(visit, holdings, left))

    app.after_request(_touch)


def _roles(holdings: Holdings) -> tuple[set[Role], set[Office]]:
    posts, offices = holdings
    return {post.role for post in posts}, {held.office for held in offices}


def _identity(visit: Visit, holdings: Holdings, left: timedelta) -> Identity:
    posts, appointments = holdings
    chosen = next((post for post in posts if post.id == visit.post_id), posts[0] if posts else None)
    policy = current_app.config["CSPR"].second_step
    is_asked = must_take_second_step(*_roles(holdings), policy) or any(p.asks_second_step for p in posts)
    owes = is_asked and not visit.has_second_step
    seconds = int(left.total_seconds())
    proved = max(0, int((proved_until(visit.began_at, visit.proved_at) - now()).total_seconds()))
    person = (visit.person.id, visit.person.name, visit.token_digest)
    return Identity(*person, posts, chosen, owes, seconds, appointments, proved)


def enter(token: str) -> None:
    """Put a new session's token into a fresh cookie."""
    cookie.clear()
    login_user(SignedIn(token, Identity(0, "", "", (), None)))


def keep_first_step(token: str) -> None:
    """Keep the token of a first step that was taken, in the signed cookie, until the second."""
    cookie[_FIRST_STEP] = token


def first_step() -> str:
    """The token of the first step that was taken; empty when none was."""
    return str(cookie.get(_FIRST_STEP, ""))


def leave() -> None:
    """Empty the cookie."""
    logout_user()
    cookie.clear()


def _touch(response: Response) -> Response:
    """After the request's own transaction: note now and then that the session is in use."""
    stale = g.pop("stale_session", None)
    if stale and response.status_code < 500:
        session.rollback()
        before = may_write.set(True)
        actions.touch(stale)
        session.commit()
        may_write.reset(before)
    return response

"""Ending the sessions of one person."""

from sqlalchemy import update

from app.accounts.models import SignInSession
from app.core.clock import now
from app.core.database import session


def end_others(person_id: int, keep: str | None) -> None:
    """End every session of a person but the one whose token's digest is `keep`; all of them where that is None."""
    live = (SignInSession.person_id == person_id) & SignInSession.ended_at.is_(None)
    other = SignInSession.token_digest != keep  # every one of them, where there is none to keep
    session.execute(update(SignInSession).where(live & other).values(ended_at=now()))

"""Keeping what somebody sent when her session had ended, until she has signed in again."""

import json

from flask import current_app
from sqlalchemy import delete

from app.accounts import codes, queries
from app.accounts.models import KeptForm
from app.core.clock import now
from app.core.database import session


def keep_form(token: str, to: str, fields: list[tuple[str, str]]) -> bool:
    """Keep a form, sealed, for whoever the session of a cookie's token belonged to; False when it was nobody's.

    Args:
        token: what the cookie holds of a session that may have ended.
        to: the path it was sent to.
        fields: its fields as (name, value).
    """
    owner = queries.owner_of(token)
    if owner is None:
        return False
    whole = json.dumps({"to": to, "fields": fields})
    sealed = codes.sealed(whole, str(current_app.config["SECRET_KEY"]), codes.KEPT_FORM)
    session.merge(KeptForm(person_id=owner, sealed=sealed, kept_at=now()))
    session.flush()
    return True


def drop_form(person_id: int) -> None:
    """Throw away what was kept for somebody."""
    session.execute(delete(KeptForm).where(KeptForm.person_id == person_id))

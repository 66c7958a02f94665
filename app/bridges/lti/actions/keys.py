"""Our own keys: one signs, a few are published, and there is always one."""

from datetime import timedelta

from flask import current_app
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey
from sqlalchemy import delete, select

from app.audit.actions import record
from app.bridges.lti.models import OwnKey
from app.core.clock import now
from app.core.codes import new_token
from app.core.database import session, take_turn
from app.core.errors import DomainError

BITS, MOST_KEPT = 2048, 3
KNOWN_AFTER = timedelta(days=1)  # by then platforms have fetched a key that is new


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


def _ours() -> list[tuple[OwnKey, RSAKey]]:
    """Our keys, newest first; those that another secret sealed are lost, and as good as gone."""
    found = []
    for row in session.scalars(select(OwnKey).order_by(OwnKey.made_at.desc())):
        try:
            found.append((row, RSAKey.import_key(row.sealed, {"kid": row.kid, "use": "sig"}, password=_secret())))
        except (JoseError, ValueError):
            continue
    return found


def renew_key(by: int | None = None) -> None:
    """Make a key. It signs once platforms have had a day to fetch it; the oldest are no longer published.

    Raises:
        DomainError: the newest is not a day old, so platforms may not know it yet.
    """
    if any(row.made_at > now() - KNOWN_AFTER for row, _ in _ours()):
        raise DomainError("The newest key is not a day old yet. Make another tomorrow.")
    kid = new_token()[:16]
    made = RSAKey.generate_key(BITS, {"kid": kid})
    session.add(OwnKey(kid=kid, sealed=made.as_pem(private=True, password=_secret()).decode(), made_at=now()))
    session.flush()
    kept = select(OwnKey.kid).order_by(OwnKey.made_at.desc()).limit(MOST_KEPT)
    session.execute(delete(OwnKey).where(OwnKey.kid.not_in(list(session.scalars(kept)))))
    record("platform key made", by, key=kid)


def _there() -> list[tuple[OwnKey, RSAKey]]:
    found = _ours()
    if not found:
        take_turn("platform keys")
        if not _ours():
            renew_key()
        found = _ours()
    return found


def published() -> dict[str, object]:
    """The public halves of our keys, as platforms fetch them; never none."""
    keys = KeySet([key for _, key in _there()]).as_dict(private=False)
    return {"keys": [{**one, "alg": "RS256", "use": "sig"} for one in keys["keys"]]}


def signing_key() -> RSAKey:
    """The newest of our keys that every platform can have fetched; the oldest where none is that old."""
    found = _there()
    return next((key for row, key in found if row.made_at <= now() - KNOWN_AFTER), found[-1][1])

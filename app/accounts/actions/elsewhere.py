"""Who somebody is elsewhere, and which account here that opens."""

from sqlalchemy import select

from app.accounts.models import ExternalIdentity
from app.accounts.queries import is_open
from app.audit.actions import record
from app.core.clock import now
from app.core.database import session
from app.core.errors import Conflict


def link_elsewhere(person_id: int, issuer: str, subject: str) -> int:
    """Let an account elsewhere open a person's account here, from now on; whoever calls has proof that both are hers.

    Returns:
        The number of the account elsewhere.

    Raises:
        Conflict: it opens somebody else's account.
    """
    same = (ExternalIdentity.issuer == issuer) & (ExternalIdentity.subject == subject)
    found = session.scalar(select(ExternalIdentity).where(same))
    if found is None:
        found = ExternalIdentity(issuer=issuer, subject=subject, person_id=person_id, linked_at=now())
    elif found.person_id != person_id and is_open(found.person_id):
        raise Conflict("Your account there is already linked with another account here")
    found.person_id = person_id
    session.add(found)
    session.flush()
    record("account elsewhere linked", person_id, issuer=issuer)
    return found.id

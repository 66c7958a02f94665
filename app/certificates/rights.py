"""What certificates hold about a person, and how her name leaves them."""

from typing import Any

from sqlalchemy import select, update

from app.certificates.models import Certificate, EvidencePack, Withdrawal
from app.certificates.rules import HOLDER_ERASED
from app.core.clock import now
from app.core.database import plain, session

MOVED_WITH_A_PERSON = (Certificate,)


def about(person_id: int) -> dict[str, Any]:
    """Every certificate of one person."""
    rows = session.scalars(select(Certificate).where(Certificate.person_id == person_id))
    return {"certificates": [plain(row) for row in rows]}


def erase(person_id: int, pseudonym: str) -> None:
    """Withdraw a person's certificates and take her name off them."""
    there = set(session.scalars(select(Withdrawal.certificate_id)))
    for row in session.scalars(select(Certificate).where(Certificate.person_id == person_id)):
        row.facts = {**row.facts, "name": pseudonym}
        if row.id not in there:
            session.add(
                Withdrawal(certificate_id=row.id, withdrawn_at=now(), by_person_id=person_id, reason=HOLDER_ERASED)
            )
    session.execute(update(EvidencePack).where(EvidencePack.made_by == person_id).values(made_by=None))
    session.flush()

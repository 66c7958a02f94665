"""Reading certificates and evidence packs."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from app.certificates.models import Certificate, EvidencePack, Withdrawal
from app.certificates.records import CertificateRecord, PackRecord
from app.core.codes import normalised
from app.core.database import session
from app.core.errors import NotFound


def _all() -> Any:
    return (
        select(Certificate, Withdrawal.withdrawn_at, Withdrawal.reason)
        .outerjoin(Withdrawal, Withdrawal.certificate_id == Certificate.id)
        .order_by(Certificate.issued_at.desc(), Certificate.id.desc())
    )


def _record(row: Any) -> CertificateRecord:
    one, withdrawn_at, reason = row
    return CertificateRecord(
        one.id,
        one.code,
        one.completion_id,
        one.person_id,
        one.post_id,
        one.issued_at,
        one.facts,
        withdrawn_at,
        reason or "",
    )


def by_code(typed: str) -> CertificateRecord | None:
    """The certificate of a code as somebody typed it, or None."""
    row = session.execute(_all().where(Certificate.code == normalised(typed))).first()
    return _record(row) if row else None


def mine(person_id: int, code: str) -> CertificateRecord:
    """A certificate of the asker's own. Raises NotFound for anybody else's, as for none."""
    row = session.execute(
        _all().where(Certificate.code == normalised(code), Certificate.person_id == person_id)
    ).first()
    if row is None:
        raise NotFound("There is no such certificate of yours.")
    return _record(row)


def of_person(person_id: int) -> list[CertificateRecord]:
    """Everything a person holds, newest first."""
    return [_record(row) for row in session.execute(_all().where(Certificate.person_id == person_id))]


def of_post(post_id: int) -> list[CertificateRecord]:
    """Everything earned in a post, newest first."""
    return [_record(row) for row in session.execute(_all().where(Certificate.post_id == post_id))]


def of_posts(post_ids: Collection[int]) -> list[CertificateRecord]:
    """Everything earned in some posts, newest first."""
    return [_record(row) for row in session.execute(_all().where(Certificate.post_id.in_(post_ids)))]


def of_completion(completion_id: int) -> CertificateRecord | None:
    """The certificate of a completion, if it was issued."""
    row = session.execute(_all().where(Certificate.completion_id == completion_id)).first()
    return _record(row) if row else None


def _pack(row: EvidencePack) -> PackRecord:
    return PackRecord(row.code, row.setting_id, row.as_at, row.made_at, row.digest, row.facts)


def pack_by_code(typed: str) -> PackRecord | None:
    """The evidence pack of a number as somebody typed it, or None."""
    row = session.scalar(select(EvidencePack).where(EvidencePack.code == normalised(typed)))
    return _pack(row) if row else None


def packs_of(setting_id: int, limit: int = 20) -> list[PackRecord]:
    """The evidence packs of a setting, newest first."""
    query = select(EvidencePack).where(EvidencePack.setting_id == setting_id).order_by(EvidencePack.id.desc())
    return [_pack(row) for row in session.scalars(query.limit(limit))]

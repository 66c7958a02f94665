"""Reading certificates and evidence packs."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.certificates.models import Certificate, EvidencePack, Withdrawal
from app.certificates.records import CertificateRecord, PackRecord
from app.certificates.rules import InShort, from_short
from app.core.codes import CERTIFICATE_LENGTH, grouped, normalised
from app.core.database import session
from app.core.dates import end_of
from app.core.errors import NotFound

DIFFERENT = 16_384  # certificates that are not of one module and one day


def _all() -> Any:
    later, follows = _later()
    successor = select(later.code).where(*follows).order_by(later.issue_number.desc()).limit(1).scalar_subquery()
    return (
        select(Certificate, Withdrawal.withdrawn_at, Withdrawal.reason, successor)
        .outerjoin(Withdrawal, Withdrawal.certificate_id == Certificate.id)
        .order_by(Certificate.issued_at.desc(), Certificate.id.desc())
    )


def _held() -> Any:
    """Those that no other took the place of."""
    _, follows = _later()
    return _all().where(~exists().where(*follows))


def _later() -> tuple[Any, tuple[ColumnElement[bool], ColumnElement[bool]]]:
    """Certificates that took the place of one, and what makes them so."""
    later = aliased(Certificate)
    return later, (later.completion_id == Certificate.completion_id, later.issue_number > Certificate.issue_number)


def _record(row: Any) -> CertificateRecord:
    one, withdrawn_at, reason, successor = row
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
        one.issue_number,
        one.correction,
        successor,
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
    return [_record(row) for row in session.execute(_held().where(Certificate.person_id == person_id))]


def of_post(post_id: int) -> list[CertificateRecord]:
    """Everything earned in a post, newest first."""
    return [_record(row) for row in session.execute(_held().where(Certificate.post_id == post_id))]


def of_posts(post_ids: Collection[int]) -> list[CertificateRecord]:
    """Everything earned in some posts, newest first."""
    return [_record(row) for row in session.execute(_held().where(Certificate.post_id.in_(post_ids)))]


def learned(post_ids: Collection[int], day: date) -> Iterator[tuple[int, list[tuple[InShort, str]]]]:
    """What each of some posts had earned that held when a day ended, the newest first, each with its number.

    The database puts the few certificates of a post together: as many rows as there are would cost more than all else.
    """
    kept, gone = Certificate.__table__.c, Withdrawal.__table__.c
    is_withdrawn = exists().where(gone.certificate_id == kept.id, gone.withdrawn_at < end_of(day))
    each = func.aggregate_strings(kept.in_short + kept.code, "\n")
    holds = kept.post_id.in_(post_ids), ~is_withdrawn, *_issue_of(day)
    query = select(kept.post_id, each).where(*holds).group_by(kept.post_id)
    told = lru_cache(DIFFERENT)(from_short)  # many are of one module and one day
    for post_id, together in session.execute(query):
        found = [(told(one[:-CERTIFICATE_LENGTH]), grouped(one[-CERTIFICATE_LENGTH:])) for one in together.split("\n")]
        yield post_id, sorted((one for one in found if one[0].completed_on <= day), key=_day, reverse=True)


def _issue_of(day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Of a certificate that was corrected, the issue that was the newest when a day ended."""
    (later, follows), end = _later(), end_of(day)
    is_there = or_(Certificate.issue_number == 1, Certificate.issued_at < end)
    return is_there, ~exists().where(*follows, later.issued_at < end)


def _day(one: tuple[InShort, str]) -> date:
    return one[0].completed_on


def of_completion(completion_id: int) -> CertificateRecord | None:
    """The certificate of a completion, if it was issued; the newest, if it was corrected."""
    row = session.execute(_held().where(Certificate.completion_id == completion_id)).first()
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

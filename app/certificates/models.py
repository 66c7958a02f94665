"""Certificates and evidence packs: frozen facts under an unguessable code."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class Certificate(Model):
    """Proof of one completion. Renewal adds another; a correction adds the next issue for the same completion.

    Nothing here is ever changed. `correction` is why an issue above the first was made, by `corrected_by`.
    `in_short` is what a list of many needs of the facts, without opening them: `rules.in_short` says what.
    """

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("completion_id", "issue_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    completion_id: Mapped[int] = mapped_column(ForeignKey("completion.id"))
    issue_number: Mapped[int] = mapped_column(default=1, server_default="1")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    issued_at: Mapped[datetime] = mapped_column(Moment)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    in_short: Mapped[str] = mapped_column(Text, server_default="[]")
    corrected_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    correction: Mapped[str | None] = mapped_column(String(40))


class Withdrawal(Model):
    """A certificate withdrawn, by whom and why; the check page says so from then on."""

    __tablename__ = "certificate_withdrawal"

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    withdrawn_at: Mapped[datetime] = mapped_column(Moment)
    by_person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(300))


class EvidencePack(Model):
    """A setting's evidence as it stood on a day, sealed: whoever holds the paper can compare its fingerprint.

    `digest` is the SHA-256 of the content as canonical JSON; `facts` are counts and titles, never a name of staff.
    """

    __tablename__ = "evidence_pack"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    as_at: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str] = mapped_column(String(64))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)

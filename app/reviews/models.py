"""The register: reviews, their numbered findings, and the sources that are not reviews."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class Review(Model):
    """A published review. Its citation stands on its own, since local pages come down after a year."""

    __tablename__ = "review"

    ref: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    label: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(30))
    locality: Mapped[str | None] = mapped_column(String(120))
    published: Mapped[str | None] = mapped_column(String(10))
    settings: Mapped[list[str]] = mapped_column(JSON)
    where: Mapped[list[dict[str, Any]]] = mapped_column("where_found", JSON)
    checked_on: Mapped[str] = mapped_column(String(10))
    taken_down: Mapped[bool]
    note: Mapped[str | None] = mapped_column(Text)


class ReviewEdition(Model):
    """What the register said of a review, each time it changed: by whom, why, and whether it came from files.

    `payload` is the review as its YAML says it, findings and all; None where it was taken out.
    """

    __tablename__ = "review_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_ref: Mapped[str] = mapped_column(String(80), index=True)
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    origin: Mapped[str] = mapped_column(String(10))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(String(300))


class Theme(Model):
    """One of the themes that learning from reviews is sorted by."""

    __tablename__ = "theme"

    ref: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    sentence: Mapped[str] = mapped_column(Text)


class Finding(Model):
    """One numbered lesson of a review."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("review_ref", "number"),)

    ref: Mapped[str] = mapped_column(String(90), primary_key=True)
    review_ref: Mapped[str] = mapped_column(ForeignKey("review.ref"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    theme: Mapped[str] = mapped_column(String(60), index=True)
    page: Mapped[int | None]
    paragraph: Mapped[str | None] = mapped_column(String(40))
    evidence: Mapped[str] = mapped_column(String(20))


class Source(Model):
    """Guidance, law or a page that is cited and is not a review, with its edition."""

    __tablename__ = "source"

    ref: Mapped[str] = mapped_column(String(80), primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    label: Mapped[str] = mapped_column(String(120))
    publisher: Mapped[str] = mapped_column(String(200))
    edition: Mapped[str | None] = mapped_column(String(120))
    in_force_on: Mapped[str | None] = mapped_column(String(10))
    address: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(String(20))
    checked_on: Mapped[str] = mapped_column(String(10))


class CitationEntry(Model):
    """Whatever can be cited, flattened: a page's whole list of sources is one read. Rebuilt with the register."""

    __tablename__ = "citation"

    ref: Mapped[str] = mapped_column(String(90), primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    label: Mapped[str] = mapped_column(String(200))
    publisher: Mapped[str] = mapped_column(String(200))
    published: Mapped[str | None] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(160))
    text: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    checked_on: Mapped[str] = mapped_column(String(10))
    confirm: Mapped[bool]
    review_ref: Mapped[str | None] = mapped_column(String(80))

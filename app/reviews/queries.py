"""Reading the register."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeAlias

from sqlalchemy import Select, func, or_, select

from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import ReviewKind
from app.reviews.models import CitationEntry, Finding, Review, ReviewEdition, Source, Theme
from app.reviews.records import TEACHABLE, Citation, EditionRecord, FindingRecord, ReviewRecord, ThemeRecord

Found: TypeAlias = Select[Finding, Review]


def _review(row: Review, count: int = 0) -> ReviewRecord:
    return ReviewRecord(
        row.ref,
        row.title,
        row.label,
        row.body,
        ReviewKind(row.kind),
        row.locality,
        row.published,
        tuple(row.where),
        row.checked_on,
        row.taken_down,
        row.note,
        count,
    )


def _place(finding: Finding) -> str:
    pieces = [f"finding {finding.number}"]
    pieces += [f"page {finding.page}"] if finding.page else []
    pieces += [f"paragraph {finding.paragraph}"] if finding.paragraph else []
    return ", ".join(pieces)


def _finding(finding: Finding, review: ReviewRecord) -> FindingRecord:
    return FindingRecord(
        finding.ref, finding.number, finding.text, finding.theme, _place(finding), finding.evidence, review
    )


def reviews(words: str = "", kind: str = "") -> list[ReviewRecord]:
    """The register in order, narrowed to words (in title, body, place or a finding) and a kind of review."""
    counted = select(Finding.review_ref, func.count().label("n")).group_by(Finding.review_ref).subquery()
    query = (
        select(Review, func.coalesce(counted.c.n, 0))
        .outerjoin(counted, counted.c.review_ref == Review.ref)
        .order_by(Review.published.desc().nulls_last(), Review.position)
    )
    if words:
        in_finding = select(Finding.review_ref).where(Finding.text.icontains(words, autoescape=True))
        columns = (Review.title, Review.body, Review.label, Review.locality)
        query = query.where(
            or_(*(column.icontains(words, autoescape=True) for column in columns), Review.ref.in_(in_finding))
        )
    if kind:
        query = query.where(Review.kind == kind)
    return [_review(row, count) for row, count in session.execute(query)]


def review(ref: str) -> tuple[ReviewRecord, list[FindingRecord]]:
    """A review and its findings. Raises NotFound."""
    row = session.get(Review, ref)
    if row is None:
        raise NotFound("There is no such review.")
    rows = session.scalars(select(Finding).where(Finding.review_ref == ref).order_by(Finding.number)).all()
    record = _review(row, len(rows))
    return record, [_finding(finding, record) for finding in rows]


def findings(words: str = "", theme: str = "", most: int = 50) -> list[FindingRecord]:
    """Findings that can be taught, narrowed to words (in the finding or its review) and a theme."""
    query = _with_review().where(Finding.evidence.in_(TEACHABLE)).limit(most)
    return _records(_narrowed(query, words, theme))


def every_finding(words: str = "", theme: str = "", year: str = "") -> list[FindingRecord]:
    """Every finding of the register, newest review first, narrowed to words, a theme and a year of publication."""
    query = _narrowed(_with_review(), words, theme)
    if year:
        query = query.where(Review.published.startswith(year, autoescape=True))
    return _records(query)


def findings_of(refs: Iterable[str]) -> list[FindingRecord]:
    """These findings in the register's order; what is not in the register is left out."""
    return _records(_with_review().where(Finding.ref.in_(list(refs))))


def _narrowed(query: Found, words: str, theme: str) -> Found:
    if words:
        columns = (Finding.text, Finding.ref, Review.title, Review.label, Review.body, Review.locality)
        query = query.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    return query.where(Finding.theme == theme) if theme else query


def _records(query: Found) -> list[FindingRecord]:
    return [_finding(finding, _review(review)) for finding, review in session.execute(query)]


def _with_review() -> Found:
    return (
        select(Finding, Review)
        .join(Review, Review.ref == Finding.review_ref)
        .order_by(Review.published.desc().nulls_last(), Review.position, Finding.number)
    )


def years() -> list[str]:
    """The years in which the register's reviews were published, the newest first."""
    rows = session.scalars(select(func.substr(Review.published, 1, 4)).distinct())
    return sorted((year for year in rows if year), reverse=True)


def citations(refs: Iterable[str]) -> dict[str, Citation]:
    """Whatever is cited, by reference and in the order asked: findings, whole reviews and other sources."""
    wanted = list(dict.fromkeys(refs))
    rows = session.scalars(select(CitationEntry).where(CitationEntry.ref.in_(wanted)))
    found = {row.ref: Citation(**{field.name: getattr(row, field.name) for field in fields(Citation)}) for row in rows}
    return {ref: found[ref] for ref in wanted if ref in found}


def themes() -> list[ThemeRecord]:
    """Every theme, in order."""
    rows = session.scalars(select(Theme).order_by(Theme.position))
    return [ThemeRecord(row.ref, row.title, row.sentence) for row in rows]


def themes_of(refs: Iterable[str]) -> dict[str, str]:
    """The theme of each of these findings, by reference."""
    rows = session.execute(select(Finding.ref, Finding.theme).where(Finding.ref.in_(list(refs))))
    return {row.ref: row.theme for row in rows}


def editions() -> dict[str, str]:
    """The edition of every source that has one, as it stands now: frozen into each completion."""
    rows = session.execute(select(Source.label, Source.edition).where(Source.edition.is_not(None)))
    return {label: edition or "" for label, edition in rows}


def newest_editions(origin: str = "") -> dict[str, dict[str, Any]]:
    """What the register says of each review, or what the files last said, by reference."""
    chosen = select(func.max(ReviewEdition.id)).group_by(ReviewEdition.review_ref)
    if origin:
        chosen = chosen.where(ReviewEdition.origin == origin)
    rows = session.scalars(select(ReviewEdition).where(ReviewEdition.id.in_(chosen)))
    return {row.review_ref: row.payload for row in rows if row.payload}


def entries() -> list[dict[str, Any]]:
    """The whole register as its YAML says it, in order; what was never shown yet comes last."""
    rows = session.execute(select(Review.ref).order_by(Review.position, Review.ref))
    places = {row.ref: position for position, row in enumerate(rows)}
    return sorted(newest_editions().values(), key=lambda entry: places.get(entry["id"], len(places)))


def history(ref: str) -> list[EditionRecord]:
    """What the register said of a review, the newest first."""
    rows = session.scalars(
        select(ReviewEdition).where(ReviewEdition.review_ref == ref).order_by(ReviewEdition.id.desc())
    )
    return [EditionRecord(r.id, r.review_ref, r.payload, r.origin, r.made_by, r.made_at, r.reason) for r in rows]

"""Bringing the register up to date from its files."""

from typing import Any

from sqlalchemy import delete, select

from app.core.database import session
from app.reviews.models import CitationEntry, Finding, Review, Source, Theme

CONFIRM = "secondary"


def sync(reviews: list[dict[str, Any]], sources: list[dict[str, Any]], themes: list[dict[str, Any]]) -> None:
    """Make the register say what the files say; what nothing refers to any more goes."""
    _drop(Finding, {f"{review['id']}.{finding['number']}" for review in reviews for finding in review["findings"]})
    _drop(Review, {review["id"] for review in reviews})
    _drop(Source, {source["id"] for source in sources})
    for position, review in enumerate(reviews):
        session.merge(_review(review, position))
    session.flush()
    for review in reviews:
        for finding in review["findings"]:
            session.merge(_finding(review["id"], finding))
    for source in sources:
        session.merge(_source(source))
    _drop(Theme, {theme["id"] for theme in themes})
    for position, theme in enumerate(themes):
        session.merge(Theme(ref=theme["id"], position=position, title=theme["title"], sentence=theme["sentence"]))
    _flatten(reviews, sources)
    session.flush()


def _drop(table: Any, kept: set[str]) -> None:
    gone = set(session.scalars(select(table.ref))) - kept
    session.execute(delete(table).where(table.ref.in_(gone)))


def _review(entry: dict[str, Any], position: int) -> Review:
    return Review(
        ref=entry["id"],
        position=position,
        title=entry["title"],
        label=entry["label"],
        body=entry["body"],
        kind=entry["kind"],
        locality=entry["locality"],
        published=entry["published"],
        settings=entry["settings"],
        where=entry["where"],
        checked_on=entry["checked_on"],
        taken_down=entry["taken_down"],
        note=entry.get("note"),
    )


def _finding(review: str, entry: dict[str, Any]) -> Finding:
    return Finding(
        ref=f"{review}.{entry['number']}",
        review_ref=review,
        number=entry["number"],
        text=entry["text"],
        theme=entry["theme"],
        page=entry.get("page"),
        paragraph=entry.get("paragraph"),
        evidence=entry["evidence"],
    )


def _source(entry: dict[str, Any]) -> Source:
    optional = {name: entry.get(name) for name in ("edition", "in_force_on", "address")}
    plain = {name: entry[name] for name in ("title", "label", "publisher", "evidence", "checked_on")}
    return Source(ref=entry["id"], **plain, **optional)


def _flatten(reviews: list[dict[str, Any]], sources: list[dict[str, Any]]) -> None:
    session.execute(delete(CitationEntry))
    for review in reviews:
        session.add(_cite_review(review))
        session.add_all(_cite_finding(review, finding) for finding in review["findings"])
    session.add_all(_cite_source(source) for source in sources)


def _cite_review(
    review: dict[str, Any], ref: str = "", place: str = "", text: str = "", confirm: bool = False
) -> CitationEntry:
    return CitationEntry(
        ref=ref or review["id"],
        title=review["title"],
        label=review["label"],
        publisher=review["body"],
        published=review["published"],
        place=place,
        text=text,
        address=next((where["address"] for where in review["where"] if where.get("address")), None),
        checked_on=review["checked_on"],
        confirm=confirm,
        review_ref=review["id"],
    )


def _cite_finding(review: dict[str, Any], finding: dict[str, Any]) -> CitationEntry:
    pieces = [f"finding {finding['number']}"]
    pieces += [f"{name} {finding[name]}" for name in ("page", "paragraph") if finding.get(name)]
    ref = f"{review['id']}.{finding['number']}"
    return _cite_review(review, ref, ", ".join(pieces), finding["text"], finding["evidence"] == CONFIRM)


def _cite_source(source: dict[str, Any]) -> CitationEntry:
    return CitationEntry(
        ref=source["id"],
        title=source["title"],
        label=source["label"],
        publisher=source["publisher"],
        published=source.get("in_force_on"),
        place=f"{source['edition']} edition" if source.get("edition") else "",
        text="",
        address=source.get("address"),
        checked_on=source["checked_on"],
        confirm=source["evidence"] == CONFIRM,
        review_ref=None,
    )

"""Bringing the register up to date, from its files and from trainers: what it said before is kept."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from app.audit.actions import record
from app.content.settling import CONFLICT, DESK, FILES, SAME, THEIRS, both, settle
from app.content.writer import yaml_text
from app.core.clock import now
from app.core.database import session
from app.core.errors import Conflict, NotFound
from app.reviews import queries
from app.reviews.models import CitationEntry, Finding, Review, ReviewEdition, Source, Theme
from app.reviews.rules import arranged

CONFIRM = "secondary"


def sync(
    reviews: list[dict[str, Any]], sources: list[dict[str, Any]], themes: list[dict[str, Any]], take: str = ""
) -> None:
    """Take in what the files say of the register; what a trainer wrote and the files never saw, stays.

    Args:
        reviews: the entries of the register's file, as are `sources` and `themes` of theirs.
        sources: guidance and whatever else is not a review.
        themes: the themes of learning.
        take: FILES or DESK says which text wins where both changed.

    Raises:
        Conflict: a review was changed in the files and at the desk; both texts are in its words.
    """
    _take_in(reviews, take)
    _drop(Source, {source["id"] for source in sources})
    for source in sources:
        session.merge(_source(source))
    _drop(Theme, {theme["id"] for theme in themes})
    for position, theme in enumerate(themes):
        session.merge(Theme(ref=theme["id"], position=position, title=theme["title"], sentence=theme["sentence"]))
    session.flush()
    places = {review["id"]: position for position, review in enumerate(reviews)}
    _show(sorted(queries.entries(), key=lambda entry: places.get(entry["id"], len(places))), sources)


def _take_in(reviews: list[dict[str, Any]], take: str) -> None:
    now_said, files_said = queries.newest_editions(), queries.newest_editions(FILES)
    said = {review["id"]: review for review in reviews}
    conflicts = []
    for ref in dict.fromkeys([*said, *files_said]):
        desk, files = now_said.get(ref), said.get(ref)
        outcome = settle(files_said.get(ref), desk, files, take)
        if outcome == CONFLICT:
            texts = [{f"{ref}.yml": yaml_text(one) if one else ""} for one in (desk, files)]
            conflicts.append(both(ref, texts[0], texts[1]))
        elif outcome == THEIRS or (outcome == SAME and files != files_said.get(ref)):
            _keep(ref, files, FILES, None, "As the files say")
    if conflicts:
        raise Conflict("\n".join(conflicts))


def write(
    entries: list[dict[str, Any]], sources: list[dict[str, Any]], by: int, reason: str, order: Sequence[str] = ()
) -> None:
    """Keep some reviews as a trainer says they are, and let every page that cites them say so.

    Args:
        entries: each review as its YAML says it, in the shape of the register and without faults.
        sources: the sources that are not reviews, as the register has them.
        by: who says so.
        reason: why, in her words.
        order: the reviews of a file in its order, which the register takes over for them.
    """
    for entry in entries:
        _keep(entry["id"], entry, DESK, by, reason)
        record("review changed", by, review=entry["id"])
    known = {entry["id"]: entry for entry in queries.entries()}
    _show([known[ref] for ref in arranged(list(known), order)], sources)


def take_out(ref: str, sources: list[dict[str, Any]], by: int, reason: str) -> None:
    """Take a review out of the register that came into it by mistake; what it said stays in its history.

    Args:
        ref: the review, on which nothing rests.
        sources: the sources that are not reviews, as the register has them.
        by: who takes it out.
        reason: why, in her words.

    Raises:
        NotFound: there is no such review.
    """
    if ref not in queries.newest_editions():
        raise NotFound("There is no such review.")
    _keep(ref, None, DESK, by, reason)
    record("review taken out", by, review=ref)
    _show(queries.entries(), sources)


def _keep(ref: str, entry: dict[str, Any] | None, origin: str, by: int | None, reason: str) -> None:
    row = ReviewEdition(review_ref=ref, payload=entry, origin=origin, made_by=by, made_at=now(), reason=reason[:300])
    session.add(row)
    session.flush()


def _show(reviews: list[dict[str, Any]], sources: list[dict[str, Any]]) -> None:
    """Make the tables that pages read say what the newest editions say."""
    _drop(Finding, {f"{review['id']}.{finding['number']}" for review in reviews for finding in review["findings"]})
    _drop(Review, {review["id"] for review in reviews})
    for position, review in enumerate(reviews):
        session.merge(_review(review, position))
    session.flush()
    for review in reviews:
        for finding in review["findings"]:
            session.merge(_finding(review["id"], finding))
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

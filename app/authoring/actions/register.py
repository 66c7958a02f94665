"""Keeping reviews as trainers say they are, one from a page or many from a file."""

from collections.abc import Sequence
from typing import Any

from app.authoring import queries
from app.authoring.actions.drafts import Overtaken
from app.content.checks import check_reviews
from app.content.documents import Shelf
from app.content.marked_yaml import load
from app.core.codes import fingerprint
from app.core.errors import DomainError
from app.library import queries as library
from app.reviews import actions as register
from app.reviews import queries as reviews


def keep_review(entry: dict[str, Any], by: int, reason: str, seen: str, is_new: bool) -> None:
    """Keep a review that has no faults, if it still stands as its form showed it.

    Raises:
        Overtaken: somebody else changed it in between; nothing was written.
    """
    stands = None if is_new else reviews.newest_editions().get(entry["id"])
    if fingerprint(stands) != seen:
        raise Overtaken("Somebody", stands)
    keep_reviews([entry], by, reason)


def keep_reviews(entries: list[dict[str, Any]], by: int, reason: str, order: Sequence[str] = ()) -> None:
    """Keep several reviews that have no faults; `order` is that of the file they stand in, where they come from one."""
    register.write(entries, library.foundations().sources.value["sources"], by, reason, order)


def take_out_review(ref: str, by: int, reason: str) -> None:
    """Take a review out of the register that came into it by mistake.

    Raises:
        DomainError: something rests on it, which the words name; or no reason is given.
    """
    rests = queries.rests_on(ref)
    if rests:
        raise DomainError(f"It stays, as this rests on it: {'; '.join(rests)}.")
    if not reason.strip():
        raise DomainError("Say why, so that whoever comes after you knows.")
    register.take_out(ref, library.foundations().sources.value["sources"], by, reason.strip())


def read_reviews(words: str, shelf: Shelf) -> tuple[list[dict[str, Any]], list[str]]:
    """Reviews out of a text like courses/reviews.yml, and what is wrong with it in words."""
    marked, faults = load("reviews.yml", words.replace("\r\n", "\n"))
    if faults:
        return [], [str(fault) for fault in faults]
    value = marked.value
    entries = value.get("reviews") if isinstance(value, dict) else None
    if not isinstance(entries, list):
        return [], ["The text must begin with `reviews:` and list the reviews below it."]
    wrong = check_reviews(entries, shelf)
    return ([], wrong) if wrong else (entries, [])

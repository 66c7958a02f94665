"""When a module is complete, and what comes next."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.core.dates import add_months
from app.core.vocabulary import Step
from app.library.records import SectionTitle

ORDER = (Step.SECTIONS, Step.CHECK, Step.REFLECTION)


def is_complete(done: Collection[Step]) -> bool:
    """Sections read, check passed, reflection written: all three."""
    return set(ORDER) <= set(done)


def may_do(step: Step, done: Collection[Step]) -> bool:
    """Steps come in order: no check before the sections, no reflection before the check."""
    return all(earlier in done for earlier in ORDER[: ORDER.index(step)])


def next_section(slugs: Sequence[str], read: Collection[str]) -> str | None:
    """The first section not yet read; None when all are."""
    return next((slug for slug in slugs if slug not in read), None)


def may_renew_shortly(renewal: dict[str, Any] | None, completed_on: date | None, is_new: bool, today: date) -> bool:
    """Whether the shorter path is open: the module has one, and she completed the same learning not too long ago.

    Args:
        renewal: what the front matter says of it, if anything.
        completed_on: when she last completed the module, if ever.
        is_new: whether a later version changed what is learned.
        today: the day she begins.
    """
    if renewal is None or completed_on is None or is_new:
        return False
    return today <= add_months(completed_on, renewal["within_months"])


def shortened(titles: Sequence[SectionTitle], slugs: Collection[str]) -> list[SectionTitle]:
    """The sections of a shorter path, counted anew from one."""
    kept = [title for title in titles if title.slug in slugs]
    return [replace(title, position=place) for place, title in enumerate(kept, 1)]

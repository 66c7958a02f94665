"""What the register says of itself: which reviews should be looked at again, and which guidance was replaced."""

from collections.abc import Iterable, Mapping
from typing import Any

CHECKED_EVERY_MONTHS = 6


def overdue(checked_on: str, day: str) -> bool:
    """Whether what was last checked on one day (as YAML writes it) should be checked again on another (2026-11-24).

    Local pages come down twelve months after publication, so a link is looked at every six.
    """
    year, month = (int(part) for part in day.split("-")[:2])
    months = year * 12 + month - 1 - CHECKED_EVERY_MONTHS
    limit = f"{months // 12}-{months % 12 + 1:02}-{day[8:10]}"
    return checked_on < limit


def superseded(sources: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The sources that a newer one replaced: the older one's id, with the newer one's label."""
    known = list(sources)
    named = {source[key]: source["id"] for source in known for key in ("id", "title", "label")}
    newer = {named[s["replaces"]]: s["label"] for s in known if s.get("replaces") in named}
    return {older: label for older, label in newer.items() if named.get(label) != older}

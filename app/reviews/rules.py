"""What the register says of itself: its order, which reviews should be looked at again, which guidance was replaced."""

from collections.abc import Iterable, Mapping, Sequence
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


def changed_since(sources: Iterable[Mapping[str, Any]], written_on: str, day: str) -> dict[str, str]:
    """The sources whose edition came into force after something was written, up to a day: id and when.

    A source may keep its id from edition to edition, so that nothing replaced it and it says other things all the same.
    """
    since = {source["id"]: str(source.get("in_force_on") or "") for source in sources}
    return {ref: began for ref, began in since.items() if written_on < began <= day}


def arranged(there: Sequence[str], named: Sequence[str]) -> list[str]:
    """The order of a register that takes over a file: the file's own, and what it does not name where it stood.

    What is not named stays behind the one it stood behind; both hold the same things once.
    """
    known = dict.fromkeys(there)
    order = [ref for ref in dict.fromkeys(named) if ref in known]
    for place, ref in enumerate(there):
        if ref not in order:
            order.insert(order.index(there[place - 1]) + 1 if place else 0, ref)
    return order

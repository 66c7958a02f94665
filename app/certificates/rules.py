"""What a certificate's state is called on a day, and what lists of many say of it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

VALID, TOP_UP, RENEW, WITHDRAWN = "valid", "top-up", "renew", "withdrawn"
SUPERSEDED, ERASED = "superseded", "erased"
HOLDER_ERASED = "Holder erased"
WORDS = {
    VALID: "Valid",
    TOP_UP: "Valid; top-up due",
    RENEW: "Valid record of learning; renewal is due",
    WITHDRAWN: "Withdrawn",
    SUPERSEDED: "Replaced by a corrected certificate",
    ERASED: "Withdrawn: its holder’s data was removed",
}


def state(
    withdrawn_at: datetime | None,
    renew_by: date | None,
    today: date,
    is_top_up_due: bool = False,
    withdrawn_because: str = "",
    is_superseded: bool = False,
) -> str:
    """What a certificate is called on a day. What was learned stays true after its renewal date."""
    if withdrawn_at is not None:
        return ERASED if withdrawn_because == HOLDER_ERASED else WITHDRAWN
    if is_superseded:
        return SUPERSEDED
    if renew_by is not None and today > renew_by:
        return RENEW
    return TOP_UP if is_top_up_due else VALID


class InShort(NamedTuple):
    """What a list says of a certificate."""

    title: str
    level: str
    completed_on: date
    renew_by: date | None


def in_short(facts: Mapping[str, Any]) -> str:
    """What a list needs of frozen facts, as JSON; nobody's name is in it."""
    return json.dumps([facts.get(name) for name in ("module_title", "level", "completed_on", "renew_by")])


def from_short(text: str) -> InShort:
    """What `in_short` kept."""
    title, level, done, renew = json.loads(text)
    return InShort(title, level, date.fromisoformat(done), date.fromisoformat(renew) if renew else None)

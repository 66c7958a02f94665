"""How a row of the audit log is bound to the one before."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

BEGINNING = "0" * 64
CUT = "audit log cut"
CHECKED = "audit log checked"
# Acts that say what somebody learned: for herself and her own leads, never for whoever looks after the site.
OF_LEARNING = frozenset(
    {
        "answer confirmed",
        "answers keyed in",
        "assignment ended",
        "certificate corrected",
        "certificate issued",
        "certificate withdrawn",
        "counted as meeting a requirement",
        "evidence pack made",
        "exported",
        "journey taken back",
        "meeting answers taken back",
        "module assigned",
        "module completed",
        "no longer counted as meeting a requirement",
        "not-mine answered",
        "outside training decided",
        "outside training recorded",
        "own record taken away",
        "passport details taken out",
        "passport step taken back",
        "practice action handed over",
        "practice action looked at",
        "practice action opened",
        "practice actions exported",
        "practice details taken out",
        "practice evidence added",
        "practice step taken back",
        "recall answers keyed in",
        "relief given",
        "relief withdrawn",
        "requirement added",
        "requirement ended",
        "requirement tightened",
        "statement of practice written",
        "theme opened again",
        "top-up done",
        "weeks of asking changed",
    }
)
SETTING, PERSON = "setting", "person"  # the facts that say which setting and which person an act concerns


def chain(before: str, at: datetime, act: str, person_id: int | None, facts: dict[str, Any]) -> str:
    """The hash (SHA-256, hex) of a row and the hash of the row before."""
    row = json.dumps([before, at.isoformat(), act, person_id, facts], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(row.encode()).hexdigest()


def concerns(facts: dict[str, Any]) -> tuple[int | None, int | None]:
    """The setting and the person that an act concerns, as its facts say."""
    return facts.get(SETTING), facts.get(PERSON)


def day_typed(typed: str) -> date | None:
    """A day as it is typed day first, such as 1/9/2026; None for nothing. Raises ValueError when it is no day."""
    words = typed.replace(".", "/").replace("-", "/").replace(" ", "/").strip("/")
    if not words:
        return None
    day, month, year = (int(part) for part in words.split("/"))
    return date(year, month, day)

"""How long each thing is kept, and within what limits a setting may decide otherwise."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.dates import add_months

_ERASURE = re.compile(r"^(\d+) ([\d-]+T[\d:.]+\+00:00)$", re.MULTILINE)
YEAR = timedelta(days=365)
SIGN_INS = YEAR
LINKS = timedelta(days=30)
JOIN_REQUESTS = timedelta(days=30)
MESSAGES = timedelta(days=90)
REMINDER_MONTHS = 12
LINES = YEAR
UNANSWERED = timedelta(days=90)
AUDIT_MONTHS = 72
MERGES_UNDONE_WITHIN = timedelta(days=30)
DRAFT_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Kept:
    """One kind of thing whose time a setting may choose: so many months as a rule, within limits."""

    label: str
    months: int
    least: int
    most: int


COMPLETIONS, ANSWERS, REFLECTIONS, DRAFTS, ACTIONS = "completions", "answers", "reflections", "drafts", "actions"
KEPT = {
    COMPLETIONS: Kept("Completions and certificates, after somebody has left", 72, 12, 180),
    ANSWERS: Kept("Answers in a knowledge check, and to questions about the setting and weeks later", 24, 1, 60),
    REFLECTIONS: Kept("What somebody wrote in a reflection, after she finished it", 12, 1, 24),
    DRAFTS: Kept("Drafts of reflections that were left", 1, 1, 6),
    ACTIONS: Kept("Practice actions and their evidence, after the last thing was noted", 72, 12, 180),
}


def before(what: str, months: int, moment: datetime) -> datetime:
    """What is older than this has been kept for so many months. A month is thirty days for drafts."""
    return moment - months * DRAFT_MONTH if what == DRAFTS else months_before(months, moment)


def months_before(months: int, moment: datetime) -> datetime:
    """The same time of day so many calendar months earlier."""
    return datetime.combine(add_months(moment.date(), -months), moment.timetz())


def pseudonym(person_id: int) -> str:
    """What a training fact is kept under when its owner is erased."""
    return f"erased-{person_id}"


def erasure_line(person_id: int, made_at: datetime) -> str:
    """One line of the list of who was erased: its number, and when the account was made; it ends a line cut off."""
    return f"\n{person_id} {made_at.isoformat()}\n"


def erasures(listed: str) -> list[tuple[int, datetime]]:
    """The list of who was erased, as it is read; a line that was not finished is no line."""
    return [(int(number), datetime.fromisoformat(made_at)) for number, made_at in _ERASURE.findall(listed)]

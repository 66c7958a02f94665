"""Which prompts stand in which box, when enough is written, and the soft hint about identifying details.

The hint is a courtesy to the writer: it guesses from the shape of the words alone, it will miss much, it blocks
nothing, and nothing about the guess is kept.
"""

import re
from collections.abc import Sequence

from app.library.records import PromptRecord

LONGEST = 4000
SHORTEST = 3
_PATTERNS = {
    "a date, perhaps a date of birth": re.compile(
        r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})\b|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\s+(?:19|20)\d{2}\b",
        re.IGNORECASE,
    ),
    "a phone number": re.compile(r"(?<!\d)(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)"),
    "an email address": re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.]+"),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"),
    "initials": re.compile(r"\b(?:[A-Z]\.){2,}|\bchild [A-Z]{1,2}\b"),
}
_CAPITALS = re.compile(r"(?<=[a-z,;] )[A-Z][a-z’'-]{2,}\b")
_NOT_NAMES = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Christmas",
        "Easter",
        "Eid",
        "Diwali",
        "Ramadan",
        "Ofsted",
        "Essex",
        "England",
        "English",
        "British",
        "Welsh",
        "Polish",
        "Reception",
        "Year",
        "Key",
        "Stage",
        "Forest",
        "School",
        "Nursery",
        "Deputy",
        "Designated",
        "Safeguarding",
        "Lead",
        "Head",
        "Makaton",
        "Covid",
        "Teams",
    ]
)


def enough(texts: Sequence[str], at_least: int) -> bool:
    """Whether at least so many boxes hold a thought. Nothing about a thought is ever marked."""
    return sum(len(text.strip()) >= SHORTEST for text in texts) >= at_least


def hints(text: str) -> list[str]:
    """What a text seems to hold that might identify a child or family, in words for its writer."""
    found = [what for what, pattern in _PATTERNS.items() if pattern.search(text)]
    names = {word for word in _CAPITALS.findall(text) if word.rstrip("’'s") not in _NOT_NAMES}
    return (["a name"] if names else []) + found


def default_prompts(prompts: Sequence[PromptRecord], count: int) -> list[PromptRecord]:
    """The prompts that stand in the boxes until she chooses others."""
    return list(prompts[:count])

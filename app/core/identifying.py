"""What a text seems to hold that might point to a child or family: a courtesy to whoever writes.

It guesses from the shape of the words alone, it will miss much, it blocks nothing, and nothing about the guess is kept.
"""

import re

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
_HURT = re.compile(
    r"\b(?:bruis|scratch|burn|scald|bite|bitten|black eye|broken|fractur|injur|swollen|bleed|welt)\w*", re.IGNORECASE
)
_ORDINARY = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December
    Christmas Easter Eid Diwali Ramadan
    Ofsted Essex England English British Welsh Polish
    Reception Year Key Stage Forest School Nursery Deputy Designated Safeguarding Lead Head Makaton Covid Teams
"""
_NOT_NAMES = frozenset(_ORDINARY.split())


def hints(text: str) -> list[str]:
    """What a text seems to hold that might identify a child or family, in words for its writer."""
    found = [what for what, pattern in _PATTERNS.items() if pattern.search(text)]
    if any(word.rstrip("’'s") not in _NOT_NAMES for word in _CAPITALS.findall(text)):
        found.insert(0, "a name beside an injury" if _HURT.search(text) else "a name")
    return found

"""Lifetimes, limits and names."""

import unicodedata
from datetime import datetime, timedelta

IDLE = timedelta(hours=8)
ABSOLUTE = timedelta(days=14)
TOUCH = timedelta(minutes=5)
FAILURE_WINDOW = timedelta(minutes=15)
FAILURES_ALLOWED = 10
LONGEST_NAME = 80


def is_live(began_at: datetime, seen_at: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """Whether a sign-in session may still be used: not ended, not idle for 8 hours, not older than 14 days."""
    return ended_at is None and now - seen_at < IDLE and now - began_at < ABSOLUTE


def is_stale(seen_at: datetime, now: datetime) -> bool:
    """Whether it is time to note that a session is in use."""
    return now - seen_at >= TOUCH


def tidy_name(typed: str) -> str:
    """A name in composed form with single spaces."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


def name_fault(name: str) -> str | None:
    """Why a name cannot go on a certificate, in words for its holder; None when it can.

    The PDF library writes characters beyond U+FFFF wrongly, and control characters can hide text.
    """
    if len(name) < 2:
        return "Enter your name as it should appear on your certificate"
    if len(name) > LONGEST_NAME:
        return f"Your name must be {LONGEST_NAME} characters or fewer"
    if any(unicodedata.category(character).startswith("C") or ord(character) > 0xFFFF for character in name):
        return "Your name must be written in letters; take out symbols such as emoji"
    if "@" in name:
        return "Enter your name, not an email address"
    if not any(character.isalpha() for character in name):
        return "Your name must have at least one letter"
    return None

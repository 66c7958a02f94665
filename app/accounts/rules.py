"""Lifetimes, limits and names."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from app.core.codes import is_easy_pin

# Whoever looks after others' records is asked again sooner.
IDLE, IDLE_TRUSTED = timedelta(hours=8), timedelta(hours=1)
ABSOLUTE, ABSOLUTE_TRUSTED = timedelta(days=14), timedelta(hours=12)
TOUCH = timedelta(minutes=5)
PROOF = timedelta(minutes=15)
KEPT_FOR = timedelta(hours=1)
FAILURE_WINDOW = timedelta(minutes=15)
FAILURES_ALLOWED = 10
PIN_FAILURES_ALLOWED = 5
RESETS_ALLOWED = 3
LONGEST_NAME = 80
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 256
PIN_LENGTH = 6
_COMMON = frozenset(FREQUENCY_LISTS["passwords"])
# What somebody who guesses at this site in particular tries first (OWASP ASVS 5.0, 6.1.2).
_OF_THIS_SITE = ("cspr", "learning", "training", "safeguarding", "safeguard", "child", "protection", "password")
_OF_SETTINGS = ("nursery", "preschool", "primary", "secondary", "school", "academy", "college", "trust", "club")
_OF_ROLES = ("dsl", "deputy", "lead", "manager", "teacher", "childminder", "staff", "trainer", "admin", "administrator")
WORDS = (*_OF_THIS_SITE, *_OF_SETTINGS, *_OF_ROLES)
SHORTEST_PART = 2  # letters: a shorter part of a name may stand in any word
OF_HER_OWN = 4  # letters: as many must be left when those words are taken out


class Purpose(StrEnum):
    """What the holder of a link may do with it, and with no other."""

    INVITATION = "invitation"
    RESET = "reset"
    FIRST_PIN = "first-pin"
    SECOND_STEP = "second-step"
    ADDRESS = "address"


LIFETIMES = {
    Purpose.INVITATION: timedelta(days=14),
    Purpose.RESET: timedelta(hours=2),
    Purpose.FIRST_PIN: timedelta(minutes=15),
    Purpose.SECOND_STEP: timedelta(minutes=10),
    Purpose.ADDRESS: timedelta(hours=24),
}


def ends_at(began_at: datetime, seen_at: datetime, is_trusted: bool) -> datetime:
    """When a session ends unless it is used: idle for too long, or simply old."""
    idle, absolute = (IDLE_TRUSTED, ABSOLUTE_TRUSTED) if is_trusted else (IDLE, ABSOLUTE)
    return min(seen_at + idle, began_at + absolute)


def is_live(
    began_at: datetime, seen_at: datetime, ended_at: datetime | None, now: datetime, is_trusted: bool = False
) -> bool:
    """Whether a sign-in session may still be used."""
    return ended_at is None and now < ends_at(began_at, seen_at, is_trusted)


def proved_until(began_at: datetime, proved_at: datetime | None) -> datetime:
    """Until when it counts that somebody showed who she is, by signing in or afterwards."""
    return (proved_at or began_at) + PROOF


def is_stale(seen_at: datetime, now: datetime) -> bool:
    """Whether it is time to note that a session is in use."""
    return now - seen_at >= TOUCH


def tidy_name(typed: str) -> str:
    """A name in composed form with single spaces."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


def name_fault(name: str, whose: str = "your") -> str | None:
    """Why a name cannot go on a certificate, in words; None when it can. `whose` is “your” or “the”.

    The PDF library writes characters beyond U+FFFF wrongly, and control characters can hide text.
    """
    if len(name) < 2:
        return f"Enter {whose} name, with at least two letters"
    if len(name) > LONGEST_NAME:
        return f"{whose.title()} name must be {LONGEST_NAME} characters or fewer"
    if any(unicodedata.category(character).startswith("C") or ord(character) > 0xFFFF for character in name):
        return f"{whose.title()} name must be written in letters; take out symbols such as emoji"
    if "@" in name:
        return f"Enter {whose} name, not an email address"
    if not any(character.isalpha() for character in name):
        return f"{whose.title()} name must have at least one letter"
    return None


def password_fault(password: str, *known: str) -> str | None:
    """Why a password will not do, in words for its owner; None when it will.

    Length and not composition is asked for (NIST SP 800-63B; OWASP ASVS 5.0, 6.2); the commonest are refused, and what
    is made of nothing but words of this site or `known` names, such as her own, with figures and signs between them.
    """
    if len(password) < SHORTEST_PASSWORD:
        return f"Your password must be {SHORTEST_PASSWORD} characters or more"
    if len(password) > LONGEST_PASSWORD:
        return f"Your password must be {LONGEST_PASSWORD} characters or fewer"
    if password.casefold() in _COMMON or _is_made_of(password, (*WORDS, *known)):
        return "That password is among the first that others try; choose three words only you would put together"
    return None


def _is_made_of(password: str, known: tuple[str, ...]) -> bool:
    """Whether a password has letters, and hardly any that known words do not account for."""
    if password.casefold() in {name.casefold() for name in known}:
        return True
    rest = letters = _letters(password)
    words = {
        word for name in known for word in (_letters(name), *map(_letters, re.split(r"\W+", name))) if len(word) > 2
    }
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != letters and len(rest) < OF_HER_OWN


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalpha())


def pin_fault(pin: str) -> str | None:
    """Why a PIN will not do, in words for its owner; None when it will."""
    if len(pin) != PIN_LENGTH or not (pin.isascii() and pin.isdigit()):
        return f"Your PIN must be {PIN_LENGTH} digits"
    if is_easy_pin(pin):
        return "That PIN is easy to guess; choose one without a run or a repeat"
    return None


def username_from(name: str) -> str:
    """first.last in plain letters where the name has them; other alphabets keep their own."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    letters = "".join(character for character in plain if character.isalnum() or character == " ")
    return ".".join(letters.split())[:50] or "person"

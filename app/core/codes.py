"""Codes people type and tokens they never see."""

import hashlib
import json
import re
import secrets
from itertools import pairwise
from typing import Any

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O or U to confuse
CERTIFICATE_LENGTH = 28  # 5 bits each: 140 random bits, above the 128 that the security bar asks for
GROUP = 4
_groups = re.compile(f".{{1,{GROUP}}}").findall


def new_token() -> str:
    """256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token: useless to a thief of the database."""
    return hashlib.sha256(token.encode()).hexdigest()


def fingerprint(value: Any) -> str:
    """The mark of what a form showed, by which a save can tell whether it still stands."""
    whole = json.dumps(value, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def new_certificate_code() -> str:
    """28 characters that cannot be confused with one another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CERTIFICATE_LENGTH))


def new_join_code() -> str:
    """Eight characters that tell one setting from another; typed from a card, and never enough to get in alone."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def new_pin() -> str:
    """Six digits for a card, none of the kind that is guessed first."""
    while True:
        pin = f"{secrets.randbelow(1_000_000):06}"
        if not is_easy_pin(pin):
            return pin


def is_easy_pin(pin: str) -> bool:
    """Whether six digits are among the first that somebody would try: one digit, pairs, a run up or down."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(set(pin)) <= 2 or steps in ({1}, {9}) or pin[:3] == pin[3:]


def grouped(code: str) -> str:
    """A code as printed: ABCD-EFGH-…"""
    return "-".join(_groups(code))


def normalised(typed: str) -> str:
    """What somebody typed, made comparable: spaces and dashes gone, O read as 0, I and L as 1."""
    kept = "".join(character for character in typed.upper() if character.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))

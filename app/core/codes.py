"""Codes people type and tokens they never see."""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O or U to confuse
CERTIFICATE_LENGTH = 28  # 5 bits each: 140 random bits, above the 128 that the security bar asks for
GROUP = 4


def new_token() -> str:
    """256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token: useless to a thief of the database."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_certificate_code() -> str:
    """28 characters that cannot be confused with one another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CERTIFICATE_LENGTH))


def grouped(code: str) -> str:
    """A code as printed: ABCD-EFGH-…"""
    return "-".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def normalised(typed: str) -> str:
    """What somebody typed, made comparable: spaces and dashes gone, O read as 0, I and L as 1."""
    kept = "".join(character for character in typed.upper() if character.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))

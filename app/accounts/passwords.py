"""Password hashing: argon2id with 46 MiB, one pass, one lane (OWASP's figures)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
# Somebody unknown is checked against this, so that she takes as long to refuse as somebody known.
_NOBODY = _HASHER.hash("nobody has this password")


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _HASHER.hash(password)


def is_right(stored: str | None, typed: str) -> bool:
    """Whether a password fits; equally slow when there is none to fit."""
    try:
        return _HASHER.verify(stored or _NOBODY, typed) and stored is not None
    except (VerificationError, InvalidHashError):
        return False

"""The second step: six digits that change every half minute (TOTP, RFC 6238), and codes for the day a phone is lost."""

import base64
import hashlib
import secrets
import string
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.codes import ALPHABET

STEP_SECONDS = 30
DRIFT = 1  # one step early or late, for a phone whose clock is a little off
RECOVERY_CODES, RECOVERY_LENGTH = 10, 10
SECOND_STEP, KEPT_FORM = "cspr second step", "cspr kept form"


def secret_for(token_digest: str, key: str) -> str:
    """The secret that one sign-in session would set up, as an authenticator app takes it typed.

    It is reckoned from the session's own random token and the application's key, so that looking at the page that
    shows it stores nothing.
    """
    made = HKDF(algorithm=SHA256(), length=20, salt=None, info=b"cspr app secret").derive((key + token_digest).encode())
    return base64.b32encode(made).decode()


def address_of(secret: str, username: str, issuer: str) -> str:
    """The address that an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=issuer)


def step_of(secret: str, typed: str, moment: datetime, after: int) -> int | None:
    """The time step whose code was typed; None when it is none, or not later than step `after` (each works once)."""
    digits = "".join(character for character in typed if character in string.digits)
    here = int(moment.timestamp()) // STEP_SECONDS
    for step in range(here - DRIFT, here + DRIFT + 1):
        if step > after and secrets.compare_digest(pyotp.TOTP(secret).at(step * STEP_SECONDS), digits):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten codes of fifty random bits, each good once."""
    return ["".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]


def sealed(secret: str, key: str, purpose: str = SECOND_STEP) -> str:
    """A secret as it is stored: useless without the application's own key, and for another purpose."""
    return _fernet(key, purpose).encrypt(secret.encode()).decode()


def opened(stored: str, key: str, purpose: str = SECOND_STEP) -> str | None:
    """A stored secret; None when the application's key is no longer the one it was sealed with."""
    try:
        return _fernet(key, purpose).decrypt(stored.encode()).decode()
    except InvalidToken:
        return None


def _fernet(key: str, purpose: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def recovery_digest(typed: str) -> str:
    """What a slow hash is made of, to keep a recovery code by."""
    return hashlib.sha256(typed.encode()).hexdigest()

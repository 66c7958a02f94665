"""A browser that somebody signed in from before, so that a stranger's wrong tries do not slow her down in it.

A signed cookie holds, for each of the last names typed there, a random mark; it says nothing to whoever reads it, and
opens nothing.
"""

import secrets
from typing import cast

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from app.core.codes import digest

COOKIE = "cspr-known"
KEPT_SECONDS = 180 * 24 * 3600
MOST_NAMES = 5


def mark_for(typed: str) -> str:
    """The mark that this browser carries for a name; empty when nobody signed in here by it."""
    return _marks().get(_short(typed), "")


def know(typed: str) -> None:
    """Let the answer to this request mark the browser for a name that was just proved here."""
    others = {name: mark for name, mark in _marks().items() if name != _short(typed)}
    kept = dict(list(others.items())[-(MOST_NAMES - 1) :]) | {_short(typed): mark_for(typed) or secrets.token_hex(8)}

    @after_this_request
    def set_cookie(response: Response) -> Response:
        response.set_cookie(
            _name(), str(_signer().dumps(kept)), KEPT_SECONDS, secure=_is_secure(), httponly=True, samesite="Lax"
        )
        return response


def _short(typed: str) -> str:
    return digest(typed.strip().lower())[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(cast(str, current_app.secret_key), salt=COOKIE)


def _is_secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _name() -> str:
    return f"__Host-{COOKIE}" if _is_secure() else COOKIE


def _marks() -> dict[str, str]:
    try:
        return dict(_signer().loads(request.cookies.get(_name(), "")))
    except (BadSignature, TypeError, ValueError):
        return {}

"""Flask-Limiter, kept in this one file: how often one address may do what is worth guessing at."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

_limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")


def limited(rate: str, methods: list[str] | None = None) -> Callable[[Any], Any]:
    """Limit a view per address, as in "60 per minute", for some methods or all; beyond it comes our page for 429."""
    return _limiter.limit(rate, methods=methods)


def install(app: Flask) -> None:
    """Count for this application, from nothing."""
    _limiter.init_app(app)
    with app.app_context():
        _limiter.reset()

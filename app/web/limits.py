"""Flask-Limiter, kept in this one file: how often one address may do what is worth guessing at.

Counted in this process, or in Redis for all processes of all hosts. When Redis is away each process counts for itself
with the same limits, so they never fall open, and counts together again when it is back.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

IN_THIS_PROCESS = "memory://"
# Whoever waits for Redis waits with a page half made.
MOST_SECONDS_FOR_REDIS = 1

_limiter = Limiter(get_remote_address, strategy="moving-window", key_prefix="cspr", in_memory_fallback_enabled=True)


def limited(rate: str, methods: list[str] | None = None) -> Callable[[Any], Any]:
    """Limit a view per address, as in "60 per minute", for some methods or all; beyond it comes our page for 429."""
    return _limiter.limit(rate, methods=methods)


def install(app: Flask, redis: str = "") -> None:
    """Count for this application, from nothing; or together with others, at the address of a Redis."""
    app.config["RATELIMIT_STORAGE_URI"] = redis or IN_THIS_PROCESS
    if redis:
        timeouts = {"socket_timeout": MOST_SECONDS_FOR_REDIS, "socket_connect_timeout": MOST_SECONDS_FOR_REDIS}
        app.config["RATELIMIT_STORAGE_OPTIONS"] = timeouts
    _limiter.init_app(app)
    if not redis:
        with app.app_context():
            _limiter.reset()


def is_counting_together() -> bool:
    """Whether the Redis that was named answers now."""
    return _limiter.storage.check()

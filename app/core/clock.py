"""The time, asked for in one place and settable by whoever tells a story of another day (the demo, a test)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from app.core.dates import date_of

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment in UTC."""
    return _told.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in Europe/London."""
    return date_of(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another moment (aware) for as long as the block lasts."""
    before = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(before)

"""The time. Everything below the edge of a room is handed it."""

from datetime import UTC, date, datetime

from app.core.dates import date_of


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in Europe/London."""
    return date_of(now())

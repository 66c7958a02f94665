"""The day that a page is asked for: "as it stood on"."""

from datetime import date

from flask import request

from app.core.clock import today

EARLIEST = date(2000, 1, 1)


def asked_day() -> date:
    """The day a page is asked for: an earlier one where the address names it, otherwise today."""
    try:
        day = date.fromisoformat(request.values.get("on", ""))
    except ValueError:
        return today()
    return day if EARLIEST <= day < today() else today()


def earlier_day() -> date | None:
    """The day a page is asked for where it is an earlier one; None for today."""
    day = asked_day()
    return day if day < today() else None

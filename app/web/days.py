"""The day that a page is asked for: "as it stood on"."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from flask import Flask, has_request_context, request

from app.core.clock import today

View = TypeVar("View", bound=Callable[..., Any])
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


def looks_back(view: View) -> View:
    """Declare that a page can be asked for as it stood on an earlier day; links between such pages keep the day."""
    view.looks_back = True  # type: ignore[attr-defined]
    return view


def can_look_back(view: Callable[..., Any] | None) -> bool:
    """Whether a page can be asked for as it stood on an earlier day."""
    return hasattr(view, "looks_back")


def install(app: Flask) -> None:
    """Let every link from a page that looks back to another such page keep the day."""

    @app.url_defaults
    def keep_day(endpoint: str, values: dict[str, Any]) -> None:
        here = app.view_functions.get(request.endpoint or "") if has_request_context() else None
        if can_look_back(here) and can_look_back(app.view_functions.get(endpoint)):
            day = earlier_day()
            if day:
                values.setdefault("on", day.isoformat())

"""One transaction a request: opened as its method needs, committed here and nowhere else."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import DBAPIError

from app.access.guard import identity
from app.core.database import longest_statement, may_write, session, take_turn

READING = ("GET", "HEAD", "OPTIONS")
LONGEST_STATEMENT_MS = 30_000


def install(app: Flask) -> None:
    """Open and close the transaction round each request."""
    app.before_request(_open)
    app.after_request(_close)


def takes_file(largest: int) -> Callable[[Any], Any]:
    """Let a view take a form of up to `largest` bytes, where every other keeps to the site's own limit."""

    def mark(view: Any) -> Any:
        view.largest = largest
        return view

    return mark


def writes_on_get(view: Any) -> Any:
    """Let a view keep what it wrote though it was asked with GET: for an answer that another site sends here."""
    view.writes_on_get = True
    return view


def _is_reading() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in READING and not hasattr(view, "writes_on_get")


def _open() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    largest = getattr(view, "largest", None)
    if largest:
        request.max_content_length = largest
    may_write.set(not _is_reading())
    longest_statement.set(LONGEST_STATEMENT_MS)
    who = None if _is_reading() else identity()
    if who:
        take_turn(f"person {who.person_id}")  # two tabs, or one button pressed twice


def undo() -> None:
    """Say that whatever this request wrote must not stay."""
    g.undone = True


def _close(response: Response) -> Response:
    if g.get("undone") or response.status_code >= 500 or _is_reading():
        session.rollback()
        return response
    try:
        session.commit()
    except DBAPIError as fault:  # a disk that is full says so only now, when nothing else would make a page of it
        session.rollback()
        return current_app.make_response(current_app.handle_user_exception(fault))
    return response

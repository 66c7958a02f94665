"""One transaction a request: opened as its method needs, committed here and nowhere else."""

from flask import Flask, Response, g, request

from app.core.database import may_write, session

READING = ("GET", "HEAD", "OPTIONS")


def install(app: Flask) -> None:
    """Open and close the transaction round each request."""
    app.before_request(_open)
    app.after_request(_close)


def _open() -> None:
    may_write.set(request.method not in READING)


def undo() -> None:
    """Say that whatever this request wrote must not stay."""
    g.undone = True


def _close(response: Response) -> Response:
    if g.get("undone") or response.status_code >= 500 or request.method in READING:
        session.rollback()
    else:
        session.commit()
    return response

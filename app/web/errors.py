"""Every error page is ours: plain words, what to do next, no details of the machine."""

import logging
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from gunicorn.http.errors import NoMoreData, ParseException
from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from werkzeug.exceptions import HTTPException, SecurityError

from app.core.errors import DomainError
from app.web.again import what_was_sent
from app.web.edge import undo

_LOG = logging.getLogger(__name__)
PAGES = {
    400: (_("That did not work"), _("Something in the request was not right. Go back, reload the page and try again.")),
    403: (
        _("You cannot see this page"),
        _("Your account does not have access to it. If you think it should, ask your safeguarding lead."),
    ),
    404: (_("Page not found"), _("Check the address, or start again from your learning.")),
    405: (
        _("That cannot be done here"),
        _("The page was asked for in a way it does not answer. Go back and try again."),
    ),
    409: (_("One step comes first"), _("Something else has to be done before this.")),
    413: (_("That is too large"), _("Send less text or a smaller file.")),
    429: (_("Too many tries"), _("Wait a few minutes, then try again.")),
    500: (
        _("Sorry, something went wrong"),
        _("It is our fault, not yours. What you saved before is safe. Try again in a few minutes."),
    ),
    503: (_("Sorry, we are busy"), _("Wait a moment, then try again. What you saved before is safe.")),
}


def install(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _elsewhere)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(DomainError, _domain)
    # A table that is not there yet is the one to PostgreSQL and the other to SQLite.
    for kind in (OperationalError, ProgrammingError):
        app.register_error_handler(kind, _database)
    # A body that is not what its head said is found out only when it is read, which is in the middle of a page.
    for broken in (NoMoreData, ParseException):
        app.register_error_handler(broken, _unreadable)
    app.register_error_handler(RedisError, _uncounted)
    app.register_error_handler(Exception, _unexpected)


def _page(status: int, words: str = "") -> tuple[str, int]:
    undo()
    title, advice = PAGES.get(status, PAGES[500] if status >= 500 else PAGES[400])
    # A page about our own fault asks nothing of the database, which may be what failed, nor who is looking at it.
    g.is_our_fault = status >= 500
    again = what_was_sent() if status >= 500 else None
    to = request.full_path.rstrip("?")
    page = render_template(
        "web/error.html", title=title, advice=words or advice, bare=status >= 500, again=again, again_to=to
    )
    return page, status


def _http(error: HTTPException) -> Any:
    status = error.code or 500
    if status < 400:
        return error
    page, status = _page(status)
    valid = getattr(error, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(valid))} if valid else {}
    return page, status, headers


def _elsewhere(error: SecurityError) -> tuple[str, int]:
    """Asked for by a name that is not this site's: then no address can be made, so the page holds none."""
    return current_app.jinja_env.get_template("web/elsewhere.html").render(), 400


def _unreadable(error: Exception) -> tuple[str, int]:
    return _page(400)


def _csrf(error: CSRFError) -> tuple[str, int]:
    return _page(
        400,
        gettext(
            "This page was open for a long time, or your browser keeps no cookies. Go back, reload it and try again."
        ),
    )


def _domain(error: DomainError) -> tuple[str, int]:
    return _page(error.status, gettext(str(error)) if error.status != 404 else "")


def _database(error: DBAPIError) -> tuple[str, int, dict[str, str]]:
    _LOG.exception("database unavailable for %s", request.endpoint)
    return (*_page(503), {"Retry-After": "5"})


def _uncounted(error: RedisError) -> tuple[str, int, dict[str, str]]:
    """Somebody whose tries were being counted in the moment that Redis went; the next is counted here."""
    _LOG.warning("Redis went away in %s", request.endpoint)
    return (*_page(503), {"Retry-After": "1"})


def _unexpected(error: Exception) -> tuple[str, int]:
    _LOG.exception("unexpected error in %s", request.endpoint)
    return _page(500)

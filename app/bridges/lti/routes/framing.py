"""Pages inside a platform's frame: who may hold them, and cookies that live there and nowhere else.

A browser keeps a cookie that is `Partitioned` apart for each site that frames us (CHIPS); a session opened in a frame
is one of its own, and never the one of somebody signed in here in a window.
"""

from typing import Any

from flask import Flask, Request, Response, current_app, g, request
from flask import session as cookie
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from werkzeug.wrappers import Response as AnyResponse

from app.bridges.lti.records import PlatformRecord
from app.core.codes import digest
from app.web import headers

MARK, BROWSER_SECONDS = "lti-shown-on", 600


class FramedSessions(SecureCookieSessionInterface):
    """The application's own sessions, and beside them those of frames."""

    def open_session(self, app: Flask, request: Request) -> Any:
        usual = super().get_cookie_name(app)
        g.is_framed = usual not in request.cookies and f"{usual}-framed" in request.cookies
        found = super().open_session(app, request)
        g.lti_mark = found.get(MARK) if found else None
        if g.lti_mark:
            headers.shown_in(g.lti_mark)
        return found

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if g.get("lti_mark") and session.modified and session:
            session[MARK] = g.lti_mark  # who signs in anew in a frame is still in it
        super().save_session(app, session, response)

    def get_cookie_name(self, app: Flask) -> str:
        return f"{super().get_cookie_name(app)}-framed" if g.get("is_framed") else super().get_cookie_name(app)

    def get_cookie_samesite(self, app: Flask) -> str | None:
        return "None" if g.get("is_framed") else super().get_cookie_samesite(app)

    def get_cookie_partitioned(self, app: Flask) -> bool:
        return bool(g.get("is_framed")) or super().get_cookie_partitioned(app)


def hold(platform: PlatformRecord) -> None:
    """Let the platform's pages hold this answer; a session begun by it lives in the frame where it is in one."""
    headers.shown_in(platform.shown_on)
    in_frame = request.headers.get("Sec-Fetch-Dest") in ("iframe", "frame")
    if in_frame and request.headers.get("Sec-Fetch-Site") == "cross-site":
        g.is_framed = bool(current_app.config["SESSION_COOKIE_SECURE"])


def launched(platform: PlatformRecord) -> None:
    """Let the platform's pages hold every page of the session that begins here."""
    g.lti_mark = cookie[MARK] = list(platform.shown_on)


def give(response: AnyResponse, state: str, browser: str) -> None:
    """Give a browser its secret for one launch; also inside a frame of another site."""
    is_secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    elsewhere: dict[str, Any] = {"samesite": "None", "partitioned": True} if is_secure else {"samesite": "Lax"}
    response.set_cookie(_name(state), browser, BROWSER_SECONDS, secure=is_secure, httponly=True, **elsewhere)


def given(state: str) -> str:
    """The secret that this browser was given for a launch; empty where it keeps none."""
    return request.cookies.get(_name(state), "")


def _name(state: str) -> str:
    prefix = "__Host-" if current_app.config["SESSION_COOKIE_SECURE"] else ""
    return f"{prefix}cspr-launch-{digest(state)[:12]}"

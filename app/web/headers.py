"""Security headers on every response, errors and files included."""

from collections.abc import Iterable

from flask import Flask, Response, g, request

CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
FILE_POLICY = "; ".join(one for one in CONTENT_POLICY.split("; ") if one.endswith("'none'"))
CLOSED = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": CLOSED,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def install(app: Flask) -> None:
    """Set the headers on whatever this application answers."""
    app.after_request(_set)


def no_referrer() -> None:
    """Ask that this page's address be told to nobody: it holds a secret."""
    g.no_referrer = True


def as_file(response: Response, for_ever: bool = False) -> Response:
    """An answer that is a file and no page: nothing in it may run, load or be guessed to be something else.

    Args:
        response: the answer.
        for_ever: whether the same address always gives the same, so that the asker's own browser may keep it.
    """
    g.is_file, g.for_ever = True, for_ever
    return response


def shown_in(origins: Iterable[str]) -> None:
    """Let the pages of these origins, and nobody else's, hold this answer in a frame."""
    g.shown_in = " ".join(origins)


def sends_to(origin: str) -> None:
    """Let the form of this page go to one other origin, and there alone."""
    g.sends_to = origin


def _policy() -> str:
    shown, sent = g.get("shown_in"), g.get("sends_to")
    policy = CONTENT_POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {shown}") if shown else CONTENT_POLICY
    return policy.replace("form-action 'self'", f"form-action 'self' {sent}") if sent else policy


def _set(response: Response) -> Response:
    headers = response.headers
    for name, value in ALWAYS.items():
        headers[name] = value
    is_file = g.get("is_file") and response.status_code == 200
    is_download = headers.get("Content-Disposition", "").startswith("attachment")
    if g.get("shown_in"):
        del headers["X-Frame-Options"]  # it knows nobody but ourselves
    policy = FILE_POLICY if is_file else _policy()
    headers["Content-Security-Policy"] = f"{policy}; sandbox" if is_download or is_file else policy
    headers["Referrer-Policy"] = "no-referrer" if g.get("no_referrer") else "strict-origin-when-cross-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    if request.endpoint == "static":
        headers["Cache-Control"] = "public, max-age=31536000, immutable" if request.args.get("v") else "no-cache"
    elif is_file and g.for_ever:
        headers["Cache-Control"] = "private, max-age=31536000, immutable"
        response.vary.add("Cookie")
    else:
        headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response

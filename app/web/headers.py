"""Security headers on every response, errors and files included."""

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


def _set(response: Response) -> Response:
    headers = response.headers
    for name, value in ALWAYS.items():
        headers[name] = value
    is_download = headers.get("Content-Disposition", "").startswith("attachment")
    headers["Content-Security-Policy"] = f"{CONTENT_POLICY}; sandbox" if is_download else CONTENT_POLICY
    headers["Referrer-Policy"] = "no-referrer" if g.get("no_referrer") else "strict-origin-when-cross-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    if request.endpoint == "static":
        headers["Cache-Control"] = "public, max-age=31536000, immutable" if request.args.get("v") else "no-cache"
    else:
        headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response

"""Where to go after signing in: only to a page of ours, looked up in the URL map, never a raw string."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException


def safe_next(otherwise: str = "home.my_learning") -> str:
    """The page named by `next` if it is a page of ours that can be visited; else the page `otherwise`."""
    asked = request.values.get("next", "")
    parts = urlsplit(asked)
    if not asked.startswith("/") or parts.scheme or parts.netloc:
        return url_for(otherwise)
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        return url_for(otherwise)
    try:
        endpoint, arguments = adapter.match(parts.path, method="GET")
    except HTTPException:
        return url_for(otherwise)
    built = adapter.build(endpoint, dict(arguments))
    return f"{built}?{parts.query}" if parts.query else built

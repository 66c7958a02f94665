"""The blueprint that the pages of team meetings hang on, and how a form that is kept in the browser is answered."""

from flask import Blueprint, jsonify, redirect, request
from werkzeug.wrappers import Response

blueprint = Blueprint("meetings", __name__, url_prefix="/meetings")


def arrived(go: str) -> Response:
    """Say that what was sent is kept: to the page's script where to go, to a browser without one the page itself."""
    return jsonify(go=go) if request.accept_mimetypes.best == "application/json" else redirect(go)

"""The blueprint that this room's pages share."""

from flask import Blueprint, request

blueprint = Blueprint("site", __name__, url_prefix="/site")


def asked_words() -> str:
    """The words that are looked for."""
    return request.args.get("words", "").replace("\0", "").strip()[:80]

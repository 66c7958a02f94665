"""Choosing the post one looks from."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import SIGNED_IN
from app.workforce import actions

blueprint = Blueprint("workforce", __name__)


@blueprint.post("/my-posts/<int:post_id>")
@requires(SIGNED_IN)
def look_from(post_id: int) -> Response:
    """Look from another of my posts."""
    actions.look_from(asker(), post_id)
    return redirect(url_for("home.my_learning"))

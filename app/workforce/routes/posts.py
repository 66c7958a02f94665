"""My posts: looking from another one, answering an offer."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import SIGNED_IN
from app.web.forms import chosen
from app.workforce import actions
from app.workforce.routes.blueprint import blueprint


@blueprint.post("/my-posts/<int:post_id>")
@requires(SIGNED_IN)
def look_from(post_id: int) -> Response:
    """Look from another of my posts."""
    actions.look_from(asker(), post_id)
    return redirect(url_for("home.my_learning"))


@blueprint.post("/my-posts/offers/<int:request_id>")
@requires(SIGNED_IN)
def answer_offer(request_id: int) -> Response:
    """Say yes or no to a post that a setting offered me."""
    actions.answer_offer(request_id, asker().person_id, accepts=chosen("answer") == ["yes"])
    return redirect(url_for("home.my_learning"))

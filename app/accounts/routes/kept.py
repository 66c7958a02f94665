"""What I sent when I was signed out already: look at it, send it, or throw it away."""

from flask import redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import SIGNED_IN
from app.accounts import actions, queries
from app.accounts.routes.blueprint import blueprint
from app.web.again import what_was_sent
from app.web.forms import Form


def keep() -> Response | None:
    """Answer a form that was sent after its session had ended: keep it, and ask its sender to sign in.

    None when there is nobody to keep it for, or it may not be kept.
    """
    fields, token = what_was_sent(), str(cookie.get("_user_id", ""))
    if fields is None or not actions.keep_form(token, request.full_path.rstrip("?"), fields):
        return None
    return redirect(url_for("accounts.sign_in", next=url_for("accounts.kept_form")), 303)


@blueprint.get("/my-account/kept")
@requires(SIGNED_IN)
def kept_form() -> str:
    """What was kept for me."""
    return render_template("accounts/kept_form.html", kept=queries.kept_form(asker().person_id), form=Form())


@blueprint.post("/my-account/kept/drop")
@requires(SIGNED_IN)
def drop_form() -> Response:
    """Throw it away."""
    actions.drop_form(asker().person_id)
    return redirect(url_for("home.my_learning"))

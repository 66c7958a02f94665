"""Taking my own data away."""

from io import BytesIO

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import SIGNED_IN
from app.accounts import actions as accounts
from app.accounts import queries as people
from app.audit.actions import record
from app.privacy import queries
from app.privacy.forms import TakeAwayForm
from app.web.limits import limited

blueprint = Blueprint("privacy", __name__)


@blueprint.route("/my-account/my-data", methods=["GET", "POST"])
@requires(SIGNED_IN)
@limited("10 per hour", methods=["POST"])
def my_data() -> str | tuple[str, int] | Response:
    """Everything that is held about me, as one archive; the password or PIN is asked for again."""
    form, who = TakeAwayForm(), asker()
    has_key = people.person(who.person_id).has_password or people.person(who.person_id).has_card
    if form.validate_on_submit():
        if not has_key or accounts.proves(who.person_id, form.key.data or ""):
            record("own data taken away", who.person_id)
            archive = BytesIO(queries.as_archive(who.person_id))
            return send_file(archive, "application/zip", as_attachment=True, download_name="my-data.zip")
        form.key.errors = ["That is not your password or PIN"]
    page = render_template("privacy/take_away.html", form=form, has_key=has_key)
    return (page, 400) if form.is_submitted() else page

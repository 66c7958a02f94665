"""The audit log of a lead's own setting: who did what, when; never content."""

from flask import Blueprint, render_template, request

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.audit import queries

blueprint = Blueprint("audit", __name__)


@blueprint.get("/our-setting/log")
@requires(LEAD)
def log() -> str:
    """The newest acts of everyone who holds or held a post in the setting."""
    page = max(1, request.args.get("page", 1, type=int) or 1)
    entries, more = queries.of_setting(my_post().setting_id, min(page, queries.LAST_PAGE))
    return render_template("audit/log.html", entries=entries, page=page, more=more)

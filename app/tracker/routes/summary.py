"""One setting on one page, for its governors: counts only."""

from flask import render_template

from app.access.guard import my_post, requires
from app.access.permissions import SUMMARY
from app.core.clock import today
from app.tracker import queries
from app.tracker.records import Standing
from app.tracker.routes.oversight import oversight


@oversight.get("/summary")
@requires(SUMMARY)
def summary() -> str:
    """How the setting I govern or lead stands: nobody's name, and no small group."""
    told = queries.summary(my_post().setting_id)
    return render_template("tracker/summary.html", told=told, day=today(), standings=Standing)

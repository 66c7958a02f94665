"""One setting on one page, for its governors: counts only."""

from flask import render_template

from app.access.guard import my_post, requires
from app.access.permissions import SUMMARY
from app.tracker import queries
from app.tracker.records import Standing
from app.tracker.routes.oversight import oversight
from app.web.days import asked_day, earlier_day, looks_back


@oversight.get("/summary")
@requires(SUMMARY)
@looks_back
def summary() -> str:
    """How the setting I govern or lead stands: nobody's name, and no small group."""
    day = earlier_day()
    told = queries.summary(my_post().setting_id, day)
    return render_template("tracker/summary.html", told=told, day=day, on=asked_day(), standings=Standing)

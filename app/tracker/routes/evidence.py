"""Asking for an evidence pack; a worker makes it."""

from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, proved, requires
from app.access.permissions import LEAD
from app.certificates import queries as certificates
from app.core.errors import DomainError
from app.tracker import actions
from app.tracker.forms import PackForm
from app.tracker.routes.blueprint import blueprint
from app.web.days import asked_day, looks_back
from app.web.limits import limited


@blueprint.route("/evidence", methods=["GET", "POST"])
@requires(LEAD)
@proved("tracker.evidence")
@limited("30 per hour", methods=["POST"])
@looks_back
def evidence() -> str | tuple[str, int] | Response:
    """One button, one dated PDF that tells a true story, gaps included, with the plan."""
    here, form = my_post(), PackForm()
    if not form.is_submitted():
        form.day.data = asked_day()
    elif form.validate():
        day: date = form.day.data
        try:
            work = actions.ask_for_pack(
                here.setting_id, here.person_id, day, form.plan.data or "", form.with_tables.data
            )
            return redirect(url_for("jobs.job", job_id=work))
        except DomainError as refusal:
            form.day.errors = [str(refusal)]
    packs = certificates.packs_of(here.setting_id)
    page = render_template("tracker/evidence.html", form=form, packs=packs)
    return (page, 400) if request.method == "POST" else page

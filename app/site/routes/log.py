"""Having the whole audit log checked by a worker, since it may be long."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import ADMINISTER
from app.jobs import actions as jobs
from app.site.actions import LOG_TO_CHECK
from app.site.routes.blueprint import blueprint


@blueprint.post("/log/check")
@requires(ADMINISTER)
def check_log() -> Response:
    """Ask for the log to be checked; the page of the work says how far it is."""
    return redirect(url_for("jobs.job", job_id=jobs.ask(LOG_TO_CHECK, None, asker().person_id)))

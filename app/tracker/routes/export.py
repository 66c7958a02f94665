"""What leaves the desk as a file: a grid, the companion sheet, one person's record."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, proved, requires
from app.access.permissions import LEAD
from app.audit.actions import record
from app.requirements.records import State
from app.tracker import queries
from app.tracker.actions import bundles
from app.tracker.records import SheetKind
from app.tracker.routes.blueprint import blueprint, modules_here
from app.tracker.routes.grid import asked_view
from app.web.days import asked_day
from app.web.limits import limited
from app.web.sheets import SheetForm, send_sheet


@blueprint.post("/export")
@requires(LEAD)
@proved("tracker.front")
@limited("60 per hour")
def export() -> Response:
    """The whole of the setting as CSV or XLSX, as it is today or as it stood on a day."""
    here, day = my_post(), asked_day()
    kind, form = request.form.get("kind", ""), request.form.get("form", "")
    if kind not in list(SheetKind) or form not in list(SheetForm):
        return redirect(url_for("tracker.front"))
    table = queries.table(here.setting_id, SheetKind(kind), day)
    answer, rows = send_sheet(SheetForm(form), f"{kind}-{day.isoformat()}", table.headers, table.rows)
    record("exported", here.person_id, setting=here.setting_id, what=kind, as_at=day.isoformat(), rows=rows)
    return answer


@blueprint.post("/certificates")
@requires(LEAD)
@proved("tracker.grid")
@limited("30 per hour")
def certificates() -> Response:
    """Ask for the certificates of everybody whom the grid shows, on all its pages; a worker writes them."""
    here = my_post()
    view = asked_view(request.form, [version.module for version in modules_here(None)], State)
    work = bundles.ask_for_certificates(here.setting_id, here.person_id, view)
    return redirect(url_for("jobs.job", job_id=work))

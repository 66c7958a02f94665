"""Bringing in a staff list: upload, dry run, confirm, and the rows to mend."""

import csv
import io

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.web.edge import takes_file
from app.web.forms import Form, chosen
from app.web.limits import limited
from app.workforce import actions
from app.workforce.roster import Standing
from app.workforce.routes.blueprint import blueprint
from app.workforce.table import LARGEST_FILE, Unreadable

SHOWN = 200


@blueprint.route("/people/import", methods=["GET", "POST"])
@requires(LEAD)
@takes_file(LARGEST_FILE + 64 * 1024)
@limited("60 per hour", methods=["POST"])
def upload() -> str | tuple[str, int] | Response:
    """Choose a file; it is only looked at."""
    form, wrong = Form(), ""
    if form.validate_on_submit():
        chosen_file = request.files.get("file")
        content = chosen_file.read() if chosen_file else b""
        name = chosen_file.filename if chosen_file and chosen_file.filename else ""
        if name:
            try:
                found = actions.upload(my_post().setting_id, my_post().person_id, name, content)
                return redirect(url_for("workforce.dry_run", upload_id=found))
            except Unreadable as reason:
                wrong = str(reason)
        else:
            wrong = "Choose a file"
    page = render_template("workforce/upload.html", form=form, wrong=wrong)
    return (page, 400) if wrong else page


@blueprint.get("/people/import/<int:upload_id>")
@requires(LEAD)
def dry_run(upload_id: int) -> str:
    """What confirming this list would do. Nothing is written yet."""
    name, laid = actions.planned(upload_id, my_post().setting_id)
    return render_template(
        "workforce/dry_run.html",
        name=name,
        plan=laid,
        upload_id=upload_id,
        standings=Standing,
        shown=SHOWN,
        form=Form(),
    )


@blueprint.get("/people/import/<int:upload_id>/to-fix.csv")
@requires(LEAD)
def to_fix(upload_id: int) -> FlaskResponse:
    """The rows to mend, as they came, with what is wrong beside them."""
    _, laid = actions.planned(upload_id, my_post().setting_id)
    rows = laid.of(Standing.FIX)
    columns = list(dict.fromkeys(name for row in rows for name in row.cells))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*columns, "line", "to fix"])
    for row in rows:
        reasons = "; ".join(f"{fault.column}: {fault.reason}" for fault in row.faults)
        writer.writerow([*(_safe(row.cells.get(name, "")) for name in columns), row.line, reasons])
    answer = FlaskResponse("\ufeff" + out.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=to-fix.csv"
    return answer


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; it comes back unchanged when it is brought in again."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


@blueprint.post("/people/import/<int:upload_id>")
@requires(LEAD)
def confirm(upload_id: int) -> Response:
    """Do what the dry run showed, all of it or nothing."""
    leavers = {int(value) for value in chosen("leaver") if value.isdecimal()}
    actions.confirm(upload_id, my_post().setting_id, my_post().person_id, leavers)
    return redirect(url_for("workforce.people", said="imported"))

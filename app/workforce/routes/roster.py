"""Bringing in a staff list: upload, dry run, confirm, and the rows to mend."""

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.web.edge import takes_file
from app.web.forms import Form, chosen
from app.web.limits import limited
from app.web.paging import paged
from app.workforce import actions
from app.workforce.roster import NEEDED, SYNONYMS, Standing
from app.workforce.routes.blueprint import blueprint
from app.workforce.table import LARGEST_FILE, Unreadable, write_table

SHOWN = 20  # people of each sort that a dry run names; the counts and the download hold all
FAULTS_A_PAGE = 30


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
    page = render_template("workforce/upload.html", form=form, wrong=wrong, columns=SYNONYMS, needed=NEEDED)
    return (page, 400) if wrong else page


@blueprint.get("/people/import/<int:upload_id>")
@requires(LEAD)
def dry_run(upload_id: int) -> str:
    """What confirming this list would do. Nothing is written yet."""
    name, laid = actions.planned(upload_id, my_post().setting_id)
    faults = [(row.line, fault) for row in laid.of(Standing.FIX) for fault in row.faults]
    page, pages, shown = paged(faults, FAULTS_A_PAGE)
    return render_template(
        "workforce/dry_run.html",
        name=name,
        plan=laid,
        upload_id=upload_id,
        standings=Standing,
        faults=shown,
        page=page,
        pages=pages,
        shown=SHOWN,
        is_long=len(laid.rows) > actions.AT_ONCE,
        form=Form(),
    )


@blueprint.get("/people/import/template.csv")
@requires(LEAD)
def template() -> FlaskResponse:
    """An empty list that names every column we understand."""
    return _as_file(write_table([list(SYNONYMS)]), "staff-list.csv")


@blueprint.get("/people/import/<int:upload_id>/to-fix.csv")
@requires(LEAD)
def to_fix(upload_id: int) -> FlaskResponse:
    """The rows to mend, as they came, with what is wrong beside them."""
    _, laid = actions.planned(upload_id, my_post().setting_id)
    return _as_file(write_table(laid.to_mend()), "to-fix.csv")


def _as_file(content: bytes, name: str) -> FlaskResponse:
    answer = FlaskResponse(content, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@blueprint.post("/people/import/<int:upload_id>")
@requires(LEAD)
def confirm(upload_id: int) -> Response:
    """Do what the dry run showed, all of it or nothing; a long list is left to a worker, whose page says how far."""
    leavers = {int(value) for value in chosen("leaver") if value.isdecimal()}
    work = actions.take_in(upload_id, my_post().setting_id, my_post().person_id, leavers)
    if work:
        return redirect(url_for("jobs.job", job_id=work))
    return redirect(url_for("workforce.people", said="imported"))

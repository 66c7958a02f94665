"""How far a piece of work is, and the file it made: for whoever asked for it."""

from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from app.access.guard import asker, proved, requires
from app.access.permissions import SIGNED_IN
from app.jobs import queries

blueprint = Blueprint("jobs", __name__, url_prefix="/work")


@blueprint.get("/<int:job_id>")
@requires(SIGNED_IN)
def job(job_id: int) -> tuple[str, int, dict[str, str]]:
    """How far my work is; the page asks again by itself until it is over."""
    found = queries.mine(job_id, asker().person_id)
    page = render_template("jobs/job.html", job=found, is_attended=found.is_over or queries.is_somebody_at_work())
    return page, 200, {} if found.is_over else {"Refresh": "2"}


@blueprint.get("/<int:job_id>/file")
@requires(SIGNED_IN)
@proved()
def file(job_id: int) -> Response:
    """The file that my work made."""
    found = queries.mine(job_id, asker().person_id)
    made = queries.file_of(found.id)
    out = BytesIO(made.content) if made.content else _gathered(found.id)
    return send_file(out, made.mimetype, as_attachment=True, download_name=made.name)


def _gathered(job_id: int) -> IO[bytes]:
    out = TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    for part in queries.parts_of(job_id):
        out.write(part)
    out.seek(0)
    return out

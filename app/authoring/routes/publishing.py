"""Letting an approved text go out, and comparing a draft with what it began from."""

from datetime import datetime

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, proved, requires
from app.access.permissions import DRAFTS, WRITE
from app.authoring import actions, queries
from app.authoring.records import DraftRecord
from app.authoring.routes.blueprint import blueprint
from app.content.change_classes import concerns
from app.content.difference import Teaching, differences
from app.content.merging import Clash
from app.core.dates import LONDON
from app.core.errors import DomainError
from app.library import queries as library
from app.library.records import VersionRecord
from app.web.forms import Form


@blueprint.post("/<int:draft_id>/publish")
@requires(WRITE)
@proved("authoring.listed")
def publish(draft_id: int) -> Response:
    """Publish what was approved, now or at a time."""
    draft = queries.draft_to_write(asker(), draft_id)
    actions.publish(asker(), draft, _moment(request.form.get("due", "").strip()))
    return redirect(url_for("authoring.opening", draft_id=draft_id, said="published"))


def _moment(typed: str) -> datetime | None:
    """A day and time in England, such as 2026-11-30 08:00, as browsers and people write it; None for now."""
    if not typed:
        return None
    try:
        return datetime.fromisoformat(typed.replace(" ", "T")).replace(tzinfo=LONDON)
    except ValueError as error:
        raise DomainError("Write the time as year-month-day hour:minute, such as 2026-11-30 08:00.") from error


@blueprint.get("/<int:draft_id>/upstream")
@requires(DRAFTS)
def upstream(draft_id: int) -> str:
    """What changed in the module that the draft began from, since it began."""
    draft = queries.draft(asker(), draft_id)
    newest = queries.upstream(draft)
    known = queries.known_of(draft, newest) if newest else None
    began = library.teaching(known) if known else Teaching()
    found = concerns(differences(began, library.teaching(newest.id))) if newest else []
    return render_template(
        "authoring/upstream.html", draft=draft, newest=newest, found=found, clashes=_clashes(draft, newest), form=Form()
    )


@blueprint.post("/<int:draft_id>/upstream")
@requires(WRITE)
def take_in(draft_id: int) -> Response:
    """Go on from the version that was looked at, with what changed in it merged into the draft or not."""
    draft = queries.draft_to_write(asker(), draft_id)
    newest, said = queries.upstream(draft), ""
    if newest and request.form.get("how") == "merge":
        changed, _ = queries.merge_of(draft, newest)
        actions.keep(draft.id, f"Merged edition {newest.edition} of {newest.title}", asker().person_id, changed)
        said = "merged"
    if newest:
        actions.take_in(draft.id, newest.id, asker().person_id)
    return redirect(url_for("authoring.opening", draft_id=draft_id, said=said or None))


def _clashes(draft: DraftRecord, newest: VersionRecord | None) -> list[Clash]:
    """The parts that both changed; none where nothing can be merged, which is said when it is tried."""
    try:
        return queries.merge_of(draft, newest)[1] if newest else []
    except DomainError:
        return []

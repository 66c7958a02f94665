"""Taking back a version whose guidance is wrong, after saying what happens to whom; and letting it hold again."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, proved, requires
from app.access.permissions import DRAFTS
from app.authoring.routes.blueprint import blueprint
from app.content.change_classes import Concern
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import ChangeClass
from app.learning import queries as learning
from app.library import actions
from app.library import queries as library
from app.library.records import VersionRecord
from app.web.forms import Form


@blueprint.get("/versions/<int:version_id>/withdraw")
@requires(DRAFTS)
def withdraw(version_id: int) -> str:
    """What happens to each group of people, before anything does."""
    version = _of_ours(version_id)
    found = [one for one in actions.differing(version) if one.statement]
    asked = request.args.getlist("wrong")
    chosen = asked or [one.statement for one in found if one.proposed is not ChangeClass.TYPO]
    return _page(version, found, chosen, "")


def _of_ours(version_id: int) -> VersionRecord:
    """A version for which the asker answers; any other is as if it were not there."""
    version = library.version(version_id)
    if not library.answers_for(asker(), version.owner):
        raise NotFound("There is no such version of yours.")
    return version


def _page(version: VersionRecord, found: list[Concern], chosen: list[str], error: str) -> str:
    stands = library.standing_without(version)
    wrong = {one.statement: one.kinds for one in found if one.statement in chosen}
    return render_template(
        "authoring/withdraw.html",
        version=version,
        stands=stands,
        found=found,
        chosen=chosen,
        under_way=len(learning.under_way(version.module, version.id)),
        learned=learning.learned_from(version.module, version.id),
        owing=learning.would_owe_back(version.module, version.id, wrong, library.teaching(stands.id))
        if stands
        else None,
        reason=request.form.get("reason", ""),
        error=error,
        form=Form(),
    )


@blueprint.post("/versions/<int:version_id>/withdraw")
@requires(DRAFTS)
@proved("authoring.listed")
def take_back(version_id: int) -> Response | tuple[str, int]:
    """Withdraw it, with a reason; or let it hold again."""
    version = _of_ours(version_id)
    chosen = request.form.getlist("wrong")
    try:
        if version.withdrawn_at:
            actions.reinstate(version.id, asker().person_id)
        else:
            actions.withdraw(version.id, request.form.get("reason", ""), chosen, asker().person_id)
    except DomainError as refusal:
        found = [one for one in actions.differing(version) if one.statement]
        return _page(version, found, chosen, str(refusal)), refusal.status
    course, _, module = version.module.partition("/")
    return redirect(url_for("library.versions", course=course, module=module))

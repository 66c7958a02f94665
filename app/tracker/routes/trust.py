"""The settings of a trust, for its safeguarding lead: who stands where. Never an answer, never a reflection."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import TRUST
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Office
from app.learning import queries as learning
from app.library import queries as library
from app.library.records import VersionRecord
from app.requirements import queries as requirements
from app.requirements.records import State, View
from app.tracker import queries
from app.tracker.forms import MoveForm
from app.tracker.routes.oversight import oversight
from app.web.paging import asked_page, paged
from app.workforce import actions as workforce_actions
from app.workforce import queries as workforce
from app.workforce.records import PostRecord, TrustSetting

SETTINGS_A_PAGE = 25


def _mine() -> list[TrustSetting]:
    """The settings of the asker's own trusts."""
    held = (one for one in asker().appointments if one.office is Office.TRUST_LEAD)
    return workforce.trust_settings([one.trust_id for one in held if one.trust_id])


def _setting_of_mine(setting_id: int) -> TrustSetting:
    found = next((one for one in _mine() if one.id == setting_id), None)
    if found is None:
        raise NotFound("There is no such setting in your trust.")
    return found


def _post_of_mine(post_id: int) -> tuple[PostRecord, TrustSetting]:
    post = workforce.post(post_id)
    place = _setting_of_mine(post.setting_id)
    if not requirements.post_in_setting(post_id, place.id):
        raise NotFound("There is nobody like that in your trust.")
    return post, place


def _module(modules: list[VersionRecord]) -> str:
    names = [version.module for version in modules]
    asked = request.args.get("module", "")
    return asked if asked in names else (names or [""])[0]


@oversight.get("/trust")
@requires(TRUST)
def trust() -> str:
    """Every setting of my trust, and how many of its people stand where in a module: filter, sort, search, page."""
    asked, settings, modules = request.args, _mine(), library.modules_for(workforce.reach_of(asker()))
    module, words = _module(modules), asked.get("words", "").strip()[:80]
    kind = asked.get("kind", "") if asked.get("kind") in {one.kind for one in settings} else ""
    order = asked.get("order", "name") if asked.get("order") in queries.ORDERS else "name"
    rows = queries.trust_rows(settings, module, kind, words, order)
    page, pages, shown = paged(rows, SETTINGS_A_PAGE)
    return render_template(
        "tracker/trust.html",
        rows=shown,
        found=len(rows),
        total={state: sum(row.states[state] for row in rows) for state in State},
        page=page,
        pages=pages,
        trusts=sorted({one.trust for one in settings}),
        kinds=sorted({one.kind for one in settings}),
        modules=modules,
        module=module,
        words=words,
        kind=kind,
        order=order,
        states=State,
    )


@oversight.get("/trust/settings/<int:setting_id>")
@requires(TRUST)
def trust_setting(setting_id: int) -> str:
    """One setting of my trust: its people, their jobs, and where they stand."""
    place, asked = _setting_of_mine(setting_id), request.args
    modules = learning.modules_here(place.id, workforce.reach_from(place.id))
    module, words = _module(modules), asked.get("words", "").strip()[:80]
    wanted = State(asked["state"]) if asked.get("state") in list(State) else None
    return render_template(
        "tracker/trust_setting.html",
        place=place,
        sheet=requirements.sheet(place.id, View(module, wanted, words, page=asked_page())),
        counts=requirements.states_by_setting([place.id]).get(place.id, {}),
        modules=modules,
        module=module,
        words=words,
        wanted=wanted,
        states=State,
        said=asked.get("said", ""),
    )


@oversight.route("/trust/people/<int:post_id>/move", methods=["GET", "POST"])
@requires(TRUST)
def move_in_trust(post_id: int) -> str | tuple[str, int] | Response:
    """Move somebody from one setting of my trust to another, in one act."""
    post, place = _post_of_mine(post_id)
    form = MoveForm()
    form.offer(one for one in _mine() if one.id != place.id)
    if form.validate_on_submit():
        try:
            workforce_actions.move_post(post.id, form.setting.data, form.first_day.data, asker().person_id)
        except workforce_actions.NowhereToGo as refusal:
            form.setting.errors = [str(refusal)]
        except DomainError as refusal:
            form.first_day.errors = [str(refusal)]
        else:
            return redirect(url_for("oversight.trust_setting", setting_id=form.setting.data, said="moved"))
    page = render_template("tracker/move_in_trust.html", form=form, post=post, place=place)
    return (page, 400) if form.is_submitted() else page

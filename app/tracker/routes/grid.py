"""Staff by module or by requirement, as it is today or as it stood on a day. Never an answer, never a reflection."""

from flask import render_template, request
from werkzeug.datastructures import MultiDict

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.core.vocabulary import Role
from app.requirements import queries
from app.requirements.records import DutyState, State, View
from app.tracker.routes.blueprint import blueprint, modules_here
from app.web.days import earlier_day, looks_back
from app.workforce import queries as workforce

LONGEST_WORDS = 80


def asked_view(asked: MultiDict[str, str], columns: list[str], states: type[State] | type[DutyState]) -> View:
    """What an address asks to see; whatever it says that is not there is passed over."""
    column = asked.get("column", asked.get("module", ""))
    return View(
        column if column in columns else (columns or [""])[0],
        states(asked["state"]) if asked.get("state") in list(states) else None,
        asked.get("words", "").strip()[:LONGEST_WORDS],
        Role(asked["role"]) if asked.get("role") in list(Role) else None,
        asked.get("site", "").strip()[:LONGEST_WORDS],
        asked.get("order", "name") if asked.get("order") in queries.ORDERS else "name",
        asked.get("way") == "down",
        asked.get("page", 1, type=int) or 1,
    )


@blueprint.get("/staff")
@requires(LEAD)
@looks_back
def grid() -> str:
    """Staff by module: filter, sort, page, and look back."""
    setting_id, day = my_post().setting_id, earlier_day()
    modules = modules_here(day)
    view = asked_view(request.args, [version.module for version in modules], State)
    if day:
        sheet, counts = queries.sheet_as_at(setting_id, view, day)
    else:
        sheet, counts = queries.sheet(setting_id, view), queries.counts(setting_id, view.column)
    return render_template(
        "tracker/grid.html",
        sheet=sheet,
        counts=counts,
        columns=[(version.module, version.title) for version in modules],
        view=view,
        states=State,
        roles=Role,
        sites=workforce.sites_of(setting_id),
        given=request.args.get("given", type=int),
        day=day,
        by="tracker.grid",
    )


@blueprint.get("/duties")
@requires(LEAD)
@looks_back
def duties() -> str:
    """Staff by requirement: filter, sort, page, and look back."""
    setting_id, day = my_post().setting_id, earlier_day()
    asked = queries.requirements_here(setting_id, day)
    view = asked_view(request.args, [one.code for one in asked], DutyState)
    if day:
        sheet, counts = queries.duty_sheet_as_at(setting_id, view, day)
    else:
        sheet, counts = queries.duty_sheet(setting_id, view), queries.duty_counts(setting_id, view.column)
    return render_template(
        "tracker/duties.html",
        sheet=sheet,
        counts=counts,
        columns=[(one.code, one.title) for one in asked],
        view=view,
        states=DutyState,
        roles=Role,
        sites=workforce.sites_of(setting_id),
        day=day,
        by="tracker.duties",
    )

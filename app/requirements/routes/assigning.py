"""Asking people for a module, seeing what was asked, and taking it back."""

from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.core.clock import today
from app.core.errors import DomainError
from app.core.vocabulary import YearKind
from app.core.working_days import Calendar, add_working_days, calendar_for, is_working_day, term_end
from app.library import queries as library
from app.requirements import actions, queries
from app.requirements.forms.assigning import AssignForm
from app.requirements.records import Wish
from app.requirements.routes.blueprint import blueprint, modules, of_mine
from app.web.forms import Form
from app.workforce import queries as workforce

NAMES_SHOWN = 100
AT_LEAST = 10  # working days that a day offered leaves everyone


@blueprint.route("/desk/assign", methods=["GET", "POST"])
@requires(LEAD)
def assign() -> str | tuple[str, int] | Response:
    """Choose a module, whom and by when; see who that is; then ask them."""
    place, calendar = my_post().setting_id, _calendar()
    form = AssignForm(modules=modules(), of=queries.choices(place))
    if not form.is_submitted():
        form.due_on.data = _usual_day(calendar)
        form.module.data = request.args.get("module", form.module.data)
        return _page(form, calendar)
    if form.validate() and request.form.get("go") != "change":
        try:
            return _preview_or_do(form, form.wish(), calendar)
        except DomainError as refusal:
            form.due_on.errors = [str(refusal)]
    return _page(form, calendar), 200 if request.form.get("go") == "change" else 400


def _preview_or_do(form: AssignForm, wish: Wish, calendar: Calendar) -> str | Response:
    here = my_post()
    if request.form.get("go") == "do":
        actions.assign(here.setting_id, wish, here.person_id)
        return redirect(url_for("requirements.assignments", said="done"))
    found = queries.reached(here.setting_id, wish)
    if not found.names and wish.days is None:
        raise DomainError("Nobody fits this choice")
    return render_template(
        "requirements/assign_preview.html",
        form=form,
        wish=wish,
        reached=found,
        shown=NAMES_SHOWN,
        title=library.newest(wish.module).title,
        is_worked=wish.due_on is None or is_working_day(wish.due_on, calendar),
        typed=[(name, value) for name, value in request.form.items(multi=True) if name not in ("csrf_token", "go")],
    )


def _page(form: AssignForm, calendar: Calendar) -> str:
    named = [of_mine(int(one)) for one in request.values.getlist("post") if one.isdecimal()]
    makeup = workforce.setting(my_post().setting_id).makeup
    return render_template(
        "requirements/assign.html",
        has_terms_to_say=makeup.year_kind is YearKind.ACADEMIC,
        form=form,
        named=named,
        term_ends=term_end(today(), calendar) if calendar.terms else None,
    )


def _calendar() -> Calendar:
    here = workforce.setting(my_post().setting_id)
    return calendar_for(here.kind, here.makeup.year_kind, here.makeup.terms)


def _usual_day(calendar: Calendar) -> date:
    """The last working day of the term, or of the next when this one is nearly over; a month without terms."""
    soonest = add_working_days(today(), AT_LEAST, calendar)
    return term_end(soonest, calendar) or add_working_days(today(), 2 * AT_LEAST, calendar)


@blueprint.get("/desk/assignments")
@requires(LEAD)
def assignments() -> str:
    """What the setting asks of whom, and what it asked before."""
    here = my_post().setting_id
    return render_template(
        "requirements/assignments.html",
        assignments=queries.assignments(here),
        words=queries.open_words(here),
        undecided=queries.undecided(here),
        titles={version.module: version.title for version in library.modules()},
        said=request.args.get("said", ""),
        form=Form(),
    )


@blueprint.post("/desk/assignments/<int:assignment_id>/end")
@requires(LEAD)
def end_assignment(assignment_id: int) -> Response:
    """Take an assignment back, or switch a rule off."""
    actions.end_assignment(assignment_id, my_post().setting_id, my_post().person_id)
    return redirect(url_for("requirements.assignments", said="ended"))

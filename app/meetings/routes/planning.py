"""The setting's meetings, planning one, and changing what was planned."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from app.access.guard import my_post, requires
from app.access.permissions import FACILITATE
from app.core.clock import today
from app.core.errors import DomainError
from app.core.vocabulary import SettingKind
from app.handouts.rules.meeting import TIMED_FOR
from app.library import queries as library
from app.meetings import actions, queries
from app.meetings.forms import PlanForm
from app.meetings.records import MeetingRecord, Planned
from app.meetings.routes.blueprint import blueprint
from app.reviews import queries as register
from app.web.paging import asked_page, pages_of


@blueprint.get("")
@requires(FACILITATE)
def listed() -> str:
    """Every meeting of our setting, the latest first."""
    page = asked_page()
    found, total = queries.of_setting(my_post().setting_id, page)
    return render_template(
        "meetings/listed.html",
        meetings=found,
        people=queries.counts([one.id for one in found]),
        page=page,
        pages=pages_of(total, queries.A_PAGE),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(FACILITATE)
def new() -> str | tuple[str, int] | Response:
    """Plan a meeting."""
    known = {
        "module": request.args.get("module", ""),
        "kind": str(my_post().kind),
        "held_on": today(),
        "minutes": TIMED_FOR,
        "facilitator": my_post().id,
    }
    return _planned(_form(known), None)


@blueprint.route("/<int:meeting_id>/change", methods=["GET", "POST"])
@requires(FACILITATE)
def change(meeting_id: int) -> str | tuple[str, int] | Response:
    """Change what was planned, until it begins."""
    found = queries.one(my_post().setting_id, meeting_id)
    known = {
        "module": found.module,
        "kind": str(found.kind),
        "theme": found.theme or "",
        "held_on": found.held_on,
        "minutes": found.minutes,
        "facilitator": found.facilitator_post_id,
    }
    return _planned(_form(known), found)


def _form(known: dict[str, object]) -> PlanForm:
    form, modules = PlanForm(data=known), library.modules_for(my_post().reach)
    kinds = sorted({kind for one in modules for kind in one.kinds}, key=list(SettingKind).index)
    form.module.choices = [SelectChoice(one.module, f"{one.title} ({one.course_title})") for one in modules]
    form.kind.choices = [SelectChoice(str(kind), kind.label) for kind in kinds]
    themes = [SelectChoice(one.ref, one.title) for one in register.themes()]
    leaders = queries.who_may_lead(my_post().setting_id)
    form.facilitator.choices = [SelectChoice(one.id, f"{one.person_name}, {one.job_title}") for one in leaders]
    form.theme.choices = [SelectChoice("", "No one theme"), *themes]
    return form


def _planned(form: PlanForm, found: MeetingRecord | None) -> str | tuple[str, int] | Response:
    if form.validate_on_submit():
        planned = Planned(
            form.module.data,
            SettingKind(form.kind.data),
            form.held_on.data,
            form.minutes.data,
            form.facilitator.data,
            form.theme.data or None,
        )
        try:
            if found:
                actions.change(my_post(), found.id, planned)
            number = found.id if found else actions.plan(my_post(), planned)
            return redirect(url_for("meetings.show", meeting_id=number))
        except DomainError as refusal:
            if refusal.status != DomainError.status:
                raise
            form.kind.errors = [str(refusal)]
    page = render_template("meetings/plan.html", form=form, meeting=found)
    return (page, 400) if form.is_submitted() else page

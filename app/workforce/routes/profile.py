"""The setting's profile: how a new one starts, and the facts that its modules and pages show."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.core.vocabulary import SettingKind, YearKind
from app.workforce import actions, queries
from app.workforce.forms import ProfileForm, StartForm
from app.workforce.queries import CONTACT_FACTS
from app.workforce.routes.blueprint import blueprint
from app.workforce.rules import guidance_for


@blueprint.route("/our-setting", methods=["GET", "POST"])
@requires(LEAD)
def profile() -> str | tuple[str, int] | Response:
    """Check and keep the facts of the lead's own setting."""
    setting_id = my_post().setting_id
    place = queries.setting(setting_id)
    form = ProfileForm.of(place)
    if form.validate_on_submit():
        facts = {name: form[name].data for name in (*CONTACT_FACTS, "run_by")}
        asks = bool(form.asks_second_step.data)
        actions.keep_profile(setting_id, my_post().person_id, asks, form.makeup(), **facts)
        return redirect(url_for("workforce.people", said="profile"))
    guidance = guidance_for(place.kind, place.makeup.run_by_kind, place.makeup.people_count)
    page = render_template("workforce/profile.html", form=form, place=place, guidance=guidance)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/our-setting/start", methods=["GET", "POST"])
@requires(LEAD)
def start() -> str | tuple[str, int] | Response:
    """Three questions that set a new setting up; afterwards, what to do next."""
    place = queries.setting(my_post().setting_id)
    if place.set_up_at:
        return render_template("workforce/started.html", place=place)
    known = {
        "kind": str(place.kind),
        "partnership_id": place.partnership_id,
        "year_kind": str(place.makeup.year_kind),
    }
    form = StartForm(data=known)
    form.partnership_id.choices = queries.partnerships()
    if form.validate_on_submit():
        answers = (SettingKind(form.kind.data), form.partnership_id.data, YearKind(form.year_kind.data))
        actions.start_setting(place.id, my_post().person_id, *answers)
        return redirect(url_for("workforce.start"))
    page = render_template("workforce/start.html", form=form, place=place)
    return (page, 400) if form.is_submitted() else page

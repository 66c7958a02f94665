"""The setting's profile: the facts that its modules and pages show."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.workforce import actions, queries
from app.workforce.forms import ProfileForm
from app.workforce.queries import CONTACT_FACTS
from app.workforce.routes.blueprint import blueprint


@blueprint.route("/our-setting", methods=["GET", "POST"])
@requires(LEAD)
def profile() -> str | tuple[str, int] | Response:
    """Check and keep the facts of the lead's own setting."""
    setting_id = my_post().setting_id
    place = queries.setting(setting_id)
    form = ProfileForm(data={**place.facts, "run_by": place.run_by, "asks_second_step": place.asks_second_step})
    if form.validate_on_submit():
        facts = {name: form[name].data for name in (*CONTACT_FACTS, "run_by")}
        actions.keep_profile(setting_id, my_post().person_id, bool(form.asks_second_step.data), **facts)
        return redirect(url_for("workforce.people", said="profile"))
    page = render_template("workforce/profile.html", form=form, place=place)
    return (page, 400) if form.is_submitted() else page

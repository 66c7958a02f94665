"""Joining a setting with its code; its lead says yes or no."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.guard import identity, public
from app.core.errors import NotFound
from app.web.limits import limited
from app.workforce import actions, queries
from app.workforce.forms import CodeForm, JoinForm
from app.workforce.routes.blueprint import blueprint


@blueprint.route("/join", methods=["GET", "POST"])
@public
@limited("30 per hour", methods=["POST"])
def join() -> str | tuple[str, int] | Response:
    """Type the code of a setting."""
    form = CodeForm()
    if form.validate_on_submit():
        place = queries.setting_by_code(form.code.data)
        if place:
            return redirect(url_for("workforce.ask_to_join", code=place.join_code))
        form.code.errors = ["No setting has this code. Look at it once more, or ask your safeguarding lead"]
    page = render_template("workforce/join.html", form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/join/<code>", methods=["GET", "POST"])
@public
@limited("60 per hour")
def ask_to_join(code: str) -> str | tuple[str, int]:
    """Ask the lead of the setting with this code for a post there."""
    place = queries.setting_by_code(code)
    if place is None:
        raise NotFound("There is no such setting.")
    who = identity()
    form = JoinForm(data={"name": who.name if who else ""})
    if form.validate_on_submit():
        person_id = who.person_id if who else None
        actions.ask_to_join(place.id, form.name.data, form.job_title.data, form.email.data or None, person_id)
        return render_template("workforce/asked.html", place=place)
    page = render_template("workforce/ask_to_join.html", form=form, place=place)
    return (page, 400) if form.is_submitted() else page

"""One meeting: how it stands, the next step, and cancelling it."""

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import FACILITATE
from app.core.clock import today
from app.core.errors import NotFound
from app.meetings import actions, queries
from app.meetings.forms import CancelForm
from app.meetings.records import Step
from app.meetings.routes.blueprint import blueprint
from app.meetings.rules.holding import may_follow
from app.reviews import queries as register
from app.web.forms import Form
from app.web.qr import qr_paths

PRESSED = (Step.BEGUN, Step.CHECK_OPENED, Step.ENDED, Step.TAKEN_BACK)


@blueprint.get("/<int:meeting_id>")
@requires(FACILITATE)
def show(meeting_id: int) -> str:
    """How a meeting stands, and everything that can be done with it."""
    found = queries.one(my_post().setting_id, meeting_id)
    there = [one for one in queries.register(found.id).values() if one.was_there]
    return render_template(
        "meetings/show.html",
        meeting=found,
        theme=next((one.title for one in register.themes() if one.ref == found.theme), ""),
        there=there,
        kept=queries.kept(found.id),
        decided=queries.decided(found),
        may={step.name.lower() for step in Step if may_follow(found, step)},
        steps=Step,
        is_early=found.held_on > today(),
        form=Form(),
    )


@blueprint.post("/<int:meeting_id>/step")
@requires(FACILITATE)
def step(meeting_id: int) -> Response:
    """Begin, open the check, end, or take the last step back."""
    asked = request.form.get("step", "")
    if asked not in PRESSED:
        raise NotFound("There is no such step.")
    actions.take(my_post(), meeting_id, Step(asked))
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


@blueprint.route("/<int:meeting_id>/cancel", methods=["GET", "POST"])
@requires(FACILITATE)
def cancel(meeting_id: int) -> str | tuple[str, int] | Response:
    """Cancel a meeting, with a reason; it can be taken back."""
    found, form = queries.one(my_post().setting_id, meeting_id), CancelForm()
    if form.validate_on_submit():
        actions.take(my_post(), meeting_id, Step.CANCELLED, form.words.data)
        return redirect(url_for("meetings.show", meeting_id=meeting_id))
    page = render_template("meetings/cancel.html", form=form, meeting=found)
    return (page, 400) if form.is_submitted() else page


@blueprint.get("/<int:meeting_id>/door")
@requires(FACILITATE)
def door(meeting_id: int) -> str:
    """What stands on the screen while people come in: the QR code, in large type."""
    found = queries.one(my_post().setting_id, meeting_id)
    address = f"{current_app.config['CSPR'].address}{url_for('meetings.join', code=found.code)}"
    there = queries.counts([found.id]).get(found.id, 0)
    return render_template("meetings/door.html", meeting=found, address=address, qr=qr_paths(address), there=there)

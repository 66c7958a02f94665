"""One practice action, its whole line, and everything that can be added to it."""

from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD, LEARN
from app.core.clock import today
from app.core.errors import DomainError
from app.core.identifying import hints
from app.practice import actions, queries
from app.practice.forms import EvidenceForm, HandOverForm, ReviewForm, TakeOutForm
from app.practice.records import ActionRecord, State, Upload
from app.practice.routes.blueprint import blueprint
from app.practice.routes.board import USUAL_REVIEW, suggested
from app.practice.rules import LARGEST_FILE, MOST_FILES, may_change
from app.reviews import queries as register
from app.web.edge import takes_file
from app.web.forms import Form
from app.web.limits import limited


@blueprint.get("/actions/<int:action_id>")
@requires(LEARN)
def action(action_id: int) -> str:
    """The whole line: review, finding, statement, action, steps, evidence."""
    here = my_post()
    found = queries.one(here.setting_id, action_id)
    kept = request.args.get("kept", "")
    return render_template(
        "practice/action.html",
        action=found,
        behind=queries.behind(found),
        themes={one.ref: one.title for one in register.themes()},
        may_change=may_change(here, found.standing),
        hints=hints(_just_kept(found, kept)) if kept else [],
        kept=kept,
        form=Form(),
    )


def _just_kept(found: ActionRecord, kept: str) -> str:
    """What was written in the step just kept, or in a new action; nothing for what cannot be found."""
    if kept == "new":
        return found.words
    return next((step.words for step in found.steps if str(step.id) == kept), "")


def _back(action_id: int, step_id: int) -> Response:
    return redirect(url_for("practice.action", action_id=action_id, kept=step_id))


@blueprint.route("/actions/<int:action_id>/review", methods=["GET", "POST"])
@requires(LEARN)
def review(action_id: int) -> str | tuple[str, int] | Response:
    """Say where it stands, and when it is looked at again."""
    found = actions.changeable(my_post(), action_id)
    day = today() + USUAL_REVIEW if found.is_due else found.review_on
    form = ReviewForm(data={"state": str(found.state), "review_on": day})
    if form.validate_on_submit():
        day = form.review_on.data or found.review_on
        step = actions.review(my_post(), action_id, State(form.state.data), day, form.words.data or "")
        return _back(action_id, step)
    page = render_template("practice/review.html", form=form, action=found)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/actions/<int:action_id>/evidence", methods=["GET", "POST"])
@requires(LEARN)
@takes_file(2 * LARGEST_FILE)  # so that a file a little too large comes back with what was typed
@limited("30 per hour", methods=["POST"])
def evidence(action_id: int) -> str | tuple[str, int] | Response:
    """Add what somebody would notice, and a file that shows it."""
    found, form, wrong = actions.changeable(my_post(), action_id), EvidenceForm(), ""
    if form.validate_on_submit():
        try:
            return _back(action_id, actions.add_evidence(my_post(), action_id, form.words.data, _files()))
        except DomainError as refusal:
            wrong = str(refusal)
    page = render_template("practice/evidence.html", form=form, action=found, wrong=wrong, most=MOST_FILES)
    return (page, 400) if form.is_submitted() else page


def _files() -> list[Upload]:
    sent = [file for file in request.files.getlist("file") if file.filename]
    return [Upload(file.filename or "", file.read()) for file in sent]


@blueprint.route("/actions/<int:action_id>/owner", methods=["GET", "POST"])
@requires(LEARN)
def hand_over(action_id: int) -> str | tuple[str, int] | Response:
    """Let somebody else lead it."""
    found, form = actions.changeable(my_post(), action_id), HandOverForm()
    if form.validate_on_submit():
        try:
            return _back(action_id, actions.hand_over(my_post(), action_id, form.owner.data, form.words.data or ""))
        except actions.TwoOfThatName as refusal:
            form.owner.errors = [str(refusal)]
    page = render_template("practice/hand_over.html", form=form, action=found, colleagues=suggested())
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/actions/<int:action_id>/undo/<int:step_id>")
@requires(LEARN)
def undo(action_id: int, step_id: int) -> Response:
    """Take the last step back."""
    return _back(action_id, actions.undo(my_post(), action_id, step_id))


@blueprint.get("/actions/<int:action_id>/files/<int:file_id>")
@requires(LEARN)
def file(action_id: int, file_id: int) -> Response:
    """A file of a piece of evidence, as a download."""
    name, kind, content = queries.file_of(my_post().setting_id, action_id, file_id)
    return send_file(BytesIO(content), kind.mimetype, as_attachment=True, download_name=name)


@blueprint.route("/actions/<int:action_id>/take-out", methods=["GET", "POST"])
@requires(LEAD)
def take_out(action_id: int) -> str | tuple[str, int] | Response:
    """Take words out for good, in the action and in its history."""
    form = TakeOutForm()
    if form.validate_on_submit():
        try:
            actions.take_out(my_post(), action_id, form.passage.data)
        except DomainError as refusal:
            if refusal.status != DomainError.status:
                raise
            form.passage.errors = [str(refusal)]
        else:
            return redirect(url_for("practice.action", action_id=action_id))
    page = render_template("practice/take_out.html", form=form, action=queries.one(my_post().setting_id, action_id))
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/actions/<int:action_id>/files/<int:file_id>/take-out")
@requires(LEAD)
def take_file_out(action_id: int, file_id: int) -> Response:
    """Delete a file for good."""
    actions.take_file_out(my_post(), action_id, file_id)
    return redirect(url_for("practice.action", action_id=action_id))

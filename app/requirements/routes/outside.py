"""Training elsewhere of people of the lead's own setting: recording it, seeing its proof, deciding about it."""

from flask import Response as FlaskResponse
from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.core.errors import DomainError
from app.requirements import actions, queries
from app.requirements.forms.outside import NO, YES, DecideForm, TrainingForm
from app.requirements.records import OutsideRecord
from app.requirements.routes.blueprint import blueprint, modules, of_mine
from app.web.edge import takes_file
from app.web.limits import limited
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

LARGEST = actions.LARGEST_EVIDENCE + 64 * 1024


@blueprint.route("/desk/people/<int:post_id>/training", methods=["GET", "POST"])
@requires(LEAD)
@takes_file(LARGEST)
@limited("200 per hour", methods=["POST"])
def record_training(post_id: int) -> str | tuple[str, int] | Response:
    """Record what somebody of the setting learned elsewhere; then say whether it counts."""
    post, form = of_mine(post_id), TrainingForm()
    number = kept(form, post, my_post().person_id)
    if number:
        return redirect(url_for("requirements.decide", training_id=number))
    page = render_template(
        "requirements/training.html", form=form, post=post, back=url_for("tracker.person", post_id=post.id)
    )
    return (page, 400) if form.is_submitted() else page


def kept(form: TrainingForm, post: PostRecord, by: int) -> int | None:
    """Keep what was typed; None while nothing was, or something is wrong with it, as the form then says."""
    if form.validate_on_submit():
        try:
            return actions.record_training(post, form.typed(), by)
        except actions.WrongFile as refusal:
            form.file.errors = [str(refusal)]
        except DomainError as refusal:
            form.done_on.errors = [str(refusal)]
    return None


@blueprint.post("/desk/people/<int:post_id>/earlier/<int:earlier_id>")
@requires(LEAD)
def take_up(post_id: int, earlier_id: int) -> Response:
    """Take up what a staff list says, so as to decide about it."""
    number = actions.take_up(earlier_id, of_mine(post_id), my_post().person_id)
    return redirect(url_for("requirements.decide", training_id=number))


def _of_setting(training_id: int) -> OutsideRecord:
    found = queries.training(training_id)
    of_mine(found.post_id)
    return found


@blueprint.route("/desk/training/<int:training_id>", methods=["GET", "POST"])
@requires(LEAD)
def decide(training_id: int) -> str | tuple[str, int] | Response:
    """See what was recorded and its proof, and say whether it counts and toward what."""
    found = _of_setting(training_id)
    post = workforce.post(found.post_id)
    form = DecideForm(modules=modules(), asked=queries.concerning(post))
    if not form.is_submitted():
        _show(form, found)
    elif form.validate():
        actions.decide(training_id, my_post().setting_id, form.decision(), my_post().person_id)
        return redirect(url_for("tracker.person", post_id=post.id, said="decided"))
    page = render_template("requirements/decide.html", form=form, post=post, training=found)
    return (page, 400) if form.is_submitted() else page


def _show(form: DecideForm, found: OutsideRecord) -> None:
    """Begin with the decision there is, if any."""
    form.accepted.data = {True: YES, False: NO, None: None}[found.accepted]
    form.module.data, form.reason.data = found.module or "", found.reason or ""
    form.contributes_to.data = list(found.contributes_to)


@blueprint.get("/desk/training/<int:training_id>/evidence")
@requires(LEAD)
def evidence(training_id: int) -> FlaskResponse:
    """The file that came with training of somebody in the lead's own setting."""
    _of_setting(training_id)
    return as_file(training_id)


def as_file(training_id: int) -> FlaskResponse:
    """A file of evidence to save, never to be opened in the page. Raises NotFound."""
    file = queries.evidence(training_id)
    answer = FlaskResponse(file.content, mimetype=file.mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    return answer

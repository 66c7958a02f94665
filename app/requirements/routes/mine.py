"""What is one's own: training done elsewhere, and "this is not my job any more"."""

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from app.access.guard import asker, my_post, requires
from app.access.permissions import LEARN, SIGNED_IN
from app.core.errors import NotFound
from app.library import queries as library
from app.requirements import actions, queries
from app.requirements.forms.outside import TrainingForm
from app.requirements.forms.relief import NotMineForm
from app.requirements.routes.blueprint import blueprint
from app.requirements.routes.outside import LARGEST, as_file, kept
from app.web.edge import takes_file
from app.web.forms import Form
from app.web.limits import limited
from app.workforce import queries as workforce

THIS, ALL = "this", "all"


@blueprint.get("/my-training")
@requires(LEARN)
def my_training() -> str:
    """What I learned elsewhere, and what my safeguarding lead says of it."""
    return render_template(
        "requirements/my_training.html",
        training=queries.training_of(my_post().id),
        words=[one for one in queries.reliefs_of(my_post().id) if one.is_open],
        titles={version.module: version.title for version in library.modules()},
        said=request.args.get("said", ""),
        form=Form(),
    )


@blueprint.route("/my-training/new", methods=["GET", "POST"])
@requires(LEARN)
@takes_file(LARGEST)
@limited("20 per hour", methods=["POST"])
def record_mine() -> str | tuple[str, int] | Response:
    """Record what I learned elsewhere, with its proof."""
    form, post = TrainingForm(), workforce.post(my_post().id)
    if kept(form, post, post.person_id):
        return redirect(url_for("requirements.my_training", said="recorded"))
    page = render_template("requirements/training.html", form=form, post=None, back=url_for("requirements.my_training"))
    return (page, 400) if form.is_submitted() else page


@blueprint.get("/my-training/<int:training_id>/evidence")
@requires(SIGNED_IN)
def my_evidence(training_id: int) -> FlaskResponse:
    """A file of my own."""
    if queries.training(training_id).person_id != asker().person_id:
        raise NotFound("There is no training like that of yours.")
    return as_file(training_id)


@blueprint.route("/my-learning/not-my-job/<course>/<module>", methods=["GET", "POST"])
@requires(LEARN)
def not_mine(course: str, module: str) -> str | tuple[str, int] | Response:
    """Tell my safeguarding lead that this is not my job any more."""
    here, form = my_post(), NotMineForm()
    version = library.newest_for(f"{course}/{module}", here.reach)
    form.what.choices = [
        SelectChoice(THIS, f"The module “{version.title}”"),
        SelectChoice(ALL, f"Everything at {here.setting_name}: I do not work there any more"),
    ]
    if form.validate_on_submit():
        about = version.module if form.what.data == THIS else None
        actions.say_not_mine(workforce.post(here.id), about, form.reason.data.strip())
        return redirect(url_for("requirements.my_training", said="told"))
    page = render_template("requirements/not_mine.html", form=form, version=version)
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/my-learning/not-my-job/<int:relief_id>/take-back")
@requires(LEARN)
def take_back(relief_id: int) -> Response:
    """Take my own word back."""
    actions.take_back(relief_id, my_post().id, my_post().person_id)
    return redirect(url_for("requirements.my_training", said="taken-back"))

"""Opening a practice action, and the setting's list of them."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEARN
from app.learning import queries as learning
from app.library import queries as library
from app.library.records import StatementRecord
from app.practice import actions, queries
from app.practice.forms import ActionForm

blueprint = Blueprint("practice", __name__, url_prefix="/actions")


def _statements(module: str) -> list[StatementRecord]:
    """What the asker's own version of a module teaches; nothing where she never began it."""
    enrolment = learning.newest_of_post(my_post().id).get(module)
    return library.statements(enrolment.version_id, enrolment.kind) if enrolment else []


@blueprint.get("")
@requires(LEARN)
def listed() -> str:
    """What our setting decided to do differently."""
    found = queries.of_setting(my_post().setting_id)
    taught = {
        (version.module, one.code): one for version in library.modules() for one in library.statements(version.id)
    }
    return render_template("practice/listed.html", actions=found, taught=taught)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(LEARN)
def new() -> str | tuple[str, int] | Response:
    """A new practice action, in fresh words."""
    module = request.values.get("module", "")
    taught = _statements(module)
    form = ActionForm()
    form.statement.choices = [("", "No one point"), *((one.code, one.text) for one in taught)]
    if form.validate_on_submit():
        actions.open_action(
            my_post(),
            form.words.data,
            form.owner.data,
            form.review_on.data,
            module if taught else None,
            form.statement.data or None,
        )
        return redirect(url_for("practice.listed"))
    back = learning.newest_of_post(my_post().id).get(module)
    page = render_template("practice/new.html", form=form, module=module, back=back)
    return (page, 400) if form.is_submitted() else page

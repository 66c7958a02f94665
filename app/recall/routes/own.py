"""My own recall questions: what is open, what I answered, and stopping it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import SIGNED_IN
from app.recall import actions, queries
from app.recall.routes.answering import answered, shown
from app.recall.routes.blueprint import blueprint
from app.web.forms import Form


@blueprint.get("/my-learning/recall")
@requires(SIGNED_IN)
def mine() -> str:
    """What waits for me, and what I answered so far."""
    person_id = asker().person_id
    return render_template(
        "recall/mine.html",
        waiting=queries.open_of(person_id),
        answered=queries.of_person(person_id),
        is_on=queries.is_on(person_id),
        form=Form(),
    )


@blueprint.post("/my-learning/recall")
@requires(SIGNED_IN)
def choose_mine() -> Response:
    """Stop these questions, or let them begin again."""
    actions.choose(asker().person_id, request.form.get("ask") == "yes")
    return redirect(url_for("recall.mine"))


@blueprint.get("/my-learning/recall/<int:question_id>")
@requires(SIGNED_IN)
def my_question(question_id: int) -> str:
    """One of my questions: to be answered, or with what came of it."""
    return shown(queries.mine(asker().person_id, question_id), url_for("recall.mine"))


@blueprint.post("/my-learning/recall/<int:question_id>")
@requires(SIGNED_IN)
def answer_mine(question_id: int) -> str | tuple[str, int] | Response:
    """Keep my answer, once."""
    found = queries.mine(asker().person_id, question_id)
    return answered(found, url_for("recall.mine"), lambda: url_for("recall.my_question", question_id=question_id))

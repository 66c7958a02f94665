"""For a lead: numbers without names, and the paper of people without an address."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.core.clock import now
from app.core.errors import DomainError
from app.handouts.rules.paper import key
from app.recall import actions, queries
from app.recall.records import Slip
from app.recall.routes.blueprint import blueprint
from app.reviews import queries as register
from app.web.forms import Form

COUNTED = timedelta(days=365)


@blueprint.get("/desk/recall")
@requires(LEAD)
def numbers() -> str:
    """How many had it right, and how many slips wait."""
    here = my_post().setting_id
    return render_template(
        "recall/numbers.html",
        counts=queries.counts(here, now() - COUNTED),
        waiting=len(queries.on_paper(here)),
        kept=request.args.get("kept", type=int),
    )


@blueprint.get("/desk/recall/slips")
@requires(LEAD)
def slips() -> str:
    """Slips to print: a question, why its answers are right or not, and a strip without a name to hand in."""
    found = queries.on_paper(my_post().setting_id)
    sources = {ref for one in found if one.question for ref in one.question.payload["sources"]}
    return render_template("recall/slips.html", asked=found, cited=register.citations(sources), key=key)


@blueprint.route("/desk/recall/key-in", methods=["GET", "POST"])
@requires(LEAD)
def key_in() -> str | tuple[str, int] | Response:
    """What came back on paper, by the codes of the slips; no names, and nothing of what is right."""
    here, form, wrong = my_post(), Form(), ""
    waiting = queries.on_paper(here.setting_id)
    if form.validate_on_submit():
        try:
            kept = actions.key_in(here, {one.slip: _handed_in(one.slip) for one in waiting if one.slip})
            return redirect(url_for("recall.numbers", kept=kept))
        except DomainError as refusal:
            wrong = str(refusal)
    page = render_template("recall/key_in.html", form=form, waiting=waiting, wrong=wrong, typed=request.form)
    return (page, 400) if wrong else page


def _handed_in(code: str) -> Slip:
    return Slip(request.form.get(f"letters-{code}", ""), request.form.get(f"stop-{code}") == "yes")

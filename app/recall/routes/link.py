"""The page of a letter’s link: nobody signs in, and looking at it records nothing."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import public
from app.recall import actions, queries
from app.recall.routes.answering import answered, shown
from app.recall.routes.blueprint import blueprint
from app.web.forms import Form
from app.web.headers import no_referrer
from app.web.limits import limited

FROM_ONE_ADDRESS = "600 per hour"  # a whole staff opens its letters behind one address


@blueprint.get("/recall/<token>")
@public
def question(token: str) -> str | tuple[str, int]:
    """One question; after the answer, why it is right or not."""
    no_referrer()
    found = queries.by_link(token)
    if found is None:
        return render_template("recall/spent.html"), 404
    return shown(found, url_for("recall.stop", token=token))


@blueprint.post("/recall/<token>")
@public
@limited(FROM_ONE_ADDRESS)
def answer(token: str) -> str | tuple[str, int] | Response:
    """Keep the answer, once."""
    no_referrer()
    found = queries.by_link(token)
    if found is None:
        return render_template("recall/spent.html"), 404
    return answered(found, url_for("recall.stop", token=token), lambda: url_for("recall.question", token=token))


@blueprint.get("/recall/<token>/stop")
@public
def stop(token: str) -> str | tuple[str, int]:
    """Stop these questions, or let them begin again; a letter’s link does it for as long as the question is kept."""
    no_referrer()
    person_id = queries.owner_of_link(token)
    if person_id is None:
        return render_template("recall/spent.html"), 404
    return render_template("recall/stop.html", is_on=queries.is_on(person_id), token=token, form=Form())


@blueprint.post("/recall/<token>/stop")
@public
@limited(FROM_ONE_ADDRESS)
def choose(token: str) -> str | tuple[str, int] | Response:
    """Do what the button said."""
    no_referrer()
    try:
        actions.choose_by_link(token, request.form.get("ask") == "yes")
    except actions.QuestionSpent:
        return render_template("recall/spent.html"), 404
    return redirect(url_for("recall.stop", token=token), 303)

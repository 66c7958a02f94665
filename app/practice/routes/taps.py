"""The page of a letter’s link: two taps and nobody signs in. Looking at it records nothing."""

from contextlib import suppress

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import public
from app.core.identifying import hints
from app.library import queries as library
from app.practice import actions
from app.practice.forms import LineForm
from app.practice.queries import impact
from app.practice.records import Answer, Barrier, QuestionRecord
from app.practice.routes.blueprint import blueprint
from app.web.forms import Form
from app.web.headers import no_referrer
from app.web.limits import limited

FROM_ONE_ADDRESS = "600 per hour"  # a whole staff opens its letters behind one address


@blueprint.get("/six-weeks/<token>")
@public
def question(token: str) -> str | tuple[str, int]:
    """Three large buttons; after one of them, thanks and room for a line."""
    no_referrer()
    found = impact.by_link(token)
    if found is None:
        return render_template("practice/spent.html"), 404
    if found.answer:
        return _thanks(token, found, LineForm())
    return render_template(
        "practice/question.html", question=found, about=_about(found), answers=Answer, token=token, form=Form()
    )


def _about(found: QuestionRecord) -> str:
    if found.module and not found.action_id:
        return f"what you learned in “{library.newest(found.module).title}”"
    return "the practice action that you lead"


def _thanks(token: str, found: QuestionRecord, form: LineForm) -> str:
    return render_template("practice/thanks.html", question=found, answers=Answer, token=token, form=form)


@blueprint.post("/six-weeks/<token>")
@public
@limited(FROM_ONE_ADDRESS)
def answer(token: str) -> Response:
    """The second tap: it records the answer, once."""
    no_referrer()
    said = request.form.get("answer", "")
    if said in list(Answer):
        with suppress(actions.QuestionSpent):
            actions.answer(token, Answer(said))
    return redirect(url_for("practice.question", token=token), 303)


@blueprint.post("/six-weeks/<token>/line")
@public
@limited(FROM_ONE_ADDRESS)
def add_line(token: str) -> str | tuple[str, int]:
    """What somebody adds to her answer, within half an hour, once."""
    no_referrer()
    form, found = LineForm(), impact.by_link(token)
    if found is None or found.answer is None:
        return render_template("practice/spent.html"), 404
    if not form.validate_on_submit():
        return _thanks(token, found, form), 400
    barrier = Barrier(form.barrier.data) if form.barrier.data else None
    actions.add_line(token, barrier, form.line.data or "")
    seen = hints(form.line.data or "")
    return render_template("practice/thanks.html", question=found, answers=Answer, token=token, form=None, hints=seen)

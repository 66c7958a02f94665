"""The delivery log of a lead's own setting, the letters to print, and what each kind of message says."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, my_post, requires
from app.access.permissions import LEAD
from app.notices import actions, queries
from app.notices.letters import paragraphs
from app.notices.records import NOT_DELIVERED, State
from app.web.forms import Form
from app.web.limits import limited

blueprint = Blueprint("notices", __name__, url_prefix="/messages")


@blueprint.get("")
@requires(LEAD)
def log() -> str:
    """What was sent to whom, and whether it arrived; never its words."""
    asked = request.args.get("state", "")
    state = State(asked) if asked in list(State) else None
    return render_template(
        "notices/log.html",
        notices=queries.log(my_post().setting_id, state),
        counts=queries.counts(my_post().setting_id),
        state=state,
        states=State,
        not_delivered=NOT_DELIVERED,
        form=Form(),
    )


@blueprint.get("/kinds")
@requires(LEAD)
def kinds() -> str:
    """Every kind of message that is sent, and when."""
    return render_template("notices/kinds.html", samples=actions.samples())


@blueprint.get("/kinds/<kind>")
@requires(LEAD)
def kind(kind: str) -> str:
    """What one kind of message says, to somebody imaginary."""
    shown = actions.sample(kind)
    return render_template("notices/kind.html", sample=shown, paragraphs=paragraphs(shown.message.body))


@blueprint.post("/<int:notice_id>/again")
@requires(LEAD)
def again(notice_id: int) -> Response:
    """Send an undelivered message once more."""
    actions.send_again(notice_id, my_post().setting_id)
    return redirect(url_for("notices.log"))


@blueprint.post("/test")
@requires(LEAD)
@limited("10 per hour")
def send_test() -> Response:
    """Send myself a letter, to see whether letters arrive."""
    me = asker().person_id
    actions.send_test(me, queries.address_of(me), my_post().setting_id)
    return redirect(url_for("notices.log"))


@blueprint.route("/to-print", methods=["GET", "POST"])
@requires(LEAD)
def to_print() -> str | Response:
    """Letters for people without an address, one to a page; then note that they are printed."""
    form = Form()
    if form.validate_on_submit():
        actions.mark_printed(my_post().setting_id)
        return redirect(url_for("notices.log"))
    return render_template("notices/to_print.html", notices=queries.to_print(my_post().setting_id), form=form)

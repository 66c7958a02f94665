"""Showing once more that it is me, before something that matters."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, before_second_step, requires
from app.access.permissions import SIGNED_IN
from app.accounts import actions, queries
from app.accounts.forms import ProveForm
from app.accounts.routes.blueprint import blueprint
from app.web.limits import limited
from app.web.next_page import safe_next


@blueprint.route("/my-account/prove", methods=["GET", "POST"])
@requires(SIGNED_IN)
@before_second_step
@limited("30 per hour", methods=["POST"])
def prove() -> str | tuple[str, int] | Response:
    """Type what I have – password, PIN or code – and go on to the page that asked for it."""
    form, who, status = ProveForm(), asker(), 400
    if who.is_proved:
        return redirect(safe_next("accounts.my_account"))
    if form.validate_on_submit():
        try:
            actions.prove(who.person_id, who.token_digest, form.key.data or "", form.code.data or "")
        except (actions.NotProved, actions.TooManyTries) as refusal:
            field = form.code if form.code.data and not form.key.data else form.key
            field.errors, status = [str(refusal)], refusal.status
        else:
            return redirect(safe_next("accounts.my_account"))
    page = render_template(
        "accounts/prove.html",
        form=form,
        ways=queries.ways_to_prove(who.person_id),
        again=request.args.get("again"),
        answer=url_for("accounts.prove_with_passkey", next=request.args.get("next")),
    )
    return (page, status) if form.is_submitted() else page

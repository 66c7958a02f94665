"""Forgotten details, and the page behind a link in a message."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.guard import public
from app.accounts import actions, login, queries
from app.accounts.forms import ChoosePasswordForm, ForgottenForm
from app.accounts.routes.blueprint import blueprint
from app.accounts.rules import Purpose
from app.core.errors import DomainError
from app.web.device import device
from app.web.headers import no_referrer
from app.web.limits import limited


@blueprint.route("/forgotten", methods=["GET", "POST"])
@public
@limited("20 per hour", methods=["POST"])
def forgotten() -> str | tuple[str, int]:
    """Ask for a link. The answer is the same whether anybody has that name or not."""
    form = ForgottenForm()
    if form.validate_on_submit():
        actions.send_reset(form.username.data)
        return render_template("accounts/forgotten_sent.html")
    page = render_template("accounts/forgotten.html", form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/choose-password/<token>", methods=["GET", "POST"])
@public
@limited("30 per hour", methods=["POST"])
def choose_password(token: str) -> str | tuple[str, int] | Response:
    """Choose a password by a link from a message. Looking at the page does not use the link up."""
    no_referrer()
    if actions.link_opens(token, Purpose.INVITATION, Purpose.RESET) is None:
        return render_template("accounts/link_spent.html"), 404
    form = ChoosePasswordForm()
    if form.validate_on_submit():
        try:
            person_id = actions.choose_password(token, form.password.data)
        except DomainError as refusal:
            form.password.errors = [str(refusal)]
        else:
            return _in_or_on(person_id)
    page = render_template("accounts/choose_password.html", form=form)
    return (page, 400) if form.is_submitted() else page


def _in_or_on(person_id: int) -> Response:
    """Straight in after choosing a password; whoever has a second step takes it like every other time."""
    if queries.has_second_step(person_id):
        return redirect(url_for("accounts.sign_in"))
    login.enter(actions.start_session(person_id, device()))
    return redirect(url_for("home.my_learning"))

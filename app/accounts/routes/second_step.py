"""The second step: set up an authenticator app, take the step at sign-in, make new recovery codes, put it away."""

from flask import current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, before_second_step, proved, public, requires
from app.access.permissions import SIGNED_IN
from app.accounts import actions, login, queries
from app.accounts.actions import second_step as app_codes
from app.accounts.codes import address_of
from app.accounts.forms import CodeForm, PutAwayForm, RecoveryCodesForm
from app.accounts.routes.blueprint import blueprint
from app.core.errors import DomainError
from app.web.device import device
from app.web.limits import limited
from app.web.next_page import safe_next
from app.web.qr import qr_paths


@blueprint.route("/my-account/second-step", methods=["GET", "POST"])
@requires(SIGNED_IN)
@before_second_step
@proved("accounts.second_step")
@limited("30 per hour", methods=["POST"])
def second_step() -> str | tuple[str, int] | Response:
    """Set up an authenticator app; at the end ten recovery codes are shown once."""
    who = asker()
    if queries.has_app(who.person_id):
        return redirect(url_for("accounts.my_account"))
    form, person = CodeForm(), queries.person(who.person_id)
    secret = app_codes.secret_to_confirm(who.token_digest)
    if form.validate_on_submit():
        try:
            fresh = app_codes.confirm(who.person_id, who.token_digest, form.code.data)
        except DomainError as refusal:
            form.code.errors = [str(refusal)]
        else:
            return render_template("accounts/recovery_codes.html", codes=fresh, is_first=True)
    address = address_of(secret, person.username, current_app.config["CSPR"].issuer)
    page = render_template(
        "accounts/second_step.html", form=form, secret=secret, qr=qr_paths(address), owes=who.owes_second_step
    )
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@public
@limited("60 per minute", methods=["POST"])
def take_second_step() -> str | tuple[str, int] | Response:
    """Type the code of an app, or a recovery code, after the password."""
    if not login.first_step():
        return redirect(url_for("accounts.sign_in"))
    form, status = CodeForm(), 400
    if form.validate_on_submit():
        try:
            token = actions.take_second_step(login.first_step(), form.code.data, device())
        except actions.LinkSpent:
            login.leave()
            return redirect(url_for("accounts.sign_in"))
        except (actions.SignInRefused, actions.TooManyTries) as refusal:
            form.code.errors, status = [str(refusal)], refusal.status
        else:
            login.enter(token)
            return redirect(safe_next())
    page = render_template("accounts/take_second_step.html", form=form)
    return (page, status) if form.is_submitted() else page


@blueprint.route("/my-account/recovery-codes", methods=["GET", "POST"])
@requires(SIGNED_IN)
@proved("accounts.recovery_codes")
@limited("20 per hour", methods=["POST"])
def recovery_codes() -> str | Response:
    """Ten new recovery codes in place of the old ones, shown once."""
    form, person_id = RecoveryCodesForm(), asker().person_id
    if not queries.has_second_step(person_id):
        return redirect(url_for("accounts.my_account"))
    if form.validate_on_submit():
        fresh = app_codes.replace_recovery_codes(person_id, asker().token_digest)
        return render_template("accounts/recovery_codes.html", codes=fresh, is_first=False)
    left = queries.recovery_codes_left(person_id)
    return render_template("accounts/new_recovery_codes.html", form=form, left=left)


@blueprint.route("/my-account/second-step/put-away", methods=["GET", "POST"])
@requires(SIGNED_IN)
@proved("accounts.put_away")
@limited("20 per hour", methods=["POST"])
def put_away() -> str | Response:
    """Turn the second step off."""
    form = PutAwayForm()
    if form.validate_on_submit():
        app_codes.put_away(asker().person_id, asker().token_digest)
        return redirect(url_for("accounts.my_account"))
    return render_template("accounts/put_away.html", form=form)

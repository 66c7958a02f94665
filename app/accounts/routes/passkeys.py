"""Passkeys: add one, use one as the second step or to show who I am, take one away. These pages need scripts."""

from typing import Any

from flask import Response as FlaskResponse
from flask import current_app, jsonify, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from app.access.guard import asker, before_second_step, proved, public, requires
from app.access.permissions import SIGNED_IN
from app.accounts import login, queries
from app.accounts.actions import LinkSpent, note_proof, passkeys
from app.accounts.routes.blueprint import blueprint
from app.core.errors import DomainError
from app.web.device import device
from app.web.forms import Form
from app.web.limits import limited
from app.web.next_page import safe_next

CHALLENGE = "passkey-challenge"


def _site() -> passkeys.Site:
    host = request.host.partition(":")[0]
    return passkeys.Site(host, request.host_url.rstrip("/"), current_app.config["CSPR"].issuer)


def _asked() -> dict[str, Any]:
    sent = request.get_json(silent=True)
    return sent if isinstance(sent, dict) else {}


def _options(options: str, challenge: str) -> FlaskResponse:
    cookie[CHALLENGE] = challenge
    return FlaskResponse(options, mimetype="application/json")


def _no(refusal: DomainError) -> tuple[FlaskResponse, int]:
    return jsonify(error=str(refusal)), refusal.status


@blueprint.get("/my-account/passkeys")
@requires(SIGNED_IN)
@before_second_step
@proved("accounts.my_passkeys")
def my_passkeys() -> str:
    """My passkeys, and a button that adds one."""
    mine = queries.passkeys_of(asker().person_id)
    return render_template("accounts/passkeys.html", passkeys=mine, form=Form(), device=device())


@blueprint.post("/my-account/passkeys/options")
@requires(SIGNED_IN)
@before_second_step
@proved("accounts.my_passkeys")
@limited("60 per hour")
def passkey_to_add() -> FlaskResponse:
    """What the browser needs to make a passkey."""
    return _options(*passkeys.to_add(asker().person_id, _site()))


@blueprint.post("/my-account/passkeys")
@requires(SIGNED_IN)
@before_second_step
@proved("accounts.my_passkeys")
@limited("60 per hour")
def add_passkey() -> str | tuple[FlaskResponse, int] | FlaskResponse:
    """Keep the passkey that the browser made."""
    sent, who = _asked(), asker()
    challenge, name = str(cookie.pop(CHALLENGE, "")), str(sent.get("name", ""))
    made = str(sent.get("credential", ""))
    try:
        codes = passkeys.add(who.person_id, who.token_digest, _site(), challenge, made, name)
    except DomainError as refusal:
        return _no(refusal)
    return jsonify(codes=codes)


@blueprint.post("/my-account/passkeys/<int:passkey_id>/take-away")
@requires(SIGNED_IN)
@proved("accounts.my_passkeys")
def take_passkey_away(passkey_id: int) -> Response:
    """Take one of my passkeys away."""
    passkeys.take_away(asker().person_id, asker().token_digest, passkey_id)
    return redirect(url_for("accounts.my_passkeys"))


@blueprint.post("/sign-in/passkey/options")
@public
@limited("60 per minute")
def passkey_to_use() -> FlaskResponse | tuple[FlaskResponse, int]:
    """What the browser needs to use a passkey as the second step."""
    try:
        return _options(*passkeys.to_use(login.first_step(), _site()))
    except LinkSpent as refusal:
        return _no(refusal)


@blueprint.post("/sign-in/passkey")
@public
@limited("60 per minute")
def use_passkey() -> FlaskResponse | tuple[FlaskResponse, int]:
    """Take the second step with a passkey."""
    sent, challenge = _asked(), str(cookie.pop(CHALLENGE, ""))
    try:
        token = passkeys.use(
            login.first_step(), _site(), challenge, str(sent.get("id", "")), str(sent.get("credential", "")), device()
        )
    except DomainError as refusal:
        return _no(refusal)
    login.enter(token)
    return jsonify(go=url_for("home.my_learning"))


@blueprint.post("/my-account/prove/passkey/options")
@requires(SIGNED_IN)
@before_second_step
@limited("60 per hour")
def passkey_to_prove() -> FlaskResponse:
    """What the browser needs to show with a passkey that it is me."""
    return _options(*passkeys.to_prove(asker().person_id, _site()))


@blueprint.post("/my-account/prove/passkey")
@requires(SIGNED_IN)
@before_second_step
@limited("60 per hour")
def prove_with_passkey() -> FlaskResponse | tuple[FlaskResponse, int]:
    """Show with a passkey that it is me."""
    sent, challenge, who = _asked(), str(cookie.pop(CHALLENGE, "")), asker()
    try:
        passkeys.prove(who.person_id, _site(), challenge, str(sent.get("id", "")), str(sent.get("credential", "")))
    except DomainError as refusal:
        return _no(refusal)
    note_proof(who.person_id, who.token_digest)
    return jsonify(go=safe_next("accounts.my_account"))

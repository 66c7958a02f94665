"""Single sign-on: away to the provider, back with a code, and linked once with a password."""

import logging
import secrets

from flask import Blueprint, Flask, current_app, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from app.access.guard import public
from app.accounts import login
from app.accounts.actions import SecondStep, after_first_step
from app.bridges.sso import actions, provider
from app.bridges.sso.forms import LinkForm
from app.bridges.sso.records import Provider, Refused
from app.bridges.sso.rules import AGAIN, let_in
from app.bridges.sso.settings import providers
from app.core.errors import NotFound
from app.web.device import device
from app.web.edge import writes_on_get
from app.web.limits import limited

_LOG = logging.getLogger(__name__)
ASKED, TO_LINK = "sso-asked", "sso-to-link"
blueprint = Blueprint("sso", __name__, url_prefix="/sign-in/with")


def install(app: Flask) -> None:
    """Read the providers once, and let the sign-in page draw a button for each."""
    config = app.config["CSPR"]
    app.extensions["sso"] = providers(config.sso, not config.is_production)
    app.jinja_env.globals["sso_providers"] = lambda: list(current_app.extensions["sso"].values())


def _provider(slug: str) -> Provider:
    found: Provider | None = current_app.extensions["sso"].get(slug)
    if found is None:
        raise NotFound("There is no such way to sign in.")
    return found


def _back(slug: str) -> str:
    return f"{current_app.config['CSPR'].address}{url_for('sso.back', slug=slug)}"


@blueprint.get("/<slug>")
@public
@limited("60 per minute")
def ask(slug: str) -> Response | tuple[str, int]:
    """Away to the provider; what has to come back is kept in this browser's own signed cookie."""
    asked = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")} | {"slug": slug}
    try:
        address = provider.address_to_ask(_provider(slug), _back(slug), asked)
    except Refused as refusal:
        return _refused(refusal)
    cookie[ASKED] = asked
    return redirect(address)


@blueprint.get("/<slug>/back")
@public
@writes_on_get
@limited("60 per minute")
def back(slug: str) -> Response | tuple[str, int]:
    """Back with a code: believed only in the browser that asked, and only once."""
    asked = cookie.pop(ASKED, None) or {}
    found = _provider(slug)
    try:
        same = secrets.compare_digest(asked.get("state", "").encode(), request.args.get("state", "").encode())
        if not asked or asked["slug"] != slug or not same or "code" not in request.args:
            raise Refused(AGAIN, f"state or code missing: {request.args.get('error', '')[:80]!r}")
        claims = provider.claims_for(found, _back(slug), asked, request.args)
        let_in(claims, found)
        person_id = actions.opens(claims)
        if person_id is None:
            cookie[TO_LINK] = {"person": actions.to_link(claims), "issuer": claims.issuer, "subject": claims.subject}
            return redirect(url_for("sso.link"))
    except Refused as refusal:
        return _refused(refusal)
    return _enter(person_id)


@blueprint.route("/linking", methods=["GET", "POST"])
@public
@limited("20 per hour", methods=["POST"])
def link() -> str | Response | tuple[str, int]:
    """The first time: prove who you are here, with your password, once."""
    waiting, form = cookie.get(TO_LINK), LinkForm()
    if not waiting:
        return redirect(url_for("accounts.sign_in"))
    if form.validate_on_submit():
        try:
            actions.link(waiting["person"], waiting["issuer"], waiting["subject"], form.password.data)
        except Refused as refusal:
            form.password.errors = [str(refusal)]
        else:
            return _enter(waiting["person"])
    page = render_template("bridges/sso_link.html", form=form)
    return (page, 400) if form.is_submitted() else page


def _enter(person_id: int) -> Response:
    try:
        login.enter(after_first_step(person_id, device()))
    except SecondStep as first:
        login.leave()
        login.keep_first_step(first.token)
        return redirect(url_for("accounts.take_second_step"))
    return redirect(url_for("home.my_learning"))


def _refused(refusal: Refused) -> tuple[str, int]:
    _LOG.warning("single sign-on refused: %s", refusal.cause)
    return render_template("bridges/sso_refused.html", said=str(refusal)), 403

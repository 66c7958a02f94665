"""Deep linking: somebody who teaches a course chooses modules for it, and the platform takes them."""

from dataclasses import asdict

from flask import render_template, request
from joserfc.jwk import RSAKey

from app.access.guard import public
from app.access.identity import Reach
from app.bridges.lti import actions, provider, queries, rules
from app.bridges.lti.records import Launch, Refused, origin
from app.bridges.lti.routes import framing
from app.bridges.lti.routes.blueprint import address_of, blueprint, enveloped, opened
from app.core.clock import now
from app.core.codes import new_token
from app.library.queries import modules_for
from app.library.records import VersionRecord
from app.web import headers
from app.web.forms import chosen, from_elsewhere
from app.web.limits import limited
from app.workforce import queries as places

LASTS_SECONDS = 300


def _offered(said: Launch) -> list[VersionRecord]:
    """The modules of the course's setting; everybody's, while it has none here."""
    setting_id = actions.course_of(said).setting_id
    return modules_for(places.reach_from(setting_id) if setting_id else Reach())


def choose_page(said: Launch, fault: str = "") -> str:
    """Every module, to choose one or, where the platform takes several, many."""
    several = said.choosing.get("accept_multiple") is not False
    held = enveloped("choosing", asdict(said))
    return render_template("bridges/lti_choose.html", modules=_offered(said), several=several, held=held, fault=fault)


@blueprint.post("/choose")
@from_elsewhere
@public
@limited("60 per minute")
def choose() -> str | tuple[str, int]:
    """Hand what was chosen to the platform, each module with its line item."""
    said = Launch(**opened("choosing", request.form.get("held", "")))
    platform = queries.platform(said.platform_id)
    framing.hold(platform)
    titles = {one.module: one.title for one in _offered(said)}
    picked = [(code, titles[code]) for code in chosen("module") if code in titles]
    if said.choosing.get("accept_multiple") is False:
        picked = picked[:1]
    if not picked:
        return choose_page(said, "Choose at least one module"), 400
    back = str(said.choosing["deep_link_return_url"])
    if origin(back) not in platform.shown_on:
        raise Refused("Your platform asked for the answer at another site.", "return address of another origin")
    headers.sends_to(origin(back))
    token = _answer(said, platform.client_id, picked, actions.signing_key())
    return render_template("bridges/lti_chosen.html", back=back, token=token, picked=picked)


def _answer(said: Launch, client_id: str, picked: list[tuple[str, str]], key: RSAKey) -> str:
    moment = int(now().timestamp())
    claims = rules.chosen(said.deployment, said.choosing.get("data"), picked, address_of("lti.launch"))
    claims |= {"iss": client_id, "aud": said.issuer, "nonce": new_token()}
    return provider.signed(claims | {"iat": moment, "exp": moment + LASTS_SECONDS}, key)

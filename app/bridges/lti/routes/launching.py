"""From a platform to a module: asked for, brought back, and in."""

from dataclasses import asdict

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import identity, public
from app.accounts import login
from app.accounts import queries as people
from app.accounts.actions import SecondStep, after_first_step, choose_post
from app.bridges.lti import actions, queries, rules
from app.bridges.lti.forms import KnownHereForm, NewHereForm
from app.bridges.lti.records import Launch, PlatformRecord, Refused, origin
from app.bridges.lti.routes import framing
from app.bridges.lti.routes.blueprint import address_of, blueprint, enveloped, opened
from app.bridges.lti.routes.choosing import choose_page
from app.core.codes import digest
from app.core.errors import DomainError, OutOfOrder
from app.library.queries import modules_for
from app.web.device import device
from app.web.edge import writes_on_get
from app.web.forms import from_elsewhere
from app.web.limits import limited
from app.workforce import queries as places

ASKED = ("iss", "client_id", "login_hint", "lti_message_hint", "target_link_uri", "lti_deployment_id")
LONGEST = 4000
OFTEN = "600 per minute"  # a whole school stands behind one address


@blueprint.route("/login", methods=["GET", "POST"])
@from_elsewhere
@public
@writes_on_get
@limited(OFTEN)
def start() -> Response:
    """A platform says that somebody wants in: ask it who she is."""
    asked = {name: request.values[name] for name in ASKED if name in request.values}
    platform = queries.confirmed(asked.get("iss", ""), asked.get("client_id", ""))
    if platform is None:
        raise Refused("This learning platform is not one that this site is for.", "platform not known or confirmed")
    framing.hold(platform)
    if not asked.get("target_link_uri", "").startswith(address_of("lti.launch")) or not asked.get("login_hint"):
        raise Refused(rules.AGAIN, "no page of ours, or nobody")
    if asked.get("lti_deployment_id", "") not in ("", *platform.deployments) or len(str(asked)) > LONGEST:
        raise Refused(rules.AGAIN, "another deployment, or too long")
    address, state, browser = actions.begin(platform, asked, address_of("lti.launch"))
    answer = _by_storage(platform, address, state, browser) or make_response(redirect(address))
    framing.give(answer, state, browser)
    return answer


def _by_storage(platform: PlatformRecord, address: str, state: str, browser: str) -> Response | None:
    """A page that leaves the browser's secret with the platform, where it offers to keep it beside our cookie."""
    target = request.values.get("lti_storage_target", "")[:80]
    if not target:
        return None
    at = {"target": target, "origin": origin(platform.authorises_at), "state": state}
    return make_response(render_template("bridges/lti_opening.html", address=address, browser=browser, at=at))


@blueprint.post("/launch")
@from_elsewhere
@public
@limited(OFTEN)
def launch() -> Response | str | tuple[str, int]:
    """Back from the platform, with a token: believed once, and only in the browser that asked."""
    state, token = request.form.get("state", ""), request.form.get("id_token", "")
    waiting = actions.asked_with(state)
    if waiting is None:
        raise Refused(rules.AGAIN, f"no such launch: {request.form.get('error', '')[:80]!r}")
    platform, words = waiting
    framing.hold(platform)
    browser = request.form.get("browser") or framing.given(state)
    if not browser:
        return _without_cookie(platform, words, state, token)
    said = actions.take(state, browser, token)
    return choose_page(said) if said.message == rules.CHOOSE else _arrive(said, words)


def _without_cookie(platform: PlatformRecord, words: dict[str, str], state: str, token: str) -> tuple[str, int]:
    """A browser that kept nothing: the platform may have kept it; else a window of its own is where this works."""
    if len(token) > rules.LONGEST_TOKEN:
        raise Refused(rules.AGAIN, "the token is too long")
    at = {"target": request.values.get("lti_storage_target", "")[:80] or "_parent", "state": state}
    at["origin"] = origin(platform.authorises_at)
    page = render_template("bridges/lti_window.html", again=words, at=at, token=token)
    return page, 400


def _arrive(said: Launch, words: dict[str, str]) -> Response | str:
    course = actions.course_of(said)
    if course.setting_id is None:
        raise Refused(
            "Your course is not tied to a setting here yet. The administrator of this site can do that; then open this "
            "again.",
            f"course {course.id} has no setting",
        )
    if said.module not in ("", *(one.module for one in modules_for(places.reach_from(course.setting_id)))):
        raise Refused("There is no such module here any more. Tell whoever runs your course.", "no such module")
    known = people.elsewhere(said.issuer, said.subject)
    if known is None:
        held = enveloped("newcomer", {"launch": asdict(said), "words": words})
        return _who_page(NewHereForm(data={"name": said.name}), KnownHereForm(), held)
    return _enter(said, known.person_id, words)


def _who_page(new: NewHereForm, known: KnownHereForm, held: str) -> str:
    return render_template("bridges/lti_who.html", new=new, known=known, held=held)


@blueprint.post("/who")
@from_elsewhere
@public
@limited("60 per minute")
def who() -> Response | tuple[str, int]:
    """Somebody comes for the first time: new here, or with an account that her own sign-in links."""
    held = request.form.get("held", "")
    envelope = opened("newcomer", held)
    said = Launch(**envelope["launch"])
    platform = queries.platform(said.platform_id)
    framing.hold(platform)
    if people.elsewhere(said.issuer, said.subject):
        raise Refused(rules.AGAIN, "somebody is known by this account already")
    new, known = (form(meta={"csrf": False}) for form in (NewHereForm, KnownHereForm))
    try:
        if known.submit_known.data and known.validate():
            return _enter(said, actions.link(said, known.username.data, known.password.data), envelope["words"])
        if new.submit_new.data and new.validate():
            return _enter(said, actions.join(said.issuer, said.subject, new.name.data), envelope["words"])
    except DomainError as refusal:
        (known.password if known.submit_known.data else new.name).errors = [str(refusal)]
    return _who_page(new, known, held), 400


def _enter(said: Launch, person_id: int, words: dict[str, str]) -> Response:
    """Begin her session, in the post she has in the course's setting."""
    platform, course = queries.platform(said.platform_id), actions.course_of(said)
    known = people.elsewhere(said.issuer, said.subject)
    if course.setting_id is None or known is None:
        raise OutOfOrder("Open this again from your course.")
    post = actions.post_in(person_id, course.setting_id, rules.role_of(said.roles))
    if said.module:
        actions.seat(said, course.id, known.id)
    try:
        token = after_first_step(person_id, device())
        login.enter(token)
        choose_post(digest(token), post.id)
    except SecondStep as first:
        login.leave()
        login.keep_first_step(first.token)
    framing.launched(platform)
    return redirect(url_for("lti.arrived", module=said.module, again=enveloped("again", words)))


@blueprint.get("/arrived")
@public
def arrived() -> Response | str:
    """In, where the browser kept our cookie; where it did not, the way to a window of its own."""
    words, module = opened("again", request.args.get("again", "")), request.args.get("module", "")
    if identity():
        course, _, name = module.partition("/")
        return redirect(
            url_for("learning.opening", course=course, module=name) if name else url_for("home.my_learning")
        )
    if login.first_step():
        return redirect(url_for("accounts.take_second_step"))
    platform = queries.confirmed(words["iss"], words.get("client_id", ""))
    if platform:
        framing.hold(platform)
    return render_template("bridges/lti_window.html", again=words, at=None, token="")

"""Platforms: they register, an administrator confirms or removes them, and says which course is which setting."""

from flask import jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, proved, public, requires
from app.access.permissions import ADMINISTER
from app.bridges.lti import actions, queries
from app.bridges.lti.forms import ConfirmForm, CourseForm, PlatformForm, lines
from app.bridges.lti.records import PlatformRecord, Refused, origin
from app.bridges.lti.routes.blueprint import address_of, blueprint, enveloped, opened
from app.core.codes import normalised
from app.core.errors import DomainError
from app.web import headers
from app.web.edge import writes_on_get
from app.web.forms import Form, from_elsewhere
from app.web.limits import limited
from app.web.pages import SERVICE
from app.workforce import queries as places

FACTS = ("name", "issuer", "client_id", "authorises_at", "tokens_at", "keys_at")


@blueprint.get("/keys")
@public
@writes_on_get
@limited("600 per minute")
def keys() -> Response:
    """The public halves of our keys; the first is made when they are first asked for."""
    return jsonify(actions.published())


@blueprint.route("/register", methods=["GET", "POST"])
@from_elsewhere
@public
@limited("20 per hour", methods=["POST"])
def register() -> str:
    """A platform wants to register: opened by whoever runs it, from there, often in a frame."""
    if request.method == "GET":
        at, token = (request.args.get(name, "")[:4000] for name in ("openid_configuration", "registration_token"))
        _show_in(at)
        return render_template(
            "bridges/lti_register.html", at=at, held=enveloped("registering", [at, token]), done=False
        )
    at, token = opened("registering", request.form.get("held", ""))
    _show_in(at)
    actions.register(at, token, SERVICE, address_of("lti.keys").removesuffix("/keys"))
    return render_template("bridges/lti_register.html", at=at, done=True)


def _show_in(at: str) -> None:
    """Let the platform that is about to register show this page; nothing on it is anybody's."""
    there = origin(at)
    if not there.startswith(("https://", "http://")) or set(there) & set(";, '\"*\\"):
        raise Refused("Open this from your learning platform.", "no configuration address")
    headers.shown_in([there])


@blueprint.get("/platforms")
@requires(ADMINISTER)
def platforms() -> str:
    """Every platform: waiting, confirmed, removed."""
    ours = {"address": address_of("lti.register"), "keyset": address_of("lti.keys")}
    return render_template("bridges/lti_platforms.html", platforms=queries.platforms(), form=Form(), **ours)


@blueprint.route("/platforms/new", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("lti.platforms")
def new_platform() -> str | tuple[str, int] | Response:
    """Add a platform that does not register by itself, and confirm it."""
    form = PlatformForm()
    if form.validate_on_submit():
        facts = [form[name].data.strip() for name in FACTS]
        try:
            added = actions.add(PlatformRecord(*facts), asker().person_id)
        except DomainError as refusal:
            form.client_id.errors = [str(refusal)]
        else:
            actions.confirm(added.id, lines(form.deployments), lines(form.shown_on), asker().person_id)
            return redirect(url_for("lti.platform", platform_id=added.id))
    ours = {name: address_of(f"lti.{name}") for name in ("start", "launch", "keys")}
    page = render_template("bridges/lti_new.html", form=form, ours=ours)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/platforms/<int:platform_id>", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("lti.platforms")
def platform(platform_id: int) -> str | tuple[str, int] | Response:
    """One platform: confirm it or change what it may do; its courses and their settings."""
    found = queries.platform(platform_id)
    form = ConfirmForm(data={"deployments": "\n".join(found.deployments), "shown_on": "\n".join(found.shown_on)})
    if form.validate_on_submit():
        actions.confirm(found.id, lines(form.deployments), lines(form.shown_on), asker().person_id)
        return redirect(url_for("lti.platform", platform_id=found.id))
    names = {one.setting_id: places.setting(one.setting_id).name for one in queries.courses(found.id) if one.setting_id}
    page = render_template(
        "bridges/lti_platform.html", platform=found, form=form, courses=queries.courses(found.id), names=names
    )
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/platforms/<int:platform_id>/remove")
@requires(ADMINISTER)
@proved("lti.platforms")
def remove(platform_id: int) -> Response:
    """Let nobody in from a platform any more."""
    actions.remove(platform_id, asker().person_id)
    return redirect(url_for("lti.platforms"))


@blueprint.route("/courses/<int:course_id>", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("lti.platforms")
def course(course_id: int) -> str | tuple[str, int] | Response:
    """Say which setting a course belongs to."""
    found, form = queries.course(course_id), CourseForm()
    if form.validate_on_submit():
        place = places.setting_by_code(normalised(form.code.data))
        if place:
            actions.give_setting(found.id, place.id, asker().person_id)
            return redirect(url_for("lti.platform", platform_id=found.platform_id))
        form.code.errors = ["No setting has this code"]
    page = render_template("bridges/lti_course.html", course=found, form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/courses/<int:course_id>/people")
@requires(ADMINISTER)
@proved("lti.platforms")
def bring_people(course_id: int) -> Response:
    """Ask for the people of a course to join its setting."""
    return redirect(url_for("jobs.job", job_id=actions.ask_for_people(queries.course(course_id), asker().person_id)))


@blueprint.post("/keys/new")
@requires(ADMINISTER)
@proved("lti.platforms")
def new_key() -> Response:
    """Make a new key of ours; the one before signs for another day, while platforms fetch it."""
    actions.renew_key(asker().person_id)
    return redirect(url_for("lti.platforms"))

"""Choosing a package and taking it away."""

import re
from dataclasses import asdict

from flask import Blueprint, Flask, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.access.guard import asker, my_post, public, requires
from app.access.permissions import LEARN, PACKAGE
from app.bridges.packages import actions, queries, rights
from app.bridges.packages.cli import group
from app.bridges.packages.records import Format, Mode, Order, Outcome
from app.core import events
from app.core.errors import NotFound
from app.core.vocabulary import Office, SettingKind
from app.learning import queries as journeys
from app.library import queries as library
from app.web.forms import Form
from app.web.limits import limited
from app.workforce import queries as workforce

blueprint = Blueprint("packages", __name__, url_prefix="/packages")
ANY = "any"
HANDLE = re.compile(r"[0-9a-f]{32}")
MODES = {
    Mode.THIN: (
        "Here: the package opens this site",
        "Everybody signs in here, answers are marked here, and the desk and the certificate are as always. The"
        " platform is told the score, the pass and the end.",
    ),
    Mode.FULL: (
        "In the package itself",
        "It works with no network. A determined learner can read the answers, because they are in its files.",
    ),
}


def install(app: Flask, under: str) -> None:
    """Add the pages and the command."""
    app.register_blueprint(blueprint, url_prefix=f"{under}{blueprint.url_prefix}")
    app.cli.add_command(group)
    events.person_erased.connect(rights.erase)
    events.data_asked_for.connect(rights.add_to)


@blueprint.get("")
@requires(PACKAGE)
def choose() -> str:
    """Which module, for whom, in which format and mode."""
    return render_template(
        "bridges/packages/choose.html",
        modules=library.modules_for(workforce.reach_of(asker())),
        kinds=_kinds(),
        formats=[(str(one), one.label, "") for one in Format],
        modes=[(str(one), *MODES[one]) for one in Mode],
        may_leave_open=len(_kinds()) > 1,
    )


def _kinds() -> tuple[SettingKind, ...]:
    """Every kind of setting for trainers and administrators; a lead's own."""
    who = asker()
    if who.office(Office.AUTHOR, Office.REVIEWER, Office.ADMINISTRATOR) or who.post is None:
        return tuple(SettingKind)
    return (who.post.kind,)


@blueprint.get("/ready")
@requires(PACKAGE)
@limited("30 per minute")
def ready() -> str:
    """What was asked for: its size, its SHA-256, and where to get it."""
    order = _order(request.args.get("version", 0, type=int), *(request.args.get(name, "") for name in _ASKED))
    return render_template("bridges/packages/ready.html", order=order, made=queries.package(order))


_ASKED = ("kind", "mode", "format")


@blueprint.get("/<int:version_id>/<kind>/<mode>/<form>.zip")
@requires(PACKAGE)
@limited("30 per minute")
def file(version_id: int, kind: str, mode: str, form: str) -> Response:
    """The package itself."""
    made = queries.package(_order(version_id, kind, mode, form))
    headers = {"Content-Disposition": f"attachment; filename={made.name}"}
    return Response(made.content, mimetype="application/zip", headers=headers)


def _order(version_id: int, kind: str, mode: str, form: str) -> Order:
    mine = _kinds()
    if (
        kind not in (*mine, ANY)
        or (kind == ANY and len(mine) == 1)
        or mode not in list(Mode)
        or form not in list(Format)
    ):
        raise NotFound("There is no such package.")
    version = library.version_for(version_id, workforce.reach_of(asker()))
    asked = mine if kind == ANY else (SettingKind(kind),)
    return Order(version, queries.kinds(version, asked), Format(form), Mode(mode))


@blueprint.route("/open/<course>/<module>", methods=["GET", "POST"])
@requires(LEARN)
def open_module(course: str, module: str) -> str | Answer:
    """Arriving from a thin package: what goes back to the platform, and on to the module."""
    handle = request.args.get("handle", "")
    version = library.newest_for(f"{course}/{module}", my_post().reach)
    if not HANDLE.fullmatch(handle):
        return redirect(url_for("learning.opening", course=course, module=module))
    if request.method == "POST":
        opened = actions.open_from_package(my_post().id, version.module, handle, "again" in request.form)
        return redirect(url_for("learning.go_on", enrolment_id=opened.id))
    mine = journeys.newest_of_post(my_post().id).get(version.module)
    completed = journeys.completion_of(mine.id) if mine else None
    return render_template("bridges/packages/open.html", version=version, completed=completed, form=Form())


@blueprint.get("/came-of-it")
@public
@limited("600 per minute")
def came_of_it() -> Response:
    """What came of a journey, for the package that opened it, wherever that is played: no name, and no word of hers."""
    handle = request.args.get("handle", "")
    found = queries.came_of_it(handle) if HANDLE.fullmatch(handle) else Outcome(begun=False)
    answer = jsonify(asdict(found))
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer

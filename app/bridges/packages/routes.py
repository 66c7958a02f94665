"""Choosing a package and taking it away."""

from flask import Blueprint, Flask, Response, render_template, request

from app.access.guard import asker, requires
from app.access.permissions import PACKAGE
from app.bridges.packages import queries
from app.bridges.packages.cli import group
from app.bridges.packages.records import Format, Mode, Order
from app.core.errors import NotFound
from app.core.vocabulary import Office, SettingKind
from app.library import queries as library
from app.web.limits import limited
from app.workforce import queries as workforce

blueprint = Blueprint("packages", __name__, url_prefix="/packages")
ANY = "any"
MODES = {
    Mode.FULL: (
        "In the package itself",
        "It works with no network. A determined learner can read the answers, because they are in its files.",
    ),
}


def install(app: Flask, under: str) -> None:
    """Add the pages and the command."""
    app.register_blueprint(blueprint, url_prefix=f"{under}{blueprint.url_prefix}")
    app.cli.add_command(group)


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

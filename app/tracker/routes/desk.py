"""The safeguarding lead's desk: who stands where. Never an answer, never a reflection."""

from flask import Blueprint, render_template, request

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.certificates import queries as certificates
from app.core.clock import today
from app.core.errors import NotFound
from app.core.vocabulary import Role
from app.library import queries as library
from app.quizzes import queries as quizzes
from app.quizzes.rules import shown
from app.requirements import queries
from app.requirements.records import State
from app.reviews import queries as register
from app.workforce import queries as workforce

blueprint = Blueprint("tracker", __name__, url_prefix="/desk")


@blueprint.get("")
@requires(LEAD)
def grid() -> str:
    """Staff by module: filter, sort, page."""
    modules = library.modules()
    names = [version.module for version in modules]
    asked = request.args
    module = asked.get("module", "") if asked.get("module") in names else (names or [""])[0]
    wanted = State(asked["state"]) if asked.get("state") in list(State) else None
    words = asked.get("words", "").strip()[:80]
    order = asked.get("order", "name") if asked.get("order") in queries.ORDERS else "name"
    descending = asked.get("way") == "down"
    page = asked.get("page", 1, type=int) or 1
    setting_id = my_post().setting_id
    return render_template(
        "tracker/grid.html",
        sheet=queries.sheet(setting_id, module, wanted, words, order, descending, page),
        counts=queries.counts(setting_id, module),
        modules=modules,
        module=module,
        wanted=wanted,
        words=words,
        order=order,
        descending=descending,
        states=State,
        given=asked.get("given", type=int),
    )


@blueprint.get("/gaps")
@requires(LEAD)
def gaps() -> str:
    """What first tries showed, theme by role; never a name, and never fewer than five people."""
    themes = {one.ref: one for one in register.themes()}
    rows = [(themes[theme], *shown(cells)) for theme, cells in quizzes.gap_map(my_post().setting_id).items()]
    told = sorted((row for row in rows if row[1]), key=lambda row: row[1].weight if row[1] else 0, reverse=True)
    return render_template(
        "tracker/gaps.html",
        rows=told,
        hidden=len(rows) - len(told),
        roles=[role for role in Role if any(cells.get(role) for _, _, cells in told)],
        modules=library.modules(),
        kind=my_post().kind,
    )


@blueprint.get("/people/<int:post_id>")
@requires(LEAD)
def person(post_id: int) -> str:
    """One person of the lead's own setting: standings and certificates of the post she holds there."""
    if not queries.post_in_setting(post_id, my_post().setting_id):
        raise NotFound("There is nobody like that in your setting.")
    post = workforce.post(post_id)
    return render_template(
        "tracker/person.html",
        post=post,
        modules=library.modules(),
        standings=queries.standings_of_post(post_id),
        requirements=queries.concerning(post),
        certificates=certificates.of_post(post_id),
        training=queries.training_of(post_id),
        reliefs=queries.reliefs_of(post_id),
        leaves=workforce.leaves_of([post_id], today()).get(post_id, []),
        asks=queries.asks_of_post(post_id),
        titles={version.module: version.title for version in library.modules()},
        said=request.args.get("said", ""),
        today=today(),
    )

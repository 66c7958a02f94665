"""What the desk opens on."""

from flask import render_template, request

from app.access.guard import asker, my_post, requires
from app.access.permissions import LEAD
from app.accounts import queries as accounts
from app.library import queries as library
from app.requirements import queries as requirements
from app.tracker import queries
from app.tracker.routes.blueprint import blueprint

A_PAGE = 50


@blueprint.get("")
@requires(LEAD)
def front() -> str:
    """Four numbers that can be acted on, whom to chase, and what changed since last time."""
    who = asker()
    since = accounts.last_here(who.person_id, who.token_digest)
    return render_template("tracker/front.html", desk=queries.front(my_post().setting_id, since), titles=_titles())


@blueprint.get("/chase")
@requires(LEAD)
def chase() -> str:
    """Everyone with something to do now, the longest due first."""
    page = max(request.args.get("page", 1, type=int) or 1, 1)
    found, total = requirements.to_chase(my_post().setting_id, (page - 1) * A_PAGE, A_PAGE)
    pages = max(1, -(-total // A_PAGE))
    return render_template(
        "tracker/chase.html", people=found, total=total, page=min(page, pages), pages=pages, titles=_titles()
    )


def _titles() -> dict[str, str]:
    return {version.module: version.title for version in library.modules()}

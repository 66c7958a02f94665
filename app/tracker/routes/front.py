"""What the desk opens on."""

from datetime import date

from flask import render_template

from app.access.guard import asker, my_post, requires
from app.access.permissions import LEAD
from app.accounts import queries as accounts
from app.core.dates import end_of
from app.library import queries as library
from app.requirements import queries as requirements
from app.tracker import queries
from app.tracker.routes.blueprint import blueprint
from app.web.days import earlier_day, looks_back
from app.web.paging import asked_page, pages_of

A_PAGE = 50


@blueprint.get("")
@requires(LEAD)
@looks_back
def front() -> str:
    """Four numbers that can be acted on, whom to chase, and what changed since last time; or as it stood on a day."""
    who, setting_id, day = asker(), my_post().setting_id, earlier_day()
    if day:
        desk = queries.front_as_at(setting_id, day)
    else:
        desk = queries.front(setting_id, accounts.last_here(who.person_id, who.token_digest))
    return render_template("tracker/front.html", desk=desk, day=day, titles=_titles(day))


@blueprint.get("/chase")
@requires(LEAD)
@looks_back
def chase() -> str:
    """Everyone with something to do now, the longest due first."""
    page, day, setting_id = asked_page(), earlier_day(), my_post().setting_id
    first = (page - 1) * A_PAGE
    if day:
        everybody, _ = requirements.chased_as_at(setting_id, day)
        found, total = everybody[first : first + A_PAGE], len(everybody)
    else:
        found = requirements.to_chase(setting_id, first, A_PAGE)
        total, _ = requirements.counts_to_chase(setting_id)
    pages = pages_of(total, A_PAGE)
    return render_template(
        "tracker/chase.html",
        people=found,
        total=total,
        page=min(page, pages),
        pages=pages,
        titles=_titles(day),
        day=day,
    )


def _titles(day: date | None) -> dict[str, str]:
    return {version.module: version.title for version in library.modules(end_of(day) if day else None)}

"""What first tries showed."""

from flask import render_template

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.core.dates import end_of
from app.core.vocabulary import Role
from app.quizzes import queries as quizzes
from app.quizzes.rules import shown
from app.reviews import queries as register
from app.tracker.routes.blueprint import blueprint, modules_here
from app.web.days import earlier_day, looks_back


@blueprint.get("/gaps")
@requires(LEAD)
@looks_back
def gaps() -> str:
    """What first tries showed, theme by role; never a name, and never fewer than five people."""
    day = earlier_day()
    until = end_of(day) if day else None
    themes = {one.ref: one for one in register.themes()}
    found = quizzes.gap_map(my_post().setting_id, until)
    rows = [(themes[theme], *shown(cells)) for theme, cells in found.items()]
    told = sorted((row for row in rows if row[1]), key=lambda row: row[1].weight if row[1] else 0, reverse=True)
    return render_template(
        "tracker/gaps.html",
        rows=told,
        hidden=len(rows) - len(told),
        roles=[role for role in Role if any(cells.get(role) for _, _, cells in told)],
        modules=modules_here(day),
        kind=my_post().kind,
        day=day,
    )

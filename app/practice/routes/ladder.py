"""The ladder of evidence, theme by theme, for a lead."""

from flask import render_template, request

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.practice import queries
from app.practice.routes.blueprint import blueprint
from app.reviews import queries as register
from app.web.days import asked_day, earlier_day, looks_back


@blueprint.get("/actions/ladder")
@requires(LEAD)
@looks_back
def ladder() -> str:
    """How far each theme has come: attended, understood, reflected, action, impact; today, or as it stood on a day."""
    themes = {one.ref: one for one in register.themes()}
    found = [one for one in queries.ladders(my_post().setting_id, asked_day()) if one.theme in themes]
    chosen = next((one for one in found if one.theme == request.args.get("theme")), None)
    chosen = chosen or next((one for one in found if not one.is_empty), found[0] if found else None)
    return render_template("practice/ladder.html", ladders=found, themes=themes, chosen=chosen, day=earlier_day())

"""Saying whom a draft is for."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import WRITE
from app.authoring import actions, queries
from app.authoring.forms.begin import WhomForm
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import passages
from app.content import unfinished
from app.library import queries as library


@blueprint.route("/<int:draft_id>/whom", methods=["GET", "POST"])
@requires(WRITE)
def whom(draft_id: int) -> str | tuple[str, int] | Response:
    """Who is it for: everybody, a partnership, a trust or one setting, of those whom the asker may write for."""
    draft, who = queries.draft_to_write(asker(), draft_id), asker()
    form = WhomForm(only_for=str(passages.front_of(draft.module, draft.texts).get("only_for") or ""))
    form.only_for.choices = queries.choices(who)
    if form.validate_on_submit():
        owner = library.owner_of(form.only_for.data)
        kinds = queries.kinds_for(owner, unfinished.module(draft.module, draft.texts).kinds)
        actions.give_to(draft, form.only_for.data, kinds, queries.desk_for(who, owner), who.person_id)
        return redirect(url_for("authoring.opening", draft_id=draft_id, said="saved", _anchor="steps"))
    page = render_template("authoring/whom.html", draft=draft, form=form)
    return (page, 400) if form.is_submitted() else page

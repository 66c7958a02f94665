"""How to write: one page of help for the editor, rendered by what renders modules."""

from flask import render_template

from app.access.guard import requires
from app.access.permissions import DRAFTS
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import written
from app.content.citations import FIELDS
from app.library import queries as library
from app.reviews import queries as register


@blueprint.get("/help")
@requires(DRAFTS)
def how_to_write() -> str:
    """Markdown and our own blocks: what to type and what comes out, side by side."""
    shelf = library.foundations()
    return render_template(
        "authoring/help.html",
        shown=written.rendered(written.examples(shelf), shelf),
        cited=register.citations(list(shelf.finding_refs())[:1]),
        facts=written.FACTS,
        fields=FIELDS,
    )

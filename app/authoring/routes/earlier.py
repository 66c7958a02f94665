"""Bringing an earlier edition of a module back, by way of a draft."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import WRITE
from app.authoring import actions, queries
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import passages
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Office
from app.library import queries as library


@blueprint.post("/versions/<int:version_id>/again")
@requires(WRITE)
def again(version_id: int) -> Response:
    """Begin a draft that says what an earlier edition said, to be compared, reviewed and published as any other."""
    who, earlier = asker(), library.version(version_id)
    newest = library.newest(earlier.module)
    if not queries.acts_for(who, newest.owner, Office.AUTHOR):
        raise NotFound("There is no such version of yours.")
    if earlier.id == newest.id:
        raise DomainError("This edition is the one that people begin today.")
    texts = library.texts(earlier.id)
    if not texts:
        raise DomainError("This version was published before its source was kept.")
    stands = passages.front_of(newest.module, library.texts(newest.id))
    kept = {"edition": newest.edition, "only_for": stands.get("only_for")}
    texts = {**texts, **passages.set_front(earlier.module, texts, kept)}
    desk = queries.desk_for(who, newest.owner)
    draft_id = actions.begin(earlier.module, earlier.title, desk, who.person_id, texts, newest.id)
    return redirect(url_for("authoring.opening", draft_id=draft_id, said="again"))

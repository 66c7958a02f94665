"""The register of reviews, walkable both ways: what a finding is, and where it is taught."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask import Response as Answer
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.identity import Reach
from app.access.permissions import PREVIEW, PRINT, SIGNED_IN
from app.content.change_classes import concerns
from app.content.difference import differences, side_by_side
from app.core.errors import NotFound
from app.core.vocabulary import ChangeClass, Office, ReviewKind, SettingKind
from app.library import preview, queries
from app.library.rules import is_for
from app.reviews import queries as register
from app.web.headers import as_file
from app.web.limits import limited
from app.workforce import queries as workforce
from app.workforce.context import my_setting

blueprint = Blueprint("library", __name__)
CHANGE_WORDS = {
    ChangeClass.TYPO: "A typo",
    ChangeClass.WORDING: "New wording",
    ChangeClass.LEARNING: "New learning",
}


@blueprint.app_context_processor
def words() -> dict[str, Any]:
    """What pages that compare two texts need: the words for a change, and both texts side by side."""
    return {"change_words": CHANGE_WORDS, "side_by_side": side_by_side}


@blueprint.get("/reviews")
@requires(SIGNED_IN)
def reviews() -> str:
    """The register, searchable by words and kind of review."""
    words, kind = request.args.get("words", "").strip()[:80], request.args.get("kind", "")
    kind = kind if kind in list(ReviewKind) else ""
    found = register.reviews(words, kind)
    return render_template("library/reviews.html", reviews=found, words=words, kind=kind, kinds=ReviewKind)


@blueprint.get("/reviews/<ref>")
@requires(SIGNED_IN)
def review(ref: str) -> str:
    """One review: its findings, and each statement that teaches one of them."""
    record, findings = register.review(ref)
    taught = queries.statements_from([finding.ref for finding in findings], _reach())
    return render_template("library/review.html", review=record, findings=findings, taught=taught)


@blueprint.get("/pictures/<name>")
@requires(PRINT)
def picture(name: str) -> Answer:
    """A picture of a version that is for the asker; it is called by what it holds, so it never changes."""
    found = queries.picture_for(name, _reach())
    return as_file(Answer(found.content, mimetype=found.mimetype), for_ever=True)


@blueprint.get("/modules")
@requires(PREVIEW)
def modules() -> str:
    """Every published module that is for the asker, to be read as another kind of setting reads it."""
    found = queries.modules_for(_reach())
    whom = queries.whom_each(one.owner for one in found)
    return render_template("library/modules.html", modules=found, kinds=_kinds(), whom=whom)


def _reach() -> Reach:
    """Whose modules whoever asks may read."""
    return workforce.reach_of(asker())


def _kinds() -> list[SettingKind]:
    """Trainers and reviewers read for every kind of setting; a lead or facilitator for her own."""
    who = asker()
    if who.office(Office.AUTHOR, Office.REVIEWER) or who.post is None:
        return list(SettingKind)
    return [who.post.kind]


@blueprint.get("/modules/<course>/<module>/versions")
@requires(PREVIEW)
def versions(course: str, module: str) -> str | Response:
    """Every version of a module; with two chosen, what differs between them."""
    found = [one for one in queries.versions(f"{course}/{module}") if is_for(one.owner, _reach())]
    if not found:
        raise NotFound("There is no such module.")
    asked = {request.args.get(name, type=int) for name in ("older", "newer")}
    chosen = sorted(one.id for one in found if one.id in asked)
    if len(chosen) == 2:
        return redirect(url_for("library.compare", older_id=chosen[0], version_id=chosen[1]))
    back = queries.withdrawals(found[0].module)
    return render_template(
        "library/versions.html",
        versions=found,
        back=back,
        whom=queries.whom_each(one.owner for one in found),
        ours={one.id for one in found if queries.answers_for(asker(), one.owner)},
        current=queries.newest(found[0].module).id,
        is_same="older" in request.args,
    )


@blueprint.get("/modules/<int:version_id>/since/<int:older_id>")
@requires(PREVIEW)
def compare(version_id: int, older_id: int) -> str:
    """What differs between two versions of a module: by statement, question, prompt and section, side by side."""
    newer, older = queries.version_for(version_id, _reach()), queries.version_for(older_id, _reach())
    if newer.module != older.module:
        raise NotFound("These are versions of different modules.")
    found = concerns(differences(queries.teaching(older.id), queries.teaching(newer.id)))
    return render_template("library/compare.html", newer=newer, older=older, found=found)


@blueprint.get("/modules/<int:version_id>/<kind>/whole.html")
@requires(PRINT)
@limited("30 per minute")
def whole(version_id: int, kind: str) -> Answer:
    """A version for one kind of setting as one file that stands alone, filled with the setting's own facts."""
    version, place = queries.version_for(version_id, _reach()), my_setting()
    if kind not in _kinds() or kind not in version.kinds:
        raise NotFound("There is no such kind of setting.")
    made = preview.whole(version, SettingKind(kind), place.facts if place else None)
    name = preview.file_name(version, SettingKind(kind))
    return Answer(made, mimetype="text/html", headers={"Content-Disposition": f"attachment; filename={name}"})


@blueprint.get("/modules/<int:version_id>/<kind>/<slug>")
@requires(PREVIEW)
def section(version_id: int, kind: str, slug: str) -> str:
    """One section as a kind of setting reads it, with its statements' findings."""
    if kind not in _kinds():
        raise NotFound("There is no such kind of setting.")
    place = SettingKind(kind)
    version = queries.version_for(version_id, _reach())
    page, titles = queries.section(version_id, place, slug)
    cited = register.citations(page.cites)
    return render_template(
        "library/section.html", version=version, kind=place, section=page, titles=titles, cited=cited
    )

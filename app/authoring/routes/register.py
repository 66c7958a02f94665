"""The register in the hands of trainers: reviews added and corrected, their history, files in and out."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from app.access.guard import asker, requires
from app.access.permissions import AUTHOR, REVIEW
from app.authoring import actions, queries
from app.authoring.actions.drafts import Overtaken
from app.authoring.forms import sheet
from app.content.checks import check_reviews
from app.content.schemas import REVIEWS
from app.content.writer import HEADS, yaml_text
from app.core.clock import today
from app.core.codes import fingerprint
from app.core.errors import DomainError, NotFound
from app.library import queries as library
from app.reviews import queries as register
from app.reviews import rules
from app.web.forms import Form
from app.workforce import queries as workforce

blueprint = Blueprint("register", __name__, url_prefix="/reviews")
SCHEMA = REVIEWS["properties"]["reviews"]["items"]


@blueprint.route("/new", methods=["GET", "POST"])
@requires(AUTHOR)
def new() -> str | tuple[str, int] | AnyResponse:
    """Add a review to the register."""
    return _edit("", {"checked_on": f"{today()}"})


@blueprint.route("/<ref>/edit", methods=["GET", "POST"])
@requires(AUTHOR)
def edit(ref: str) -> str | tuple[str, int] | AnyResponse:
    """Correct a review and its numbered findings."""
    return _edit(ref, _entry(ref))


def _entry(ref: str) -> dict[str, Any]:
    found = register.newest_editions().get(ref)
    if found is None:
        raise NotFound("There is no such review.")
    return found


def _edit(ref: str, entry: dict[str, Any]) -> str | tuple[str, int] | AnyResponse:
    if request.method == "GET":
        return _page(ref, entry, fingerprint(entry if ref else None))
    typed = _typed(ref, entry)
    faults = check_reviews([typed], library.foundations())
    reason = request.form.get("reason", "").strip()
    if ref == "" and typed["id"] in register.newest_editions():
        faults = [*faults, f"The register has a review called {typed['id']!r} already. Choose another short name."]
    if not reason:
        faults = [*faults, "Say why, so that whoever comes after you knows."]
    if faults:
        return _page(ref, typed, request.form.get("seen", ""), faults), 400
    try:
        actions.keep_review(typed, asker().person_id, reason, request.form.get("seen", ""), is_new=not ref)
    except Overtaken as overtaken:
        return _page(ref, typed, fingerprint(overtaken.stands), overtaken=overtaken), 409
    return redirect(url_for("library.review", ref=typed["id"]))


def _typed(ref: str, entry: dict[str, Any]) -> dict[str, Any]:
    """What the form says, keys in the order that the review has them; its id never changes."""
    found = sheet.taken(SCHEMA, request.form.to_dict(flat=False))
    found |= {key: found[key] or None for key in ("locality", "published") if key in found}
    found |= {"id": ref} if ref else {}
    for where in found.get("where", []):
        where["address"] = where.get("address") or None
    return {key: found[key] for key in dict.fromkeys([*entry, *found]) if key in found}


def _page(
    ref: str, entry: dict[str, Any], seen: str, faults: list[str] | None = None, overtaken: Overtaken | None = None
) -> str:
    themes = [(theme.ref, theme.title) for theme in register.themes()]
    return render_template(
        "authoring/edit_review.html",
        ref=ref,
        rows=sheet.rows(SCHEMA, entry, {"theme": themes}),
        seen=seen,
        faults=faults or [],
        reason=request.form.get("reason", ""),
        overtaken=overtaken,
        both=sheet.compared(SCHEMA, overtaken.stands, entry) if overtaken else [],
        form=Form(),
    )


@blueprint.route("/<ref>/take-out", methods=["GET", "POST"])
@requires(AUTHOR)
def take_out(ref: str) -> str | tuple[str, int] | AnyResponse:
    """Take a review out that came in by mistake, with a reason; where something rests on it, say what does."""
    review, rests, error = _entry(ref), queries.rests_on(ref), ""
    if request.method == "POST":
        try:
            actions.take_out_review(ref, asker().person_id, request.form.get("reason", ""))
            return redirect(url_for("register.history", ref=ref))
        except DomainError as refusal:
            error = str(refusal)
    reason = request.form.get("reason", "")
    page = render_template(
        "authoring/take_out_review.html", review=review, rests=rests, reason=reason, error=error, form=Form()
    )
    return (page, 400) if error else page


@blueprint.get("/<ref>/history")
@requires(REVIEW)
def history(ref: str) -> str:
    """What the register said of a review before, by whom it was changed, and why."""
    found = register.history(ref)
    if not found:
        raise NotFound("There is no such review.")
    texts = [yaml_text(one.payload) if one.payload else "" for one in found]
    named = queries.names(one.made_by for one in found)
    steps = [
        (one, named(one.made_by), before, after)
        for one, after, before in zip(found, texts, [*texts[1:], ""], strict=True)
    ]
    return render_template("authoring/review_history.html", ref=ref, steps=steps)


@blueprint.get("/register.yml")
@requires(REVIEW)
def export() -> Response:
    """The register as the file that ships: courses/reviews.yml."""
    words = yaml_text({"reviews": register.entries()}, HEADS["courses/reviews.yml"])
    headers = {"Content-Disposition": "attachment; filename=reviews.yml"}
    return Response(words, mimetype="application/yaml", headers=headers)


@blueprint.route("/bring-in", methods=["GET", "POST"])
@requires(AUTHOR)
def bring_in() -> str | tuple[str, int] | AnyResponse:
    """Bring reviews in from a file like the one that ships: first what would change, then the change."""
    words, reason = request.form.get("words", ""), request.form.get("reason", "").strip()
    entries, faults = actions.read_reviews(words, library.foundations()) if words else ([], [])
    stands = register.newest_editions()
    changes = [
        (one["id"], yaml_text(stands[one["id"]]) if one["id"] in stands else "", yaml_text(one)) for one in entries
    ]
    changes = [change for change in changes if change[1] != change[2]]
    order, before = [one["id"] for one in entries], [one["id"] for one in register.entries()]
    moves = [ref for ref in order if ref in stands] != [ref for ref in before if ref in order]
    seen = fingerprint([stands.get(ref) for ref, _, _ in changes])
    is_confirmed = request.form.get("seen") == seen and bool(reason) and not faults
    if is_confirmed and (changes or moves):
        wanted = {ref for ref, _, _ in changes}
        actions.keep_reviews([one for one in entries if one["id"] in wanted], asker().person_id, reason, order)
        return redirect(url_for("library.reviews"))
    page = render_template(
        "authoring/bring_in.html",
        words=words,
        reason=reason,
        faults=faults,
        changes=changes,
        moves=moves,
        seen=seen,
        form=Form(),
    )
    return (page, 400) if faults else page


@blueprint.get("/to-check")
@requires(REVIEW)
def to_check() -> str:
    """Reviews whose check is overdue, findings that nobody teaches, modules that rest on guidance since replaced."""
    entries, taught = register.entries(), library.taught_findings()
    sources, cited = library.foundations().sources.value["sources"], library.cited_by_newest()
    replaced, mine = rules.superseded(sources), library.modules_for(workforce.reach_of(asker()))
    return render_template(
        "authoring/to_check.html",
        overdue=[entry for entry in entries if rules.overdue(entry["checked_on"], f"{today()}")],
        untaught=[
            (entry, finding)
            for entry in entries
            for finding in entry["findings"]
            if f"{entry['id']}.{finding['number']}" not in taught
        ],
        replaced=[
            (version, ref, replaced[ref]) for ref in replaced for version in cited.get(ref, []) if version in mine
        ],
        changed=[
            (version, ref, began)
            for version in mine
            for ref, began in rules.changed_since(sources, version.front.get("written_on", ""), f"{today()}").items()
            if version in cited.get(ref, [])
        ],
        months=rules.CHECKED_EVERY_MONTHS,
    )

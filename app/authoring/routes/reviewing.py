"""Remarks on passages, asking for a second pair of eyes, and giving one."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, proved, requires
from app.access.permissions import AUTHOR, REVIEW
from app.authoring import actions, queries
from app.authoring.records import DraftRecord, Verdict
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import passages
from app.content import unfinished
from app.content.checks import check_module
from app.content.difference import Change, Teaching, differences, proposed, teaching, understated
from app.core.errors import DomainError
from app.core.vocabulary import ChangeClass, Office
from app.learning import queries as learning
from app.library import queries as library
from app.web.forms import Form


@blueprint.get("/<int:draft_id>/remarks")
@requires(REVIEW)
def remarks(draft_id: int) -> str:
    """What was said about the draft, and a box to say more."""
    draft = queries.draft(asker(), draft_id)
    return render_template("authoring/remarks.html", draft=draft, remarks=queries.comments(draft_id), form=Form())


@blueprint.post("/<int:draft_id>/remarks")
@requires(REVIEW)
def say(draft_id: int) -> Response:
    """Say something about a passage."""
    draft = queries.draft(asker(), draft_id)
    name = request.form.get("name", "")
    asked = request.form
    actions.comment(
        draft.id,
        name if name in draft.texts else passages.main_file(draft.module),
        asked.get("passage", ""),
        asked.get("words", ""),
        asker().person_id,
    )
    return redirect(url_for("authoring.remarks", draft_id=draft_id))


@blueprint.post("/<int:draft_id>/remarks/<int:thread_id>")
@requires(REVIEW)
def go_on(draft_id: int, thread_id: int) -> Response:
    """Answer a remark, close it, or open it again."""
    draft = queries.draft(asker(), draft_id)
    if request.form.get("words", "").strip():
        actions.answer(draft.id, thread_id, request.form["words"], asker().person_id)
    if request.form.get("act") == "resolve":
        actions.resolve(draft.id, thread_id, asker().person_id)
    return redirect(url_for("authoring.remarks", draft_id=draft_id, _anchor=f"remark-{thread_id}"))


@blueprint.get("/<int:draft_id>/review")
@requires(REVIEW)
def review(draft_id: int) -> str:
    """What changed, what it may be called, whom it concerns; and the second pair of eyes."""
    draft = queries.draft(asker(), draft_id)
    changes, new = _changes(draft)
    front = passages.front_of(draft.module, draft.texts)
    before = library.newest_or_none(draft.module)
    return render_template(
        "authoring/review.html",
        draft=draft,
        changes=changes,
        new=new,
        proposed=proposed(changes) if before else ChangeClass.LEARNING,
        before=before,
        front=front,
        classes=list(ChangeClass),
        impact=learning.impact(draft.module),
        faults=check_module(draft.module, draft.texts, library.foundations())[1],
        review=queries.newest_review(draft_id),
        publications=queries.publications(draft_id),
        is_author=bool(asker().office(Office.AUTHOR)),
        is_reviewer=bool(asker().office(Office.REVIEWER)) and asker().person_id not in queries.writers(draft_id),
        form=Form(),
    )


def _changes(draft: DraftRecord) -> tuple[list[Change], Teaching]:
    """What differs between the newest published version and the draft; everything is new where there is none."""
    new = teaching(unfinished.module(draft.module, draft.texts))
    before = library.newest_or_none(draft.module)
    return differences(library.teaching(before.id) if before else Teaching(), new), new


@blueprint.post("/<int:draft_id>/review")
@requires(AUTHOR)
def ask(draft_id: int) -> Response:
    """Say what the change is, and ask for a second pair of eyes on exactly this text."""
    who, draft = asker(), queries.draft(asker(), draft_id)
    chosen = request.form.get("change", "")
    change = ChangeClass(chosen) if chosen in list(ChangeClass) else ChangeClass.LEARNING
    changes, _ = _changes(draft)
    more = understated(changes, change) if library.newest_or_none(draft.module) else []
    if more:
        raise DomainError(f"This is more than a {change}: {more[0].what} {more[0].code}. {more[0].why}")
    edition = request.form.get("edition", "").strip()[:20] or "1.0"
    changed = passages.set_front(draft.module, draft.texts, {"edition": edition, "change": str(change)})
    actions.keep(draft_id, f"Edition {edition}, {change}", who.person_id, changed)
    actions.ask_for_review(queries.draft(who, draft_id), request.form.getlist("learning"), who.person_id)
    return redirect(url_for("authoring.opening", draft_id=draft_id, said="asked"))


@blueprint.post("/<int:draft_id>/decide")
@requires(REVIEW)
@proved("authoring.listed")
def decide(draft_id: int) -> Response:
    """Approve the text that was read, or ask for changes."""
    draft = queries.draft(asker(), draft_id)
    said = Verdict.APPROVED if request.form.get("verdict") == Verdict.APPROVED else Verdict.CHANGES
    actions.decide(asker(), draft, request.form.get("seen", ""), said, request.form.get("words", ""))
    return redirect(url_for("authoring.opening", draft_id=draft_id, said=str(said)))

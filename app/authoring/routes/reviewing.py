"""Remarks on passages, asking for a second pair of eyes, and giving one."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, proved, requires
from app.access.permissions import DRAFTS, WRITE
from app.authoring import actions, queries
from app.authoring.records import DraftRecord, Verdict
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import passages
from app.authoring.rules.desks import may_write
from app.content import unfinished
from app.content.change_classes import Concern, called, concerns, understated, whole
from app.content.checks import check_module
from app.content.difference import Teaching, differences, teaching
from app.core.errors import DomainError
from app.core.vocabulary import ChangeClass, Office
from app.learning import queries as learning
from app.library import queries as library
from app.library.records import VersionRecord
from app.web.forms import Form


@blueprint.get("/<int:draft_id>/remarks")
@requires(DRAFTS)
def remarks(draft_id: int) -> str:
    """What was said about the draft, and a box to say more."""
    draft = queries.draft(asker(), draft_id)
    is_from_word = request.args.get("said") == "word"
    return render_template(
        "authoring/remarks.html",
        draft=draft,
        remarks=queries.comments(draft_id),
        is_from_word=is_from_word,
        form=Form(),
    )


@blueprint.post("/<int:draft_id>/remarks")
@requires(DRAFTS)
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
@requires(DRAFTS)
def go_on(draft_id: int, thread_id: int) -> Response:
    """Answer a remark, close it, or open it again."""
    draft = queries.draft(asker(), draft_id)
    if request.form.get("words", "").strip():
        actions.answer(draft.id, thread_id, request.form["words"], asker().person_id)
    if request.form.get("act") == "resolve":
        actions.resolve(draft.id, thread_id, asker().person_id)
    return redirect(url_for("authoring.remarks", draft_id=draft_id, _anchor=f"remark-{thread_id}"))


@blueprint.get("/<int:draft_id>/review")
@requires(DRAFTS)
def review(draft_id: int) -> str:
    """What changed, what it may be called, whom it concerns; and the second pair of eyes."""
    draft = queries.draft(asker(), draft_id)
    before, new = library.newest_or_none(draft.module), teaching(unfinished.module(draft.module, draft.texts))
    asked, found = queries.newest_review(draft_id), _concerns(before, new)
    said = asked.names if asked else {}
    names = called(found, said)
    learned = {one.statement: one.kinds for one in found if names[one.statement] is ChangeClass.LEARNING}
    return render_template(
        "authoring/review.html",
        draft=draft,
        found=found,
        said=said,
        before=before,
        front=passages.front_of(draft.module, draft.texts),
        impact=learning.impact(draft.module),
        owing=learning.would_owe(draft.module, learned, new),
        faults=check_module(draft.module, draft.whole, library.foundations())[1],
        review=asked,
        publications=queries.publications(draft_id),
        whom=queries.whom(draft),
        was_for=library.whom(before.owner) if before else "",
        is_author=may_write(asker(), draft),
        is_reviewer=_may_approve(draft),
        form=Form(),
    )


def _may_approve(draft: DraftRecord) -> bool:
    """Whether the asker may approve what is for whom this is, and did not write in it."""
    try:
        owner = queries.owner_of(draft)
    except DomainError:
        return False
    return queries.acts_for(asker(), owner, Office.REVIEWER) and asker().person_id not in queries.writers(draft.id)


def _concerns(before: VersionRecord | None, new: Teaching) -> list[Concern]:
    """What differs between the newest published version and the draft, by statement; nothing where there is none."""
    return concerns(differences(library.teaching(before.id), new)) if before else []


@blueprint.post("/<int:draft_id>/review")
@requires(WRITE)
def ask(draft_id: int) -> Response:
    """Say what each change is, and ask for a second pair of eyes on exactly this text."""
    who, draft = asker(), queries.draft_to_write(asker(), draft_id)
    before, new = library.newest_or_none(draft.module), teaching(unfinished.module(draft.module, draft.texts))
    found = _concerns(before, new)
    names = called(found, _said(found))
    more = understated(found, names)
    if more:
        raise DomainError(f"This is more than it is called: {more[0].what} {more[0].code}. {more[0].why}")
    change = whole(names.values()) if before else ChangeClass.LEARNING
    edition = request.form.get("edition", "").strip()[:20] or "1.0"
    changed = passages.set_front(draft.module, draft.texts, {"edition": edition, "change": str(change)})
    actions.keep(draft_id, f"Edition {edition}, {change}", who.person_id, changed)
    actions.ask_for_review(who, queries.draft_to_write(who, draft_id), names)
    return redirect(url_for("authoring.opening", draft_id=draft_id, said="asked"))


def _said(found: list[Concern]) -> dict[str, ChangeClass]:
    """What the author called each change; anything that is no change class counts as not said."""
    typed = {one.statement: request.form.get(f"change.{one.statement}", "") for one in found}
    return {statement: ChangeClass(name) for statement, name in typed.items() if name in list(ChangeClass)}


@blueprint.post("/<int:draft_id>/decide")
@requires(DRAFTS)
@proved("authoring.listed")
def decide(draft_id: int) -> Response:
    """Approve the text that was read, or ask for changes."""
    draft = queries.draft(asker(), draft_id)
    said = Verdict.APPROVED if request.form.get("verdict") == Verdict.APPROVED else Verdict.CHANGES
    actions.decide(asker(), draft, request.form.get("seen", ""), said, request.form.get("words", ""))
    return redirect(url_for("authoring.opening", draft_id=draft_id, said=str(said)))

"""A section's running text in a plain editor: our blocks by buttons, and at its side what comes out of it."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import WRITE
from app.authoring import actions, queries
from app.authoring.actions.drafts import Overtaken
from app.authoring.preview import section_as
from app.authoring.records import DraftRecord
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import inserts, passages
from app.content import unfinished
from app.content.checks import check_module
from app.content.difference import side_by_side
from app.content.faults import Fault
from app.core.codes import fingerprint
from app.core.errors import DomainError
from app.core.vocabulary import SettingKind
from app.library import queries as library
from app.reviews import queries as register
from app.web.forms import Form
from app.web.limits import limited


@blueprint.route("/<int:draft_id>/section/<slug>", methods=["GET", "POST"])
@requires(WRITE)
def section(draft_id: int, slug: str) -> str | tuple[str, int] | Response:
    """Write a section. Looking and inserting save nothing; saving refuses nothing but what would overwrite somebody."""
    draft = queries.draft_to_write(asker(), draft_id)
    stands = passages.passage(draft.module, draft.texts, slug)
    if request.method == "GET":
        return _page(draft, slug, stands, fingerprint(stands))
    typed, seen = _typed(), request.form.get("seen", "")
    if "insert" in request.form:
        longer = passages.Passage(typed.title, inserts.with_insert(typed.words, request.form["insert"]))
        return _page(draft, slug, longer, seen)
    if "look" in request.form:
        return _page(draft, slug, typed, seen)
    try:
        actions.keep_part(
            draft_id,
            f"Text: {typed.title}",
            asker().person_id,
            seen,
            lambda texts: passages.passage(draft.module, texts, slug),
            lambda texts: passages.with_passage(draft.module, texts, slug, typed),
        )
    except Overtaken as overtaken:
        return _page(draft, slug, typed, fingerprint(overtaken.stands), overtaken), 409
    kind = request.form.get("kind", "")
    return redirect(url_for("authoring.section", draft_id=draft_id, slug=slug, said="saved", kind=kind))


@blueprint.post("/<int:draft_id>/section/<slug>/look")
@requires(WRITE)
@limited("120 per minute")
def look(draft_id: int, slug: str) -> str:
    """What comes out of a section as it is being typed; nothing is kept."""
    draft = queries.draft_to_write(asker(), draft_id)
    return render_template("authoring/look.html", **_look(draft, slug, _typed()))


def _typed() -> passages.Passage:
    words = request.form.get("words", "").replace("\r\n", "\n")
    return passages.Passage(" ".join(request.form.get("title", "").split())[:200], words)


def _page(draft: DraftRecord, slug: str, shown: passages.Passage, seen: str, overtaken: Overtaken | None = None) -> str:
    return render_template(
        "authoring/section.html",
        draft=draft,
        slug=slug,
        shown=shown,
        seen=seen,
        inserts=inserts.INSERTS,
        faults=_faults(draft, slug),
        overtaken=overtaken,
        both=side_by_side(overtaken.stands.words, shown.words) if overtaken else None,
        said=request.args.get("said", ""),
        form=Form(),
        **_look(draft, slug, shown),
    )


def _look(draft: DraftRecord, slug: str, shown: passages.Passage) -> dict[str, Any]:
    """A section as one kind of setting would read it, or why it cannot be shown."""
    kinds = unfinished.module(draft.module, draft.texts).kinds
    asked = request.values.get("kind", "")
    kind = SettingKind(asked) if asked in kinds else kinds[0]
    said: dict[str, Any] = {"kind": kind, "kinds": kinds, "page": None, "cited": {}, "wrong": ""}
    try:
        texts = {**draft.texts, **passages.with_passage(draft.module, draft.texts, slug, shown)}
        page, _, _ = section_as(draft.module, texts, kind, slug, library.foundations())
    except DomainError as refusal:
        return {**said, "wrong": str(refusal)}
    findings = [ref for block in page.blocks for ref in (*block.get("findings", ()), *block.get("sources", ()))]
    cited = register.citations([*page.cites, *findings])
    return {**said, "page": page, "cited": cited, "pictures": url_for("authoring.picture", draft_id=draft.id, name="")}


def _faults(draft: DraftRecord, slug: str) -> list[Fault]:
    """What is to be mended between the first and the last line of a section, as it was saved."""
    first, last = passages.lines_of(draft.module, draft.texts, slug)
    found = check_module(draft.module, draft.whole, library.foundations())[1]
    main = passages.main_file(draft.module)
    return [fault for fault in found if fault.file == main and first <= fault.line <= last]

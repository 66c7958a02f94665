"""The guided path, and the plain text beside it: each page saves its own part, and nobody overwrites anybody."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import WRITE
from app.authoring import actions, queries
from app.authoring.actions.drafts import Overtaken
from app.authoring.forms import sheet
from app.authoring.records import DraftRecord
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import parts, passages, starts
from app.content import unfinished
from app.content.checks import check_module
from app.content.difference import side_by_side
from app.content.faults import Fault
from app.content.reader import bank_name
from app.core.codes import fingerprint
from app.core.errors import NotFound
from app.core.vocabulary import EVERYONE, SettingKind
from app.library import queries as library
from app.reviews import queries as register
from app.web.forms import Form

MOST_FOUND = 20


@blueprint.route("/<int:draft_id>/step/<path:key>", methods=["GET", "POST"])
@requires(WRITE)
def step(draft_id: int, key: str) -> str | tuple[str, int] | Response:
    """One step of the guided path: a form for one part of the draft."""
    draft = queries.draft_to_write(asker(), draft_id)
    part = parts.part(draft.module, key, draft.texts)
    stands = part.read(draft.texts)
    if request.method == "GET":
        return _step_page(draft, key, part, stands, fingerprint(stands))
    typed = sheet.taken(part.schema, request.form.to_dict(flat=False))
    try:
        actions.keep_part(
            draft_id,
            part.title,
            asker().person_id,
            request.form.get("seen", ""),
            part.read,
            lambda texts: part.write(texts, typed),
        )
    except Overtaken as overtaken:
        seen = fingerprint(overtaken.stands)
        return _step_page(draft, key, part, typed, seen, overtaken), 409
    return redirect(url_for("authoring.opening", draft_id=draft_id, said="saved", _anchor="steps"))


def _step_page(
    draft: DraftRecord, key: str, part: parts.Part, value: Any, seen: str, overtaken: Overtaken | None = None
) -> str:
    return render_template(
        "authoring/step.html",
        draft=draft,
        key=key,
        title=part.title,
        file=part.file,
        rows=sheet.rows(part.schema, value, _choices(draft, key)),
        seen=seen,
        overtaken=overtaken,
        both=sheet.compared(part.schema, overtaken.stands, value) if overtaken else [],
        form=Form(),
    )


def _choices(draft: DraftRecord, key: str) -> dict[str, list[tuple[str, str]]]:
    """The values that are known for some keys: themes, requirements, the draft's own statements."""
    shelf = library.foundations()
    module = unfinished.module(draft.module, draft.texts)
    statements = [(b.attributes["id"], b.attributes["id"]) for _, b in module.statements()]
    if key == "about":
        asked = [entry for marked in shelf.pathways for entry in marked.value["requirements"]]
        codes = [(entry["code"], f"{entry['code']}: {entry['title']}") for entry in asked]
        themes = [(theme["id"], theme["title"]) for theme in shelf.themes.value["themes"]]
        return {
            "theme": [("", "Choose a theme"), *themes],
            "contributes_to": [(c, w) for (c, w), entry in zip(codes, asked, strict=True) if entry["contributes"]],
            "does_not_evidence": codes,
        }
    return {"statement": [("", "Choose a statement"), *statements], "statements": statements}


@blueprint.route("/<int:draft_id>/findings", methods=["GET", "POST"])
@requires(WRITE)
def findings(draft_id: int) -> str | tuple[str, int] | Response:
    """Step one: choose what the module teaches from the register, found by words, theme or review."""
    draft = queries.draft_to_write(asker(), draft_id)
    if request.method == "POST":
        add, drop = request.form.getlist("add"), request.form.getlist("drop")
        changed = passages.choose_findings(draft.module, draft.texts, add, drop)
        actions.keep_part(
            draft_id,
            "Findings",
            asker().person_id,
            request.form.get("seen", ""),
            lambda texts: texts.get(passages.main_file(draft.module), ""),
            lambda _: changed,
        )
        return redirect(url_for("authoring.findings", draft_id=draft_id, said="saved"))
    module = unfinished.module(draft.module, draft.texts)
    chosen = list(dict.fromkeys(ref for _, block in module.statements() for ref in block.listed("findings")))
    words, theme = request.args.get("words", "").strip()[:80], request.args.get("theme", "")[:60]
    found = [one for one in register.findings(words, theme, MOST_FOUND + len(chosen)) if one.ref not in chosen]
    return render_template(
        "authoring/findings.html",
        draft=draft,
        chosen=register.citations(chosen),
        unknown=[ref for ref in chosen if ref not in register.citations(chosen)],
        found=found[:MOST_FOUND],
        words=words,
        theme=theme,
        themes=register.themes(),
        seen=fingerprint(draft.texts.get(passages.main_file(draft.module), "")),
        said=request.args.get("said", ""),
        form=Form(),
    )


@blueprint.get("/<int:draft_id>/questions/<who>")
@requires(WRITE)
def questions(draft_id: int, who: str) -> str:
    """The questions of everyone or of one kind of setting, each leading to its own page."""
    draft = queries.draft_to_write(asker(), draft_id)
    module = unfinished.module(draft.module, draft.texts)
    if who not in module.banks:
        raise NotFound("There are no such questions.")
    return render_template(
        "authoring/questions.html",
        draft=draft,
        who=who,
        words_for="everyone" if who == EVERYONE else SettingKind(who).label,
        questions=module.banks[who].questions,
        name=bank_name(draft.module, who),
        said=request.args.get("said", ""),
    )


@blueprint.route("/<int:draft_id>/text/<path:name>", methods=["GET", "POST"])
@requires(WRITE)
def text(draft_id: int, name: str) -> str | tuple[str, int] | Response:
    """A whole file as plain text, with what is to be mended in it beside."""
    draft = queries.draft_to_write(asker(), draft_id)
    if not starts.belongs(draft.module, name):
        raise NotFound("There is no such file.")
    stands = draft.texts.get(name) or ("" if name in draft.texts else starts.empty_file(draft.module, name))
    if request.method == "GET":
        return _text_page(draft, name, stands, fingerprint(draft.texts.get(name)))
    typed = request.form.get("text", "").replace("\r\n", "\n")
    try:
        actions.keep_part(
            draft_id,
            name,
            asker().person_id,
            request.form.get("seen", ""),
            lambda texts: texts.get(name),
            lambda _: {name: typed},
        )
    except Overtaken as overtaken:
        return _text_page(draft, name, typed, fingerprint(overtaken.stands), overtaken), 409
    return redirect(url_for("authoring.text", draft_id=draft_id, name=name, said="saved"))


def _text_page(draft: DraftRecord, name: str, words: str, seen: str, overtaken: Overtaken | None = None) -> str:
    return render_template(
        "authoring/text.html",
        draft=draft,
        name=name,
        words=words,
        seen=seen,
        faults=_faults_of(draft, name),
        overtaken=overtaken,
        both=side_by_side(overtaken.stands or "", words) if overtaken else None,
        said=request.args.get("said", ""),
        form=Form(),
    )


def _faults_of(draft: DraftRecord, name: str) -> list[Fault]:
    found = check_module(draft.module, draft.whole, library.foundations())[1]
    return [fault for fault in found if fault.file == name]

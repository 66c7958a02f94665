"""Questions brought in from a spreadsheet or from GIFT: looked at first, added at the end, never over anything."""

from typing import Any

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import WRITE
from app.authoring import actions, queries
from app.authoring.actions.drafts import Overtaken
from app.authoring.records import DraftRecord
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import brought, gift, parts, question_csv
from app.authoring.rules.brought import Brought
from app.content import unfinished
from app.content.checks import check_module
from app.content.reader import bank_name
from app.core.codes import fingerprint
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import EVERYONE, KIND_LABELS, SettingKind
from app.library import queries as library
from app.web.edge import takes_file
from app.web.forms import Form

FORMS = {"csv": question_csv.parse, "gift": gift.parse}
LARGEST_UPLOAD = 8 * brought.LARGEST + 64 * 1024  # the box and the file, four bytes a character at most


@blueprint.get("/questions.csv")
@requires(WRITE)
def questions_template() -> FlaskResponse:
    """A table with three questions as examples, to be filled in."""
    text = "\ufeff" + question_csv.write(question_csv.EXAMPLES)
    answer = FlaskResponse(text.encode(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=questions.csv"
    return answer


@blueprint.route("/<int:draft_id>/questions/<who>/bring-in", methods=["GET", "POST"])
@requires(WRITE)
@takes_file(LARGEST_UPLOAD)
def bring_in_questions(draft_id: int, who: str) -> str | tuple[str, int] | Response:
    """Look at what a file would add, and add it once that was seen."""
    draft = queries.draft_to_write(asker(), draft_id)
    if who not in unfinished.module(draft.module, draft.texts).banks:
        raise NotFound("There are no such questions.")
    if request.method == "GET":
        return _page(draft, who, "csv", "")
    form = request.form.get("form", "")
    try:
        words = _sent()
        if form not in FORMS:
            raise DomainError("Choose what the file is.")
        found = _found(draft, who, form, words)
    except DomainError as refused:
        return _page(draft, who, form, request.form.get("words", ""), wrong=str(refused)), 400
    is_seen = request.form.get("looked") == fingerprint([form, words])
    if request.form.get("do") != "keep" or not is_seen or not found.asked:
        return _page(draft, who, form, words, found)
    try:
        _keep(draft, who, found)
    except Overtaken as overtaken:
        draft = queries.draft_to_write(asker(), draft_id)
        wrong = f"{overtaken.by} saved these questions while you were looking. Nothing was added. Look again."
        return _page(draft, who, form, words, _found(draft, who, form, words), wrong), 409
    return redirect(url_for("authoring.questions", draft_id=draft_id, who=who, said="brought"))


def _found(draft: DraftRecord, who: str, form: str, words: str) -> Brought:
    """What a text holds, as the draft would take it. Raises DomainError where that is more than it can hold."""
    found = brought.named(FORMS[form](words), parts.questions_in(draft.module, who, draft.texts), who)
    parts.with_questions(draft.module, who, draft.texts, [one.question for one in found.asked])
    return found


def _sent() -> str:
    """The text that was sent, out of the file where one was chosen. Raises DomainError where it is none."""
    chosen = request.files.get("file")
    words = _decoded(chosen.read()) if chosen and chosen.filename else request.form.get("words", "")
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not words.strip():
        raise DomainError("Choose a file, or paste its text.")
    if len(words) > brought.LARGEST:
        raise DomainError(f"A file may have {brought.LARGEST:,} characters; this one has {len(words):,}.")
    return words


def _decoded(content: bytes) -> str:
    """The letters of a file, as a spreadsheet or a text editor writes them. Raises DomainError."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DomainError("The letters of this file cannot be read. Save it again as UTF-8.")


def _keep(draft: DraftRecord, who: str, found: Brought) -> None:
    count = len(found.asked)
    actions.keep_part(
        draft.id,
        f"{count} {'question' if count == 1 else 'questions'} brought in for {_for(who)}",
        asker().person_id,
        request.form.get("seen", ""),
        lambda texts: parts.questions_in(draft.module, who, texts),
        lambda texts: parts.with_questions(draft.module, who, texts, [one.question for one in found.asked]),
    )


def _for(who: str) -> str:
    return "everyone" if who == EVERYONE else KIND_LABELS[SettingKind(who)]


def _page(draft: DraftRecord, who: str, form: str, words: str, found: Brought | None = None, wrong: str = "") -> str:
    there = parts.questions_in(draft.module, who, draft.texts)
    lacks, whole = _lacking(draft, who, found, len(there)) if found and found.asked else ({}, [])
    return render_template(
        "authoring/bring_questions.html",
        draft=draft,
        who=who,
        words_for=_for(who),
        chosen=form,
        words=words,
        found=found,
        lacks=lacks,
        whole=whole,
        wrong=wrong,
        seen=fingerprint(there),
        looked=fingerprint([form, words]) if found else "",
        largest=brought.LARGEST,
        form=Form(),
    )


def _lacking(draft: DraftRecord, who: str, found: Brought, first: int) -> tuple[dict[int, Any], list[Any]]:
    """What the checks would say of the file with the new questions in it."""
    more = parts.with_questions(draft.module, who, draft.texts, [one.question for one in found.asked])
    faults = check_module(draft.module, {**draft.whole, **more}, library.foundations())[1]
    name = bank_name(draft.module, who)
    return brought.lacking([fault for fault in faults if fault.file == name], first)

"""The list of drafts, beginning one, and what a draft looks like as a whole: checks, coverage, preview, files."""

import zipfile
from io import BytesIO
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import DRAFTS, WRITE
from app.authoring import actions, queries
from app.authoring.forms.begin import BeginForm, WordForm
from app.authoring.preview import section_as
from app.authoring.records import DraftRecord
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import coverage, passages, starts
from app.authoring.rules.desks import may_write
from app.authoring.rules.passages import main_file
from app.content import unfinished
from app.content.checks import check_module
from app.content.faults import Fault
from app.content.hints import hints
from app.content.word import from_word
from app.content.word_package import LARGEST_FILE, Unreadable
from app.core.clock import today
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Office, SettingKind
from app.library import queries as library
from app.library.records import VersionRecord
from app.reviews import queries as register
from app.web.edge import takes_file
from app.web.forms import Form
from app.web.limits import limited
from app.workforce import queries as workforce

LOOKS = ("phone", "print", "outline")


@blueprint.get("")
@requires(DRAFTS)
def listed() -> str:
    """Every draft that is being written, and the way to begin one."""
    return render_template(
        "authoring/listed.html", drafts=queries.drafts(asker()), away=queries.drafts(asker(), put_away=True)
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(WRITE)
def new() -> str | tuple[str, int] | Response:
    """Begin a draft from nothing, a template, or a module that is published."""
    form, published = BeginForm(), library.modules_for(workforce.reach_of(asker()))
    form.only_for.choices = queries.choices(asker())
    form.start.choices = [
        (starts.TEMPLATE, "A template with three sections and a scene"),
        (starts.BLANK, "Nothing"),
        *((f"new-version {one.id}", f"A new version of “{one.title}”") for one in published if _is_ours(one)),
        *((f"adopt {one.id}", f"A module of our own, adopted from “{one.title}”") for one in published),
    ]
    form.course.choices = series()
    if form.validate_on_submit():
        try:
            return redirect(url_for("authoring.opening", draft_id=_begin(form)))
        except DomainError as refusal:
            form.title.errors = [str(refusal)]
    page = render_template("authoring/new.html", form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/new/word", methods=["GET", "POST"])
@requires(WRITE)
@takes_file(LARGEST_FILE + 64 * 1024)
@limited("30 per hour", methods=["POST"])
def new_from_word() -> str | tuple[str, int] | Response:
    """Begin a draft from a Word document; what could not be kept of it becomes remarks, to be closed one by one."""
    form = WordForm()
    form.course.choices, form.only_for.choices = series(), queries.choices(asker())
    if form.validate_on_submit():
        try:
            return redirect(url_for("authoring.remarks", draft_id=_begin_from_word(form), said="word"))
        except Unreadable as refusal:
            form.file.errors = [str(refusal)]
        except DomainError as refusal:
            form.title.errors = [str(refusal)]
    page = render_template("authoring/new_from_word.html", form=form)
    return (page, 400) if form.is_submitted() else page


def series() -> list[tuple[str, str]]:
    """Every series that a module may be part of, by its id."""
    return [(one.value["id"], one.value["title"]) for one in library.foundations().courses]


def _begin_from_word(form: WordForm) -> int:
    who, title, course = asker(), form.title.data.strip(), form.course.data
    code = f"{course}/{starts.slug(title) or 'module'}"
    _is_free(code)
    read = from_word(form.content())
    owner = library.owner_of(form.only_for.data)
    texts = starts.from_word(code, title, queries.kinds_for(owner, form.for_kinds()), f"{today()}", read.chapters)
    texts |= _only_for(code, texts, form)
    draft_id = actions.begin(code, title, queries.desk_for(who, owner), who.person_id, texts)
    for words in read.lost:
        actions.comment(draft_id, main_file(code), "", f"From the Word document. {words}", who.person_id)
    return draft_id


def _is_free(code: str) -> None:
    if library.newest_or_none(code):
        raise DomainError("A published module has this name. Choose another title.")


def _begin(form: BeginForm) -> int:
    who, owner = asker(), library.owner_of(form.only_for.data)
    desk = queries.desk_for(who, owner)
    title, course = form.title.data.strip(), form.course.data
    how, _, version_id = form.start.data.partition(" ")
    code = f"{course}/{starts.slug(title) or 'module'}"
    if not version_id:
        kinds = queries.kinds_for(owner, form.for_kinds())
        texts = starts.fresh(course, code.partition("/")[2], title, kinds, f"{today()}", how == starts.TEMPLATE)
        return actions.begin(code, title, desk, who.person_id, texts | _only_for(code, texts, form))
    version = library.version_for(int(version_id), workforce.reach_of(who))
    texts = library.texts(version.id)
    if not texts:
        raise DomainError("This version was published before its source was kept. Publish the files once more first.")
    if how == "new-version":
        if not _is_ours(version):
            raise NotFound("There is no such module of yours.")
        desk = queries.desk_for(who, version.owner)
        return actions.begin(version.module, version.title, desk, who.person_id, texts, version.id)
    _is_free(code)
    copied = starts.copied(texts, version.module, code, title)
    kinds = queries.kinds_for(owner, [kind for kind in form.for_kinds() if kind in version.kinds])
    copied |= _only_for(code, copied, form, kinds=None if len(kinds) == len(SettingKind) else [str(k) for k in kinds])
    return actions.begin(code, title, desk, who.person_id, copied, version.id)


def _is_ours(version: VersionRecord) -> bool:
    """Whether the asker may write for those whom a version is for."""
    return queries.acts_for(asker(), version.owner, Office.AUTHOR)


def _only_for(code: str, texts: dict[str, str], form: BeginForm, **more: Any) -> dict[str, str]:
    """The main file of new texts, which says whom it is for; unchanged where that is everybody."""
    if not form.only_for.data:
        return {}
    return passages.set_front(code, texts, {"only_for": form.only_for.data, **more})


@blueprint.get("/<int:draft_id>")
@requires(DRAFTS)
def opening(draft_id: int) -> str:
    """A draft as a whole: its steps, how many things are to be mended, who saved what, and where it stands."""
    draft = queries.draft(asker(), draft_id)
    shelf = library.foundations()
    module = unfinished.module(draft.module, draft.texts)
    return render_template(
        "authoring/opening.html",
        draft=draft,
        module=module,
        faults=check_module(draft.module, draft.whole, shelf)[1],
        history=queries.history(draft_id, 8),
        review=queries.newest_review(draft_id),
        publications=queries.publications(draft_id),
        remarks=queries.comments(draft_id),
        upstream=queries.upstream(draft),
        whom=queries.whom(draft),
        is_author=may_write(asker(), draft),
        form=Form(),
        said=request.args.get("said", ""),
    )


@blueprint.get("/<int:draft_id>/checks")
@requires(DRAFTS)
def checks(draft_id: int) -> str:
    """Everything to be mended before publication, with its place and remedy; and where the module is thin."""
    draft = queries.draft(asker(), draft_id)
    shelf = library.foundations()
    faults = check_module(draft.module, draft.whole, shelf)[1]
    return render_template(
        "authoring/checks.html",
        draft=draft,
        faults=[(one, _step(draft, one)) for one in faults],
        hints=[(one, _step(draft, one)) for one in hints(unfinished.module(draft.module, draft.texts))],
    )


@blueprint.get("/<int:draft_id>/coverage")
@requires(DRAFTS)
def covered(draft_id: int) -> str:
    """The coverage grid: statements by kind of setting, findings by statement, themes by question."""
    draft = queries.draft(asker(), draft_id)
    module, shelf = unfinished.module(draft.module, draft.texts), library.foundations()
    kind = request.args.get("kind", "")
    chosen = SettingKind(kind) if kind in module.kinds else module.kinds[0]
    return render_template(
        "authoring/coverage.html",
        draft=draft,
        kind=chosen,
        kinds=module.kinds,
        ways=coverage.WAYS,
        lines=coverage.by_kind(module)[chosen],
        findings=coverage.findings(module),
        themes=coverage.themes(module, shelf),
        known=shelf.finding_refs(),
        titles={theme["id"]: theme["title"] for theme in shelf.themes.value["themes"]},
    )


def _step(draft: DraftRecord, fault: Fault) -> str:
    """The address of the page that mends a fault."""
    return url_for("authoring.text", draft_id=draft.id, name=fault.file, line=fault.line, _anchor="text")


@blueprint.get("/<int:draft_id>/preview/<kind>/<slug>")
@requires(DRAFTS)
def preview(draft_id: int, kind: str, slug: str) -> str:
    """A section of the draft as one kind of setting would read it: on a phone, printed, or as a plain outline."""
    draft = queries.draft(asker(), draft_id)
    if kind not in list(SettingKind):
        raise NotFound("There is no such kind of setting.")
    look = request.args.get("as", "")
    page, titles, kinds = section_as(draft.module, draft.texts, SettingKind(kind), slug, library.foundations())
    return render_template(
        "authoring/preview.html",
        draft=draft,
        kind=SettingKind(kind),
        kinds=kinds,
        page=page,
        titles=titles,
        look=look if look in LOOKS else "",
        looks=LOOKS,
        cited=register.citations(page.cites),
        pictures=url_for("authoring.picture", draft_id=draft.id, name=""),
    )


@blueprint.get("/<int:draft_id>/files.zip")
@requires(DRAFTS)
def files(draft_id: int) -> Response:
    """Every file of the draft, as it lies under courses/ and quizzes/."""
    draft = queries.draft(asker(), draft_id)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in draft.texts.items():
            archive.writestr(name, text)
        for name, picture in queries.shown_pictures(draft).items():
            archive.writestr(name, picture.content)
    made.seek(0)
    name = f"{draft.module.replace('/', '-')}.zip"
    return send_file(made, "application/zip", as_attachment=True, download_name=name)


@blueprint.post("/<int:draft_id>/undo")
@requires(WRITE)
def undo(draft_id: int) -> Response:
    """Take the last save back."""
    actions.undo(queries.draft_to_write(asker(), draft_id).id, asker().person_id)
    return redirect(url_for("authoring.opening", draft_id=draft_id, said="undone"))


@blueprint.post("/<int:draft_id>/redo")
@requires(WRITE)
def redo(draft_id: int) -> Response:
    """Do again what was taken back."""
    actions.redo(queries.draft_to_write(asker(), draft_id).id, asker().person_id)
    return redirect(url_for("authoring.opening", draft_id=draft_id, said="redone"))


@blueprint.post("/<int:draft_id>/put-away")
@requires(WRITE)
def put_away(draft_id: int) -> Response:
    """Take a draft off the list."""
    actions.put_away(queries.draft_to_write(asker(), draft_id).id, asker().person_id)
    return redirect(url_for("authoring.listed"))


@blueprint.post("/<int:draft_id>/bring-back")
@requires(WRITE)
def bring_back(draft_id: int) -> Response:
    """Put a draft back on the list."""
    mine = [one.id for one in queries.drafts(asker(), put_away=True) if may_write(asker(), one)]
    if draft_id not in mine:
        raise NotFound("There is no such draft.")
    actions.bring_back(draft_id, asker().person_id)
    return redirect(url_for("authoring.opening", draft_id=draft_id))

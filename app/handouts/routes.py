"""Choosing what to print, the sheets themselves, and the page that a sheet's code leads to."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urljoin

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.access.guard import asker, identity, my_post, public, requires
from app.access.identity import Reach
from app.access.permissions import ANSWERS, LEARN, PRINT
from app.content.citations import FIELDS
from app.core.codes import normalised
from app.core.errors import NotFound
from app.core.vocabulary import Office, SettingKind
from app.handouts import queries
from app.handouts.codes import PAPERS
from app.handouts.deck import to_pptx
from app.handouts.pdf import PAPER_SHEETS, render_pdf
from app.handouts.records import Choosing, Sheet, Slide, Stamp
from app.handouts.rules import meeting, words
from app.handouts.rules.paper import key
from app.handouts.rules.single import spoken
from app.library import queries as library
from app.library.records import VersionRecord
from app.reviews import queries as register
from app.web.limits import limited
from app.workforce import queries as workforce
from app.workforce.context import my_setting

blueprint = Blueprint("handouts", __name__)
BY_HAND, OURS = "______________", "our setting"
TEMPLATES = {
    Sheet.BRIEFING: "handouts/sheets/briefing.html",
    Sheet.POSTER: "handouts/sheets/poster.html",
    Sheet.PACK: "handouts/sheets/pack.html",
    Sheet.GUIDE: "handouts/sheets/guide.html",
    Sheet.EASY_READ: "handouts/sheets/easy_read.html",
    Sheet.SLIDES: "handouts/sheets/slides.html",
}
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@blueprint.get("/handouts")
@requires(PRINT)
def listed() -> str:
    """Every module there is to print, for the asker's kind of setting; for every kind, where she is a trainer."""
    return render_template("handouts/listed.html", modules=library.modules_for(_reach()), kinds=_kinds())


def _reach() -> Reach:
    """Whose modules whoever asks may print."""
    return workforce.reach_of(asker())


def _kinds() -> list[SettingKind]:
    """The kinds of setting that whoever asks may print for."""
    who = asker()
    if who.office(Office.AUTHOR, Office.REVIEWER) or who.post is None:
        return list(SettingKind)
    return [who.post.kind]


@blueprint.get("/handouts/about/<theme>")
@requires(LEARN)
def about(theme: str) -> str | Answer:
    """From a theme to the briefing that is ready for it."""
    found = next((one for one in register.themes() if one.ref == theme), None)
    if found is None:
        raise NotFound("There is no such theme.")
    kind = my_post().kind
    version = queries.best_on(theme, kind, my_post().reach)
    if version is None:
        return render_template("handouts/untaught.html", theme=found, kind=kind)
    return redirect(url_for("handouts.sheet", version_id=version.id, kind=kind, sheet=Sheet.BRIEFING, theme=theme))


@blueprint.get("/handouts/<int:version_id>/<kind>")
@requires(PRINT)
def choose(version_id: int, kind: str) -> str:
    """What there is to print of a module for one kind of setting."""
    version, place = _asked(version_id, kind)
    return render_template(
        "handouts/choose.html",
        version=version,
        kind=place,
        newest=library.newest(version.module),
        sheets=queries.sheets_of(version, place),
        lengths=meeting.LENGTHS,
        papers=range(1, PAPERS + 1),
        may_see_answers=ANSWERS.rule(identity()),
    )


def _asked(version_id: int, kind: str) -> tuple[VersionRecord, SettingKind]:
    version = library.version_for(version_id, _reach())
    if kind not in _kinds() or kind not in version.kinds:
        raise NotFound("There is no such module for your kind of setting.")
    return version, SettingKind(kind)


@blueprint.get("/handouts/<int:version_id>/<kind>/<sheet>")
@requires(PRINT)
def sheet(version_id: int, kind: str, sheet: str) -> str:
    """A sheet as a page that prints well."""
    version, place = _asked(version_id, kind)
    what, chosen = _sheet(sheet), _chosen()
    return render_template(
        "handouts/page.html",
        name=what,
        has_pdf=what in PAPER_SHEETS,
        **_shown(version, place, what, chosen),
    )


@blueprint.get("/handouts/<int:version_id>/<kind>/<sheet>/print.pdf")
@requires(PRINT)
@limited("30 per minute")
def pdf(version_id: int, kind: str, sheet: str) -> Response:
    """The same as a PDF."""
    version, place = _asked(version_id, kind)
    what, chosen = _sheet(sheet), _chosen()
    if what not in PAPER_SHEETS:
        raise NotFound("Slides are printed from their page, or taken as a file.")
    return _as_pdf(what, _shown(version, place, what, chosen))


@blueprint.get("/handouts/<int:version_id>/<kind>/slides.pptx")
@requires(PRINT)
@limited("30 per minute")
def pptx(version_id: int, kind: str) -> Response:
    """The slides as a PowerPoint file, filled with the setting's own facts."""
    version, place = _asked(version_id, kind)
    chosen, facts = _chosen(), _facts()
    slides = queries.slides(version, place, chosen.minutes, chosen.theme)
    filled = [
        Slide(one.part, one.look, one.title, _spoken(one.lines, facts), _spoken(one.notes, facts)) for one in slides
    ]
    stamp = _stamp(version, place, Sheet.SLIDES, chosen)
    return _file(to_pptx(filled, stamp), PPTX, f"slides-{stamp.code}.pptx")


def _spoken(lines: tuple[str, ...], facts: dict[str, str | None]) -> tuple[str, ...]:
    return tuple(spoken(line, facts) for line in lines)


@blueprint.get("/handouts/<int:version_id>/<kind>/key")
@requires(ANSWERS)
def marking_key(version_id: int, kind: str) -> str:
    """What is right on an answer sheet, for whoever keys it in."""
    return render_template("handouts/page.html", name="key", has_pdf=True, **_key(version_id, kind))


@blueprint.get("/handouts/<int:version_id>/<kind>/key/print.pdf")
@requires(ANSWERS)
@limited("30 per minute")
def marking_key_pdf(version_id: int, kind: str) -> Response:
    """The same as a PDF."""
    return _as_pdf("key", _key(version_id, kind))


def _key(version_id: int, kind: str) -> dict[str, Any]:
    version, place = _asked(version_id, kind)
    chosen = _chosen()
    shown = _shown(version, place, Sheet.PACK, chosen)
    answers = queries.answer_sheet(version, place, chosen.paper)
    return shown | {
        "label": "Marking key",
        "template": "handouts/sheets/key.html",
        "content": [(one, key(one)) for one in answers.questions],
    }


def _sheet(name: str) -> Sheet:
    if name not in list(Sheet):
        raise NotFound("There is nothing of this name to print.")
    return Sheet(name)


def _chosen() -> Choosing:
    """What the address asks for; anything unexpected counts as not chosen."""
    minutes, paper = (request.args.get(name, type=int) for name in ("minutes", "paper"))
    theme = request.args.get("theme", "")
    return Choosing(
        theme if theme in {one.ref for one in register.themes()} else "",
        minutes if minutes and minutes in meeting.LENGTHS else meeting.TIMED_FOR,
        paper if paper and paper in range(1, PAPERS + 1) else 1,
    )


def _shown(version: VersionRecord, kind: SettingKind, sheet: Sheet, chosen: Choosing) -> dict[str, Any]:
    """Everything that the template of a sheet needs."""
    return {
        "stamp": _stamp(version, kind, sheet, chosen),
        "label": sheet.label,
        "template": TEMPLATES[sheet],
        "version": version,
        "kind": kind,
        "newest": library.newest(version.module),
        "content": _content(version, kind, sheet, chosen),
        "theme": next((one for one in register.themes() if one.ref == chosen.theme), None),
        "chosen": chosen,
        "asked": {name: value for name, value in asdict(chosen).items() if value != getattr(Choosing(), name)},
        "facts": _facts(),
        "contacts": library.contacts(),
        "words": words,
    }


def _content(version: VersionRecord, kind: SettingKind, sheet: Sheet, chosen: Choosing) -> Any:
    match sheet:
        case Sheet.BRIEFING:
            return queries.briefing(version, kind, chosen.theme)
        case Sheet.POSTER:
            return queries.poster(version, kind, chosen.theme)
        case Sheet.PACK:
            return queries.pack(version, kind, chosen.paper)
        case Sheet.GUIDE:
            return queries.guide(version, kind, chosen.minutes)
        case Sheet.EASY_READ:
            return queries.easy_read(version, kind)
        case Sheet.SLIDES:
            return queries.slides(version, kind, chosen.minutes, chosen.theme)


def _facts() -> dict[str, str | None]:
    """The setting's own facts; what nobody filled in, or a trainer has none of, is left to be written by hand."""
    place = my_setting()
    known = {name: value for name, value in (place.facts if place else {}).items() if value}
    return {**dict.fromkeys(FIELDS, BY_HAND), "setting": OURS, **known}


def _stamp(version: VersionRecord, kind: SettingKind, sheet: Sheet, chosen: Choosing) -> Stamp:
    code = queries.code_for(version, kind, sheet, chosen.paper if sheet is Sheet.PACK else 1)
    site = current_app.config["CSPR"].address
    return Stamp(
        code,
        urljoin(site, url_for("handouts.looked_up", code=code)),
        urljoin(site, url_for("handouts.look_up")).partition("://")[2],
        version.title,
        sheet.label,
        kind,
        version.edition,
        version.published_at,
    )


def _as_pdf(name: str, shown: dict[str, Any]) -> Response:
    stamp: Stamp = shown["stamp"]
    pictures = library.pictures_of([shown["version"].id]) if name == Sheet.PACK else {}
    inlined = {one: picture.inlined for one, picture in pictures.items()}
    return _file(render_pdf(name, **shown, inlined=inlined), "application/pdf", f"{name}-{stamp.kind}-{stamp.code}.pdf")


def _file(content: bytes, mimetype: str, name: str) -> Response:
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f"attachment; filename={name}"})


@blueprint.get("/sheet")
@public
@limited("30 per minute")
def look_up() -> str | Answer:
    """Where anyone types the code of a sheet."""
    typed = normalised(request.args.get("code", ""))[:40]
    if typed:
        return redirect(url_for("handouts.looked_up", code=typed))
    return render_template("handouts/look_up.html", missing="code" in request.args)


@blueprint.get("/sheet/<code>")
@public
@limited("60 per minute")
def looked_up(code: str) -> str | tuple[str, int]:
    """Whether a printed sheet still holds, and where the newest one is; nothing about anybody."""
    found = queries.sheet_by_code(code)
    if found is None:
        return render_template("handouts/look_up.html", missing=False, unknown=True), 404
    return render_template("handouts/looked_up.html", found=found)

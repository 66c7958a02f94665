"""A package, made of a published version: the same version, kinds, format and mode give the same file to the byte."""

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup

from app.bridges.packages.models import PackageLaunch
from app.bridges.packages.records import Activity, Format, Mode, Order, Outcome, Package
from app.bridges.packages.rules import cartridge, cmi5, qti, scorm
from app.bridges.packages.rules.fields import asked
from app.bridges.packages.rules.zipped import zipped
from app.core.codes import digest
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import SettingKind, Step
from app.learning import queries as journeys
from app.library import queries as library
from app.library.records import VersionRecord
from app.quizzes import queries as quizzes
from app.quizzes.kinds import question
from app.reviews import queries as register

STYLE = "runtime/plain.css"
RUNTIME = Path(__file__).parent / "runtime"
LINKS = {Format.SCORM12: "scorm12.js", Format.SCORM2004: "scorm2004.js", Format.CMI5: "cmi5.js"}
MANIFESTS = {
    Format.SCORM12: ("imsmanifest.xml", scorm.manifest12),
    Format.SCORM2004: ("imsmanifest.xml", scorm.manifest2004),
    Format.CMI5: ("cmi5.xml", cmi5.course_structure),
}


def kinds(version: VersionRecord, asked: Iterable[SettingKind]) -> tuple[SettingKind, ...]:
    """Those of some kinds of setting that a version is for. Raises NotFound where it is for none of them."""
    found = tuple(kind for kind in SettingKind if kind in version.kinds and kind in set(asked))
    if not found:
        raise NotFound("This module is for other kinds of setting.")
    return found


def package(order: Order) -> Package:
    """The file that was asked for. Raises DomainError for a full cartridge of several kinds at once."""
    about = activity(order)
    if order.format is Format.CARTRIDGE:
        return Package(f"{about.code}-{order.mode}.imscc", zipped(_cartridge(order, about)))
    files = _folder(order)
    name, manifest = MANIFESTS[order.format]
    whole = files | {name: manifest(about, files)}
    return Package(f"{about.code}-{order.format}-{order.mode}.zip", zipped(whole))


def _cartridge(order: Order, about: Activity) -> dict[str, bytes]:
    """Pages and a check; or, where it is thin, one link to this site."""
    version = order.version
    if order.mode is Mode.THIN:
        link = cartridge.web_link(about.title, f"{current_app.config['CSPR'].address}/learn/{version.module}")
        items = {"link.xml": (about.title, "link")}
        return {"link.xml": link, "imsmanifest.xml": cartridge.manifest(about, items)}
    if len(order.kinds) > 1:
        raise DomainError("A full cartridge is for one kind of setting: choose which.")
    kind = order.kinds[0]
    pages = _pages(version, content(version, kind))
    pool = [question(payload) for _, payload in sorted(library.questions(version.id, kind).items())]
    items = {name: (title, "page") for name, (title, _) in pages.items()} | {"check.xml": ("Knowledge check", "check")}
    files = {name: page for name, (_, page) in pages.items()} | {
        "runtime/plain.css": (RUNTIME / "plain.css").read_bytes()
    }
    check = qti.assessment(about.code, f"{about.title}: knowledge check", pool)
    listed = cartridge.manifest(about, items, beside=(STYLE,))
    return files | {"check.xml": check, "imsmanifest.xml": listed}


def _pages(version: VersionRecord, told: dict[str, Any]) -> dict[str, tuple[str, bytes]]:
    """The pages of a cartridge, in order, by file: what each is called, and itself."""
    reflection = render_template("bridges/packages/reflection.html", prompts=told["prompts"])
    parts = [("opening", "Before you begin", told["opening"])]
    parts += [(f"section-{n}", one["title"], one["html"]) for n, one in enumerate(told["sections"], 1)]
    parts.append(("reflection", "Your reflection", reflection))
    write = partial(render_template, "bridges/packages/page.html", title=version.title, version=version, **_shared([]))
    return {
        f"{name}.html": (heading, write(heading=heading, content=Markup(html)).encode())  # noqa: S704 # nosec B704
        for name, heading, html in parts
    }


def activity(order: Order) -> Activity:
    """What a manifest says of a package."""
    version, whose = order.version, order.whose
    code = f"{version.module.replace('/', '-')}-{version.edition}-{whose}".replace(".", "-")
    kind = f": {order.kinds[0].label}" if len(order.kinds) == 1 else ""
    address = f"{current_app.config['CSPR'].address}/activities/{version.module}/{version.edition}/{whose}"
    return Activity(
        code, address, f"{version.title}{kind}", f"{version.front['level'].capitalize()}, {version.minutes} minutes."
    )


def _folder(order: Order) -> dict[str, bytes]:
    """The folder that every format carries: a page, its scripts, and what it says where it says it by itself."""
    is_thin, link = order.mode is Mode.THIN, LINKS[order.format]
    scripts = [link, "thin.js"] if is_thin else ["course.js", link, "player.js"]
    page = _opener(order, scripts) if is_thin else _player(order, scripts)
    files = {f"runtime/{name}": (RUNTIME / name).read_bytes() for name in [*scripts, "plain.css"]}
    if not is_thin:
        files |= {f"content/{kind}.js": _script(order.version, kind) for kind in order.kinds}
    return files | {"index.html": page.encode()}


def _opener(order: Order, scripts: list[str]) -> str:
    pages = f"{current_app.config['CSPR'].address}/packages"
    return render_template(
        "bridges/packages/thin.html",
        title=order.version.title,
        open=f"{pages}/open/{order.version.module}",
        ask=f"{pages}/came-of-it",
        **_shared(scripts),
    )


def _player(order: Order, scripts: list[str]) -> str:
    return render_template(
        "bridges/packages/index.html",
        title=order.version.title,
        version=order.version,
        kinds=[{"kind": str(kind), "label": kind.label} for kind in order.kinds],
        **_shared(scripts),
    )


def _shared(scripts: list[str]) -> dict[str, Any]:
    return {"issuer": current_app.config["CSPR"].issuer, "contacts": library.contacts(), "scripts": scripts}


def _script(version: VersionRecord, kind: SettingKind) -> bytes:
    told = json.dumps(content(version, kind), ensure_ascii=False, sort_keys=True, indent=0)
    return f'csprContent("{kind}", {told});\n'.encode()


def content(version: VersionRecord, kind: SettingKind) -> dict[str, Any]:
    """Everything that a version says to a kind of setting, as a package's script reads it."""
    sections = library.sections(version.id, kind)
    cited = register.citations({ref for section in sections for ref in _refs(section.blocks, section.cites)})
    inlined = {name: picture.inlined for name, picture in library.pictures_of([version.id]).items()}
    write = partial(render_template, "bridges/packages/section.html", cited=cited, inlined=inlined)
    pool = [question(payload) for _, payload in sorted(library.questions(version.id, kind).items())]
    prompts = library.prompts(version.id, kind)[: version.front["reflection"]["prompts"]]
    return {
        "title": version.title,
        "about": f"{kind.label}, edition {version.edition}",
        "opening": render_template("bridges/packages/opening.html", version=version, sections=sections),
        "sections": [{"slug": one.slug, "title": one.title, "html": write(section=one)} for one in sections],
        "questions": [asked(one) for one in pool],
        "rule": version.front["check"],
        "prompts": [{"text": one.text, "hint": one.hint} for one in prompts],
    }


def _refs(blocks: tuple[dict[str, Any], ...], cites: tuple[str, ...]) -> list[str]:
    return [*cites, *(ref for block in blocks for ref in (*block.get("findings", ()), *block.get("sources", ())))]


def came_of_it(handle: str) -> Outcome:
    """What came of the journey that a handle stands for; nothing begun where it stands for none."""
    launch = session.get(PackageLaunch, digest(handle))
    if launch is None:
        return Outcome(begun=False)
    steps, tries = journeys.steps_done(launch.enrolment_id), quizzes.attempts(launch.enrolment_id)
    results = [one.result for one in tries if one.result]
    percent = steps[Step.CHECK].get("percent") if Step.CHECK in steps else results[-1].percent if results else None
    done = journeys.completion_of(launch.enrolment_id) is not None
    return Outcome(True, percent if isinstance(percent, int) else None, Step.CHECK in steps, done)

"""A module: its opening page, its sections, its scenes."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, my_post, requires
from app.access.permissions import LEARN, SIGNED_IN
from app.core.errors import NotFound
from app.core.vocabulary import Step
from app.learning import actions, queries
from app.learning.records import EnrolmentRecord
from app.learning.rules import next_section
from app.library import queries as library
from app.reviews import queries as register
from app.web.forms import Form

blueprint = Blueprint("learning", __name__)


@blueprint.get("/learn/<course>/<module>")
@requires(LEARN)
def opening(course: str, module: str) -> str:
    """What a module is about, before it is begun and while it goes on."""
    version = library.newest(f"{course}/{module}")
    enrolment = queries.newest_of_post(my_post().id).get(version.module)
    if enrolment:
        version = library.version(enrolment.version_id)
    kind = enrolment.kind if enrolment else my_post().kind
    if enrolment is None and kind not in version.kinds:
        raise NotFound("This module is for other kinds of setting.")
    titles = queries.sections(enrolment) if enrolment else library.section_titles(version.id, kind)
    return render_template(
        "learning/opening.html",
        version=version,
        enrolment=enrolment,
        titles=titles,
        progress=queries.progress(enrolment.id, len(titles)) if enrolment else None,
        drawn_on=register.citations(version.front["drawn_on"]),
        contacts=library.contacts(),
        kind=kind,
        renewal=version.front["renewal"] if enrolment and enrolment.is_renewal else None,
        whole=library.section_titles(version.id, kind),
        shorter=queries.shorter_path(my_post().id, version.module) if enrolment else None,
        form=Form(),
    )


@blueprint.post("/learn/<course>/<module>")
@requires(LEARN)
def begin(course: str, module: str) -> Response:
    """Begin a module, or go on with it."""
    return _onward(actions.begin(my_post().id, f"{course}/{module}"))


@blueprint.get("/learn/<int:enrolment_id>")
@requires(SIGNED_IN)
def go_on(enrolment_id: int) -> Response:
    """The one button that continues: wherever this journey is, go there."""
    return _onward(queries.mine(asker(), enrolment_id))


def _onward(enrolment: EnrolmentRecord) -> Response:
    titles = queries.sections(enrolment)
    progress = queries.progress(enrolment.id, len(titles))
    slug = next_section([title.slug for title in titles], progress.read)
    if slug:
        return redirect(url_for("learning.section", enrolment_id=enrolment.id, slug=slug))
    if not progress.has(Step.CHECK):
        return redirect(url_for("quizzes.opening", enrolment_id=enrolment.id))
    if not progress.has(Step.REFLECTION):
        return redirect(url_for("reflection.write", enrolment_id=enrolment.id))
    return redirect(url_for("certificates.completed", enrolment_id=enrolment.id))


@blueprint.get("/learn/<int:enrolment_id>/<slug>")
@requires(SIGNED_IN)
def section(enrolment_id: int, slug: str) -> str:
    """One section, for the reader's kind of setting; a scene's choices are in the address and kept nowhere."""
    enrolment = queries.mine(asker(), enrolment_id)
    page, titles = library.section(enrolment.version_id, enrolment.kind, slug)
    on_path = {title.slug: title for title in (queries.sections(enrolment) if enrolment.is_renewal else titles)}
    if slug in on_path:
        titles, page = list(on_path.values()), replace(page, position=on_path[slug].position)
    findings = [ref for block in page.blocks for ref in (*block.get("findings", ()), *block.get("sources", ()))]
    return render_template(
        "learning/section.html",
        version=library.version(enrolment.version_id),
        enrolment=enrolment,
        section=page,
        titles=titles,
        is_on_path=slug in on_path,
        read=queries.sections_read(enrolment.id),
        cited=register.citations([*page.cites, *findings]),
        play=_play(),
        form=Form(),
    )


def _play() -> dict[str, Any]:
    """Which scene is being played and what was chosen in it; anything unexpected counts as not chosen."""
    choice = {name: request.args.get(name, type=int) for name in ("first", "second")}
    return {
        "scene": request.args.get("scene", ""),
        "gentle": request.args.get("gentle") == "1",
        **{name: number if number in (0, 1, 2) else None for name, number in choice.items()},
    }


@blueprint.post("/learn/<int:enrolment_id>/<slug>")
@requires(SIGNED_IN)
def finish_section(enrolment_id: int, slug: str) -> Response:
    """Mark a section as read and go on to the next thing."""
    enrolment = queries.mine(asker(), enrolment_id)
    actions.read_section(enrolment, slug)
    return _onward(enrolment)

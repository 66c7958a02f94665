"""A module: its opening page, its sections, its scenes."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask import Response as Answer
from werkzeug.wrappers import Response

from app.access.guard import asker, my_post, requires
from app.access.permissions import LEARN, SIGNED_IN
from app.core.errors import NotFound
from app.core.vocabulary import SettingKind, Step
from app.learning import actions, queries
from app.learning.records import Changed, EnrolmentRecord
from app.learning.rules import next_section
from app.library import queries as library
from app.library.records import StatementRecord
from app.library.rules import is_for
from app.reviews import queries as register
from app.web.forms import Form
from app.web.headers import as_file

blueprint = Blueprint("learning", __name__)


@blueprint.get("/learn/<course>/<module>")
@requires(LEARN)
def opening(course: str, module: str) -> str:
    """What a module is about, before it is begun and while it goes on."""
    newest = version = library.newest(f"{course}/{module}")
    enrolment, is_offered = (
        queries.newest_of_post(my_post().id).get(version.module),
        is_for(newest.owner, my_post().reach),
    )
    if enrolment:
        version = library.version(enrolment.version_id)
    kind = enrolment.kind if enrolment else my_post().kind
    if enrolment is None and not is_offered:
        raise NotFound("There is no such module.")
    if enrolment is None and kind not in version.kinds:
        raise NotFound("This module is for other kinds of setting.")
    titles = queries.sections(enrolment) if enrolment else library.section_titles(version.id, kind)
    return render_template(
        "learning/opening.html",
        newest=newest,
        is_offered=is_offered,
        withdrawn=library.withdrawals(version.module) if version.withdrawn_at else {},
        owed=queries.owed_top_up(my_post().id, version.module),
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


@blueprint.get("/learn/<course>/<module>/top-up")
@requires(LEARN)
def top_up(course: str, module: str) -> str | Response:
    """What changed since it was completed, in both words, and how long it takes to top up."""
    version, post = library.newest(f"{course}/{module}"), my_post()
    owed = queries.owed_top_up(post.id, version.module)
    if not owed:
        return redirect(url_for("learning.opening", course=course, module=module))
    kind = SettingKind(queries.holders(version.module, post.id)[post.id].kind)
    return render_template(
        "learning/top_up.html",
        version=version,
        changed=_in_both_words(owed, version.id),
        size=queries.size_of_top_up(version.id, kind, [one.code for one in owed]),
        form=Form(),
    )


def _in_both_words(owed: list[Changed], version_id: int) -> list[tuple[StatementRecord, str]]:
    """Statements as they are now, in reading order, each with what it said when it was learned."""
    before = {one.known: {said.code: said.text for said in library.statements(one.known)} for one in owed}
    known = {one.code: before[one.known].get(one.code, "") for one in owed}
    return [(now, known[now.code]) for now in library.statements(version_id) if now.code in known]


@blueprint.post("/learn/<course>/<module>/top-up")
@requires(LEARN)
def begin_top_up(course: str, module: str) -> Response:
    """Begin a top-up, or go on with it."""
    return _onward(actions.begin_top_up(my_post().id, f"{course}/{module}"))


@blueprint.get("/learn/<int:enrolment_id>/topped-up")
@requires(SIGNED_IN)
def topped_up(enrolment_id: int) -> str | Response:
    """Thank you: what was topped up, and that the certificate stays as it is."""
    enrolment = queries.mine(asker(), enrolment_id)
    done = queries.top_up_done(enrolment.id)
    if done is None:
        return _onward(enrolment)
    taught = [one for one in library.statements(done.version_id) if one.code in done.statements]
    return render_template(
        "learning/topped_up.html", version=library.version(done.version_id), done=done, taught=taught
    )


@blueprint.get("/learn/<int:enrolment_id>")
@requires(SIGNED_IN)
def go_on(enrolment_id: int) -> Response:
    """The one button that continues: wherever this journey is, go there."""
    return _onward(queries.mine(asker(), enrolment_id))


def _onward(enrolment: EnrolmentRecord) -> Response:
    titles = queries.sections(enrolment)
    progress = queries.progress(enrolment.id, len(titles))
    if queries.is_stopped(enrolment) and not progress.is_complete:
        course, _, module = enrolment.module.partition("/")
        page = "learning.top_up" if enrolment.is_top_up else "learning.opening"
        return redirect(url_for(page, course=course, module=module))
    slug = next_section([title.slug for title in titles], progress.read)
    if slug and not progress.has(Step.SECTIONS):
        return redirect(url_for("learning.section", enrolment_id=enrolment.id, slug=slug))
    if enrolment.is_top_up and progress.is_complete:
        return redirect(url_for("learning.topped_up", enrolment_id=enrolment.id))
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
    is_short = enrolment.is_renewal or enrolment.is_top_up
    on_path = {title.slug: title for title in (queries.sections(enrolment) if is_short else titles)}
    if slug in on_path:
        titles, page = list(on_path.values()), replace(page, position=on_path[slug].position)
    if enrolment.top_up is not None and slug in on_path and request.args.get("whole") != "1":
        page = replace(page, blocks=_only(page.blocks, enrolment.top_up))
    findings = [ref for block in page.blocks for ref in (*block.get("findings", ()), *block.get("sources", ()))]
    return render_template(
        "learning/section.html",
        version=library.version(enrolment.version_id),
        enrolment=enrolment,
        section=page,
        titles=titles,
        is_on_path=slug in on_path,
        before=_before(enrolment),
        read=queries.sections_read(enrolment.id),
        cited=register.citations([*page.cites, *findings]),
        pictures=url_for("learning.picture", enrolment_id=enrolment.id, name=""),
        play=_play(),
        form=Form(),
    )


@blueprint.get("/learn/<int:enrolment_id>/pictures/<name>")
@requires(SIGNED_IN)
def picture(enrolment_id: int, name: str) -> Answer:
    """A picture of the version that the reader began, as long as she may read that."""
    found = library.picture_in(queries.mine(asker(), enrolment_id).version_id, name)
    return as_file(Answer(found.content, mimetype=found.mimetype), for_ever=True)


def _only(blocks: tuple[dict[str, Any], ...], statements: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """The statements of a section that changed, without all the rest."""
    return tuple(block for block in blocks if block["name"] == "statement" and block["id"] in statements)


def _before(enrolment: EnrolmentRecord) -> dict[str, str]:
    """What the statements of a top-up said when she learned them; nothing once it is done, or of another journey."""
    if not enrolment.is_top_up:
        return {}
    owed = queries.owed_top_up(enrolment.post_id, enrolment.module)
    return {now.code: old for now, old in _in_both_words(owed, enrolment.version_id) if old != now.text}


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

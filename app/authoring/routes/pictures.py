"""The pictures of a draft: brought in by a form or pasted into a text, shown to the desk alone, taken out again."""

from flask import Response as Answer
from flask import jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import DRAFTS, WRITE
from app.authoring import actions, queries
from app.authoring.forms.pictures import PictureForm
from app.authoring.records import DraftRecord
from app.authoring.routes.blueprint import blueprint
from app.authoring.rules import passages
from app.content import unfinished
from app.content.pictures import MOST_BYTES, Refused, shown_in
from app.content.writer import block_text
from app.core.errors import DomainError
from app.web.edge import takes_file
from app.web.headers import as_file
from app.web.limits import limited

LATER = ("", "None yet: I put it in its place myself")


@blueprint.route("/<int:draft_id>/pictures", methods=["GET", "POST"])
@requires(WRITE)
@takes_file(MOST_BYTES + 64 * 1024)
@limited("120 per hour", methods=["POST"])
def pictures(draft_id: int) -> str | tuple[str, int] | Response:
    """Every picture of a draft with the lines that show it, and the form that brings one in."""
    draft = queries.draft_to_write(asker(), draft_id)
    form = PictureForm()
    sections = unfinished.module(draft.module, draft.texts).sections
    form.section.choices = [LATER, *((one.slug, one.title) for one in sections)]
    if form.validate_on_submit():
        try:
            name = _bring(draft, form)
            return redirect(url_for("authoring.pictures", draft_id=draft_id, said="kept", _anchor=name))
        except Refused as refusal:
            form.file.errors = [str(refusal)]
        except DomainError as refusal:
            form.section.errors = [str(refusal)]
    page = render_template(
        "authoring/pictures.html",
        draft=draft,
        form=form,
        lines={name: block_text(passages.picture_block(name, "What it shows", False)) for name in draft.pictures},
        shown=shown_in(draft.texts.values()),
        said=request.args.get("said", ""),
    )
    return (page, 400) if form.is_submitted() else page


def _bring(draft: DraftRecord, form: PictureForm) -> str:
    who = asker().person_id
    name = actions.bring_picture(draft, form.content(), who)
    block = passages.picture_block(name, form.words.data or "", form.decorative.data)
    if form.section.data:
        slug = form.section.data
        actions.change(
            draft.id, "A picture", who, lambda texts: passages.with_picture(draft.module, texts, slug, block)
        )
    return name


@blueprint.post("/<int:draft_id>/pictures/paste")
@requires(WRITE)
@takes_file(MOST_BYTES + 64 * 1024)
@limited("120 per hour")
def paste_picture(draft_id: int) -> tuple[Answer, int]:
    """Take a picture that was pasted into a text; answers the lines that show it, or why it was not taken."""
    draft = queries.draft_to_write(asker(), draft_id)
    sent = request.files.get("file")
    try:
        name = actions.bring_picture(draft, sent.read() if sent else b"", asker().person_id)
    except DomainError as refusal:
        return jsonify(wrong=str(refusal)), 400
    return jsonify(block=block_text(passages.picture_block(name, "", False))), 200


@blueprint.get("/<int:draft_id>/pictures/<name>")
@requires(DRAFTS)
def picture(draft_id: int, name: str) -> Answer:
    """A picture of a draft. It may still be taken out, so that no browser keeps it."""
    found = queries.picture(queries.draft(asker(), draft_id), name)
    return as_file(Answer(found.content, mimetype=found.mimetype))


@blueprint.post("/<int:draft_id>/pictures/<name>/take-out")
@requires(WRITE)
def take_out_picture(draft_id: int, name: str) -> Response:
    """Take a picture out of a draft; the checks name every place that still shows it."""
    draft = queries.draft_to_write(asker(), draft_id)
    actions.take_out_picture(draft, queries.picture(draft, name).name, asker().person_id)
    return redirect(url_for("authoring.pictures", draft_id=draft_id, said="gone"))

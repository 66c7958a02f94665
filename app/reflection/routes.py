"""The reflection page: private, never marked, saved as she writes."""

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import SIGNED_IN
from app.accounts.queries import person
from app.core.clock import now
from app.core.dates import say_moment
from app.core.errors import DomainError, Overtaken
from app.core.identifying import hints
from app.core.vocabulary import Step
from app.learning import actions as learning_actions
from app.learning import queries as learning
from app.learning.records import EnrolmentRecord
from app.library import queries as library
from app.library.records import VersionRecord
from app.reflection import actions, queries
from app.reflection.records import Slot, Written, mark
from app.web.forms import Form

blueprint = Blueprint("reflection", __name__, url_prefix="/learn/<int:enrolment_id>/reflection")


def _opened(enrolment_id: int) -> tuple[EnrolmentRecord, VersionRecord]:
    enrolment = learning.mine(asker(), enrolment_id)
    learning_actions.require(enrolment, Step.REFLECTION)
    return enrolment, library.version(enrolment.version_id)


@blueprint.get("")
@requires(SIGNED_IN)
def write(enrolment_id: int) -> str | Response:
    """The boxes as she left them; once finished, her own words to read, or to delete."""
    enrolment, version = _opened(enrolment_id)
    if person(enrolment.person_id).certificate_name is None:
        return redirect(url_for("accounts.my_name", next=url_for("reflection.write", enrolment_id=enrolment_id)))
    boxes = queries.slots(enrolment, version.front["reflection"]["prompts"])
    if queries.is_finished(enrolment.id):
        return render_template(
            "reflection/finished.html", enrolment=enrolment, version=version, slots=boxes, form=Form()
        )
    return _page(enrolment, version, boxes)


def _page(
    enrolment: EnrolmentRecord, version: VersionRecord, boxes: list[Slot], refusal: DomainError | None = None
) -> str:
    stands = queries.slots(enrolment, len(boxes))
    is_overtaken = isinstance(refusal, Overtaken)
    return render_template(
        "reflection/write.html",
        enrolment=enrolment,
        version=version,
        slots=boxes,
        seen=mark(stands),
        meanwhile={slot.number: slot.text for slot in stands} if is_overtaken else {},
        prompts=queries.prompts(enrolment),
        at_least=version.front["reflection"]["at_least"],
        was_taught=_was_taught(enrolment),
        hints={slot.number: hints(slot.text) for slot in boxes},
        saved=max((slot.saved_at for slot in boxes if slot.saved_at), default=None),
        error=str(refusal or ""),
        form=Form(),
    )


def _was_taught(enrolment: EnrolmentRecord) -> bool:
    """Whether it was learned together, where a reflection may be written on paper: her word is enough."""
    return "method" in learning.steps_done(enrolment.id).get(Step.SECTIONS, {})


def _written(version: VersionRecord) -> list[Written]:
    count = version.front["reflection"]["prompts"]
    return [
        Written(
            slot, request.form.get(f"prompt-{slot}", ""), request.form.get(f"text-{slot}", "").replace("\r\n", "\n")
        )
        for slot in range(1, count + 1)
    ]


@blueprint.post("")
@requires(SIGNED_IN)
def save(enrolment_id: int) -> str | tuple[str, int] | Response:
    """Save; then, as the button said, stay, leave, write a practice action, or finish, here or on paper."""
    enrolment, version = _opened(enrolment_id)
    rule, written = version.front["reflection"], _written(version)
    go = request.form.get("go")
    try:
        actions.save(enrolment, written, request.form.get("seen", ""))
        if go in ("finish", "paper"):
            if person(enrolment.person_id).certificate_name is None:
                return redirect(url_for("accounts.my_name", next=request.path))
            if go == "paper" and _was_taught(enrolment):
                actions.finish_on_paper(enrolment)
            else:
                actions.finish(enrolment, rule["prompts"], rule["at_least"])
            return redirect(url_for("certificates.completed", enrolment_id=enrolment.id))
    except DomainError as refusal:
        return _page(enrolment, version, _as_typed(enrolment, written), refusal), refusal.status
    if go == "action":
        return redirect(url_for("practice.new", module=enrolment.module, origin="reflection"))
    if go == "leave":
        return redirect(url_for("home.my_learning"))
    return redirect(url_for("reflection.write", enrolment_id=enrolment.id))


def _as_typed(enrolment: EnrolmentRecord, written: list[Written]) -> list[Slot]:
    by_code = {prompt.code: prompt for prompt in queries.prompts(enrolment)}
    fallback = next(iter(by_code.values()))
    return [Slot(box.slot, by_code.get(box.prompt, fallback), box.text, None) for box in written]


@blueprint.post("/draft")
@requires(SIGNED_IN)
def draft(enrolment_id: int) -> Response:
    """The same save for the page's script: answers when it was saved, its new mark, and the soft hints."""
    enrolment, version = _opened(enrolment_id)
    written = _written(version)
    actions.save(enrolment, written, request.form.get("seen", ""))
    seen = mark(queries.slots(enrolment, len(written)))
    return jsonify(saved=say_moment(now()), seen=seen, hints={box.slot: hints(box.text) for box in written})


@blueprint.post("/delete")
@requires(SIGNED_IN)
def delete(enrolment_id: int) -> Response:
    """Delete my words; my completion stays."""
    enrolment, _ = _opened(enrolment_id)
    actions.delete_text(enrolment)
    return redirect(url_for("reflection.write", enrolment_id=enrolment.id))

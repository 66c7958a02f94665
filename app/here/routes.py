"""The questions about the reader's own setting after a check, and what her lead sees of them."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, my_post, requires
from app.access.permissions import LEAD, SIGNED_IN
from app.core.clock import today
from app.here import actions, queries
from app.here.records import HereRecord
from app.learning import queries as learning
from app.reviews import queries as register
from app.web.forms import Form
from app.workforce import queries as workforce
from app.workforce.rules import facts_to_check

blueprint = Blueprint("here", __name__)


@blueprint.get("/learn/<int:enrolment_id>/here")
@requires(SIGNED_IN)
def go_on(enrolment_id: int) -> Response:
    """The next question about our own setting, or, when none is left, on with the journey."""
    enrolment = learning.mine(asker(), enrolment_id)
    waiting = next((one for one in queries.of_enrolment(enrolment.id) if one.given is None), None)
    if waiting is None:
        return redirect(url_for("learning.go_on", enrolment_id=enrolment.id))
    return redirect(_to(enrolment.id, waiting))


def _to(enrolment_id: int, one: HereRecord) -> str:
    return url_for("here.question", enrolment_id=enrolment_id, attempt_id=one.attempt_id, position=one.position)


@blueprint.get("/learn/<int:enrolment_id>/here/<int:attempt_id>/<int:position>")
@requires(SIGNED_IN)
def question(enrolment_id: int, attempt_id: int, position: int) -> str:
    """A question, or what is right here and why once it is answered."""
    enrolment = learning.mine(asker(), enrolment_id)
    return _page(enrolment.id, queries.one(enrolment.id, attempt_id, position), "")


def _page(enrolment_id: int, record: HereRecord, error: str) -> str:
    put = [one for one in queries.of_enrolment(enrolment_id) if one.attempt_id == record.attempt_id]
    if record.given:
        return render_template(
            "here/answered.html",
            record=record,
            enrolment_id=enrolment_id,
            cited=register.citations(record.payload["sources"]),
            is_last=not any(one.given is None for one in put),
        )
    return render_template(
        "here/question.html",
        record=record,
        question=record.question,
        order=record.order,
        total=len(put),
        enrolment_id=enrolment_id,
        error=error,
        form=Form(),
    )


@blueprint.post("/learn/<int:enrolment_id>/here/<int:attempt_id>/<int:position>")
@requires(SIGNED_IN)
def answer(enrolment_id: int, attempt_id: int, position: int) -> tuple[str, int] | Response:
    """Keep an answer and show at once what is right here."""
    enrolment = learning.mine(asker(), enrolment_id)
    record = queries.one(enrolment.id, attempt_id, position)
    response = record.question.response(request.form.to_dict(flat=False), record.order)
    if not record.given and not record.question.is_answered(response):
        return _page(enrolment.id, record, record.question.incomplete), 400
    actions.answer(record, response)
    return redirect(_to(enrolment.id, record))


@blueprint.get("/our-setting/questions")
@requires(LEAD)
def ours() -> str:
    """What our people are asked about our setting, why something is not asked, and how many knew."""
    place = workforce.setting(my_post().setting_id)
    return render_template(
        "here/ours.html",
        place=place,
        offered=queries.offered(place, place.kind),
        counts=queries.counts(place.id),
        to_check=facts_to_check(place, today()),
    )

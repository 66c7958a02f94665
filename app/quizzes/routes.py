"""The knowledge check: one question a page, saved at each step, marked on the server."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, requires
from app.access.permissions import SIGNED_IN
from app.core.errors import NotFound, Overtaken
from app.core.vocabulary import Step
from app.learning import actions as learning_actions
from app.learning import queries as learning
from app.learning.records import EnrolmentRecord
from app.library import queries as library
from app.quizzes import actions, queries
from app.quizzes.kinds import Question
from app.quizzes.records import UNANSWERED, Answer, AttemptRecord
from app.quizzes.rules import SUGGEST_A_TALK_AFTER
from app.reviews import queries as register
from app.web.forms import Form

blueprint = Blueprint("quizzes", __name__, url_prefix="/learn/<int:enrolment_id>/check")


@blueprint.get("")
@requires(SIGNED_IN)
def opening(enrolment_id: int) -> str:
    """What the check asks, and the tries so far."""
    enrolment = learning.mine(asker(), enrolment_id)
    learning_actions.require(enrolment, Step.CHECK)
    return render_template(
        "quizzes/opening.html",
        enrolment=enrolment,
        version=library.version(enrolment.version_id),
        attempts=queries.attempts(enrolment.id),
        rule=queries.rule(enrolment),
        suggest_after=SUGGEST_A_TALK_AFTER,
        form=Form(),
    )


@blueprint.post("")
@requires(SIGNED_IN)
def start(enrolment_id: int) -> Response:
    """Start an attempt, or go on with the one that is open."""
    enrolment = learning.mine(asker(), enrolment_id)
    attempt = actions.start(enrolment)
    if attempt.result:
        return redirect(_to("quizzes.result", attempt))
    open_ones = [place for place in range(1, attempt.total + 1) if place not in attempt.answers]
    if not open_ones:
        return redirect(_to("quizzes.answers", attempt))
    return redirect(_to("quizzes.question", attempt, position=open_ones[0]))


def _to(endpoint: str, attempt: AttemptRecord, **more: Any) -> str:
    return url_for(endpoint, enrolment_id=attempt.enrolment_id, number=attempt.number, **more)


def _open(
    enrolment_id: int, number: int
) -> tuple[EnrolmentRecord, AttemptRecord, list[tuple[Question, list[list[int]]]]]:
    enrolment = learning.mine(asker(), enrolment_id)
    attempt = queries.attempt(enrolment.id, number)
    return enrolment, attempt, queries.asked(attempt, queries.pool(enrolment))


@blueprint.get("/<int:number>/<int:position>")
@requires(SIGNED_IN)
def question(enrolment_id: int, number: int, position: int) -> str | Response:
    """One question."""
    _, attempt, asked = _open(enrolment_id, number)
    if attempt.result:
        return redirect(_to("quizzes.result", attempt))
    return _question_page(attempt, asked, position, attempt.answers.get(position, UNANSWERED), "")


def _question_page(
    attempt: AttemptRecord,
    asked: list[tuple[Question, list[list[int]]]],
    position: int,
    answer: Answer,
    error: str,
) -> str:
    if not 1 <= position <= len(asked):
        raise NotFound("There is no such question.")
    one, order = asked[position - 1]
    return render_template(
        "quizzes/question.html",
        attempt=attempt,
        question=one,
        order=order,
        position=position,
        answer=answer,
        stands=attempt.answers.get(position, UNANSWERED),
        error=error,
        form=Form(),
        from_answers=request.values.get("back") == "answers",
        at="",
    )


@blueprint.post("/<int:number>/<int:position>")
@requires(SIGNED_IN)
def save(enrolment_id: int, number: int, position: int) -> str | tuple[str, int] | Response:
    """Save an answer and go where the button said."""
    _, attempt, asked = _open(enrolment_id, number)
    if not 1 <= position <= len(asked):
        raise NotFound("There is no such question.")
    one, order = asked[position - 1]
    response = one.response(request.form.to_dict(flat=False), order)
    answer = Answer(response, {"yes": True, "no": False}.get(request.form.get("sure", "")))
    if not one.is_answered(response):
        if request.form.get("go") == "back" and position > 1:
            return redirect(_to("quizzes.question", attempt, position=position - 1))
        return _question_page(attempt, asked, position, answer, one.incomplete), 400
    try:
        actions.save(attempt, position, answer, request.form.get("seen", ""))
    except Overtaken as overtaken:
        return _question_page(attempt, asked, position, answer, str(overtaken)), overtaken.status
    return redirect(_after(attempt, position))


def _after(attempt: AttemptRecord, position: int) -> str:
    if request.form.get("go") == "back" and position > 1:
        return _to("quizzes.question", attempt, position=position - 1)
    if request.form.get("back") == "answers" or position == attempt.total:
        return _to("quizzes.answers", attempt)
    return _to("quizzes.question", attempt, position=position + 1)


@blueprint.get("/<int:number>/answers")
@requires(SIGNED_IN)
def answers(enrolment_id: int, number: int) -> str | Response:
    """Check your answers before you send them in."""
    _, attempt, asked = _open(enrolment_id, number)
    if attempt.result:
        return redirect(_to("quizzes.result", attempt))
    return _answers_page(attempt, asked, False)


def _answers_page(attempt: AttemptRecord, asked: list[tuple[Question, list[list[int]]]], refused: bool) -> str:
    missing = [place for place in range(1, attempt.total + 1) if place not in attempt.answers]
    return render_template(
        "quizzes/answers.html", attempt=attempt, asked=asked, missing=missing, refused=refused, form=Form()
    )


@blueprint.post("/<int:number>/answers")
@requires(SIGNED_IN)
def send_in(enrolment_id: int, number: int) -> str | tuple[str, int] | Response:
    """Send the answers in to be marked; five clicks make one attempt."""
    enrolment, attempt, asked = _open(enrolment_id, number)
    if not attempt.result and len(attempt.answers) < attempt.total:
        return _answers_page(attempt, asked, True), 400
    actions.send_in(enrolment, attempt)
    return redirect(_to("quizzes.result", attempt))


@blueprint.get("/<int:number>/result")
@requires(SIGNED_IN)
def result(enrolment_id: int, number: int) -> str | Response:
    """The marks, and every answer explained with its source."""
    enrolment, attempt, asked = _open(enrolment_id, number)
    if attempt.result is None:
        return redirect(_to("quizzes.answers", attempt))
    taught = {one.code: one for one in library.statements(enrolment.version_id)}
    sources = [ref for one, _ in asked for ref in one.payload["sources"]]
    return render_template(
        "quizzes/result.html",
        enrolment=enrolment,
        attempt=attempt,
        asked=asked,
        rule=queries.rule(enrolment),
        taught=taught,
        cited=register.citations(sources),
        suggest_talk=attempt.number >= SUGGEST_A_TALK_AFTER,
        form=Form(),
    )

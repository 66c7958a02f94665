"""Where the QR code leads: a person signs in, says that she is here, and answers her own check."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, identity, public, requires
from app.access.identity import PostHeld
from app.access.permissions import LEARN
from app.core.codes import new_token
from app.library import queries as library
from app.meetings import actions, queries
from app.meetings.records import MeetingRecord
from app.meetings.routes.blueprint import arrived, blueprint
from app.quizzes.kinds import Question
from app.quizzes.records import Answer
from app.web.forms import Form
from app.web.limits import limited
from app.workforce import queries as workforce

Asked = list[tuple[Question, list[list[int]]]]


@blueprint.get("/join/<code>")
@public
@limited("300 per minute")
def join(code: str) -> str | Response:
    """What to do now: sign in, say that one is here, wait, answer the check, or look at what came of it."""
    meeting, who = queries.by_code(code), identity()
    if who is None:
        place = workforce.setting(meeting.setting_id)
        return redirect(url_for("workforce.sign_in", setting=place.join_code, next=request.path))
    post = actions.post_here(who, meeting)
    kept = queries.kept(meeting.id).get(post.id)
    return render_template(
        "meetings/join.html",
        meeting=meeting,
        post=post,
        presence=queries.presence(meeting.id, post.id),
        kept=kept,
        reason=_reason(post.id, meeting),
        form=Form(),
    )


def _reason(post_id: int, meeting: MeetingRecord) -> str:
    """Why somebody cannot answer now; empty when she can."""
    try:
        actions.may_answer(post_id, meeting)
    except actions.NotNow as refusal:
        return str(refusal)
    return ""


@blueprint.post("/join/<code>")
@requires(LEARN)
def sign_in(code: str) -> Response:
    """Say that I am here."""
    meeting = queries.by_code(code)
    actions.sign_in(actions.post_here(asker(), meeting), meeting)
    return redirect(url_for("meetings.join", code=code))


@blueprint.get("/join/<code>/check")
@requires(LEARN)
def check(code: str) -> str | Response:
    """Every question of the check on one page."""
    meeting = queries.by_code(code)
    post = actions.post_here(asker(), meeting)
    kept = queries.kept(meeting.id).get(post.id)
    if kept and kept.enrolment_id:
        return redirect(_onward(kept.enrolment_id, kept.number))
    actions.may_answer(post.id, meeting)
    return _page(meeting, post, _asked(meeting), [], [])


def _asked(meeting: MeetingRecord) -> Asked:
    return [(one.question, one.order) for one in queries.sheet(meeting).questions]


def _onward(enrolment_id: int, number: int | None) -> str:
    return url_for("quizzes.result", enrolment_id=enrolment_id, number=number)


def _page(meeting: MeetingRecord, post: PostHeld, asked: Asked, answers: list[Answer], missing: list[int]) -> str:
    return render_template(
        "meetings/check.html",
        meeting=meeting,
        post=post,
        asked=asked,
        answers=answers or [Answer([], None) for _ in asked],
        missing=missing,
        key=request.form.get("key") or new_token(),
        version=library.version(meeting.version_id),
        form=Form(),
    )


@blueprint.post("/join/<code>/check")
@requires(LEARN)
def send(code: str) -> str | tuple[str, int] | Response:
    """Send my answers in; the same sending twice counts once. The page's script is answered with where to go."""
    meeting = queries.by_code(code)
    post, asked = actions.post_here(asker(), meeting), _asked(meeting)
    answers = [_answer(place, one, order) for place, (one, order) in enumerate(asked, 1)]
    missing = [place for place, (one, _) in enumerate(asked, 1) if not one.is_answered(answers[place - 1].response)]
    if missing:
        return _page(meeting, post, asked, answers, missing), 400
    kept = actions.send(post, meeting, request.form.get("key", "")[:64] or new_token(), answers)
    return arrived(_onward(kept.enrolment_id or 0, kept.number))


def _answer(place: int, one: Question, order: list[list[int]]) -> Answer:
    """What was posted for one question of the page."""
    start = f"q{place}-"
    mine = {
        name.removeprefix(start): values
        for name, values in request.form.to_dict(flat=False).items()
        if name.startswith(start)
    }
    return Answer(one.response(mine, order), True if mine.get("sure") else None)

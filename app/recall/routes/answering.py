"""What the two ways to a question share: reading an answer, and showing what came of it."""

from collections.abc import Callable
from contextlib import suppress

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from app.core.clock import now
from app.quizzes.records import Answer
from app.recall import actions
from app.recall.records import AskedRecord
from app.reviews import queries as register
from app.web.forms import Form


def shown(asked: AskedRecord, stop: str, error: str = "", answer: Answer | None = None) -> str:
    """The page of a question: to be answered, or with what came of it. `stop` is where these questions are stopped."""
    given = answer or Answer(asked.response, None)
    if asked.is_open(now()):
        return render_template(
            "recall/question.html", asked=asked, answer=given, error=error, stop=stop, form=Form(), at=""
        )
    assert asked.question is not None, "what was answered is kept"
    cited = register.citations(asked.question.payload["sources"])
    return render_template("recall/came_of_it.html", asked=asked, cited=cited, stop=stop)


def answered(asked: AskedRecord, stop: str, back: Callable[[], str]) -> str | tuple[str, int] | Response:
    """Keep what was sent; what is not whole is asked for again, and what was answered a moment ago stays."""
    one = asked.question
    if one is None or not asked.is_open(now()):
        return redirect(back(), 303)
    response = one.response(request.form.to_dict(flat=False), asked.order)
    if not one.is_answered(response):
        return shown(asked, stop, one.incomplete, Answer(response, None)), 400
    with suppress(actions.QuestionSpent):
        actions.answer(asked, response)
    return redirect(back(), 303)

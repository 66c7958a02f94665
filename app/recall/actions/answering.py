"""Answering once, on a screen or on paper, and stopping it or letting it begin again. Nothing else hears of it."""

from collections.abc import Mapping

from sqlalchemy import update

from app.access.identity import PostHeld
from app.audit.actions import record
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.handouts.rules.paper import keyed
from app.quizzes.kinds import Response
from app.recall import queries
from app.recall.models import RecallChoice, RecallQuestion
from app.recall.records import AskedRecord, Slip


class QuestionSpent(NotFound):
    """A question that was answered, has run out or was withdrawn, or never was; all are answered alike."""

    def __init__(self) -> None:
        super().__init__("This question was answered already, has run out, or is not asked any more.")


def answer(asked: AskedRecord, response: Response) -> None:
    """Keep the answer to a question, and use the question up in one statement, so that two taps at once make one.

    Raises:
        QuestionSpent: it cannot be answered any more.
    """
    if asked.question is None:
        raise QuestionSpent
    good = (RecallQuestion.id == asked.id) & RecallQuestion.answered_at.is_(None) & (RecallQuestion.closes_at > now())
    said = {"response": response, "is_right": asked.question.is_right(response), "version_id": asked.version_id}
    spent = update(RecallQuestion).where(good).values(answered_at=now(), **said).returning(RecallQuestion.id)
    if session.scalar(spent) is None:
        raise QuestionSpent


def key_in(post: PostHeld, slips: Mapping[str, Slip]) -> int:
    """Key in what came back on paper in a setting, by the code of each slip; returns how many answers were kept.

    Raises:
        DomainError: some letters answer nothing; nothing is kept then.
    """
    waiting = {one.slip: one for one in queries.on_paper(post.setting_id)}
    sheet = [(waiting[code], slip) for code, slip in slips.items() if code in waiting]
    answers = [(one, _response(one, slip)) for one, slip in sheet if slip.letters.strip()]
    for one, response in answers:
        answer(one, response)
    for one, slip in sheet:
        if slip.stops:
            choose(one.person_id, False)
    if answers:
        record("recall answers keyed in", post.person_id, count=len(answers))
    return len(answers)


def _response(one: AskedRecord, slip: Slip) -> Response:
    asked = one.on_paper
    response = keyed(asked, slip.letters)
    if not asked.question.is_answered(response):
        raise DomainError(
            f"“{slip.letters[:20]}” does not answer slip {one.slip}. Type the letters as they stand on it"
        )
    return response


def choose(person_id: int, is_on: bool) -> None:
    """Stop asking somebody, or begin again; choosing what is so already adds nothing."""
    if queries.is_on(person_id) != is_on:
        session.add(RecallChoice(person_id=person_id, is_on=is_on, chosen_at=now()))
        session.flush()


def choose_by_link(token: str, is_on: bool) -> None:
    """Stop, or begin again, by the link of a letter. Raises QuestionSpent for a link that never was."""
    person_id = queries.owner_of_link(token)
    if person_id is None:
        raise QuestionSpent
    choose(person_id, is_on)

"""People who learned some weeks ago, and what they were asked since."""

from datetime import datetime

from sqlalchemy import select

from app.core.clock import at, now
from app.core.database import session
from app.core.vocabulary import Step
from app.demo.actions import right_response
from app.learning import actions as learning
from app.learning import queries as journeys
from app.library import queries as library
from app.notices.models import Notice
from app.quizzes import actions as quizzes
from app.quizzes import queries as checks
from app.quizzes.records import UNANSWERED, Answer
from app.recall import actions
from app.recall.models import RecallQuestion
from app.workforce.records import PostRecord
from tests.factories.people import a_person, a_post, a_setting
from tests.factories.shelf import MODULE


def a_learner(username: str = "amina", mail: bool = True, setting: int | None = None) -> PostRecord:
    """Somebody at work, with an address unless she has none; committed."""
    person = a_person(username, f"{username.title()} Test", f"{username}@example.org" if mail else None)
    post = a_post(person, setting or a_setting())
    session.commit()
    return post


def completed(
    post: PostRecord, wrong: dict[str, bool] | None = None, moment: datetime | None = None, module: str = MODULE
) -> int:
    """Complete a module at a moment; returns the journey.

    Args:
        post: whose.
        wrong: questions to get wrong in a first try, by code, with whether she was sure.
        moment: when; now where none is given.
        module: which.
    """
    with at(moment or now()):
        enrolment = learning.begin(post.id, module)
        for title in library.section_titles(enrolment.version_id, enrolment.kind):
            learning.read_section(enrolment, title.slug)
        wrong = wrong or {}
        while True:
            attempt = quizzes.start(enrolment)
            asked = checks.asked(attempt, checks.pool(enrolment))
            for position, (question, _) in enumerate(asked, 1):
                missed = question.code in wrong and attempt.number == 1
                response = [] if missed else right_response(question)
                answer = Answer(response, wrong.get(question.code) if missed else True)
                quizzes.save(attempt, position, answer, UNANSWERED.mark)
            if quizzes.send_in(enrolment, checks.attempt(enrolment.id, attempt.number)).passed:
                break
        learning.record_step(enrolment, Step.REFLECTION)
    session.commit()
    assert journeys.completion_of(enrolment.id)
    return enrolment.id


def asked_on(moment: datetime, setting_id: int = 1) -> int:
    """Ask whoever is due at a moment; committed."""
    with at(moment):
        count = actions.ask(setting_id)
        session.commit()
    return count


def questions() -> list[RecallQuestion]:
    """Every question that was asked, in order."""
    return list(session.scalars(select(RecallQuestion).order_by(RecallQuestion.id)))


def links() -> list[str]:
    """The addresses in the letters, in order."""
    bodies = session.scalars(select(Notice.body).where(Notice.kind == "recall").order_by(Notice.id)).all()
    session.rollback()
    return ["/recall/" + body.split("/recall/")[1].split()[0] for body in bodies]

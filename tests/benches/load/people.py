"""Who is sent to the site: learners at each stage of a module, leads, and the cookies of their sessions."""

from dataclasses import dataclass
from random import Random

from flask import Flask, g
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from sqlalchemy import update

from app.accounts import actions as accounts
from app.accounts import login, passwords
from app.accounts.models import Person
from app.core.database import session
from app.demo.actions import right_response
from app.learning import actions as learning
from app.learning import queries as journeys
from app.learning.records import EnrolmentRecord
from app.quizzes import actions as quizzes
from app.quizzes import queries as checks
from app.quizzes.records import UNANSWERED, Answer
from tests.content.shipped import THE_VOICE_OF_THE_CHILD
from tests.factories.people import PASSWORD, a_colleague

HASH = passwords.hashed(PASSWORD)  # as costly as in earnest, where other tests take a quick one


@dataclass(frozen=True)
class Seat:
    """Somebody signed in: her cookie, and what her forms carry against forgery."""

    cookie: str
    token: str

    def get(self, path: str, status: int = 200) -> dict[str, object]:
        return {"path": path, "cookie": self.cookie, "status": status}

    def post(self, path: str, status: int = 302, **form: object) -> dict[str, object]:
        typed = {name.replace("_", "-"): value for name, value in form.items()}
        return {**self.get(path, status), "form": {**typed, "csrf_token": self.token}}


def seat(app: Flask, person_id: int) -> Seat:
    """A session of somebody, begun now."""
    token = accounts.start_session(person_id, "A bench")
    session.commit()
    g.pop("csrf_token", None)  # the form token of whoever was seated before
    with app.test_request_context():
        login.enter(token)
        guard = generate_csrf()
        answer = app.make_response("")
        app.session_interface.save_session(app, cookie, answer)
    return Seat(answer.headers["Set-Cookie"].partition(";")[0], guard)


def colleagues(setting: int, named: str, count: int) -> list[int]:
    """New colleagues in a setting, whose passwords cost as in earnest; returns their posts."""
    names = [f"{named}{number}" for number in range(count)]
    posts = [a_colleague(name, setting=setting).id for name in names]
    session.execute(update(Person).where(Person.username.in_(names)).values(password_hash=HASH))
    session.commit()
    return posts


def learners(setting: int, named: str, count: int) -> list[EnrolmentRecord]:
    """The same, each at the start of the shipped module."""
    found = [learning.begin(post, THE_VOICE_OF_THE_CHILD) for post in colleagues(setting, named, count)]
    session.commit()
    return found


def at_a_question(enrolment: EnrolmentRecord) -> int:
    """Let a learner have read everything and begun the check; returns the attempt's number."""
    for section in journeys.sections(enrolment):
        learning.read_section(enrolment, section.slug)
    number = quizzes.start(enrolment, Random(enrolment.id)).number
    session.commit()
    return number


def ready_to_send(enrolment: EnrolmentRecord) -> int:
    """Let a learner have answered everything right; returns the attempt's number."""
    attempt = checks.attempt(enrolment.id, at_a_question(enrolment))
    for position, (question, _) in enumerate(checks.asked(attempt, checks.pool(enrolment)), 1):
        quizzes.save(attempt, position, Answer(right_response(question), True), UNANSWERED.mark)
    session.commit()
    return attempt.number

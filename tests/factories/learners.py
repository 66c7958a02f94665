"""Learners part of the way through a module, by the rooms' own doors; and a client that sends what a browser would."""

import re
import time
from dataclasses import dataclass, field
from random import Random

import requests

from app.accounts import actions as accounts
from app.core.database import session
from app.demo.actions import right_response
from app.learning import actions as learning
from app.learning import queries
from app.learning.records import EnrolmentRecord
from app.quizzes import actions as quizzes
from app.quizzes import queries as checks
from app.quizzes.records import UNANSWERED, Answer
from tests.factories.people import PASSWORD, a_colleague
from tests.factories.shelf import MODULE

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
FIELD = re.compile(r'<input type="hidden" name="seen" value="([^"]*)"')
MOST_PLACES, MOST_SECONDS = 12, 60


def at_the_check(username: str) -> EnrolmentRecord:
    """A colleague who has read every section, committed."""
    enrolment = learning.begin(a_colleague(username).id, MODULE)
    for section in queries.sections(enrolment):
        learning.read_section(enrolment, section.slug)
    session.commit()
    return enrolment


def at_the_reflection(username: str) -> EnrolmentRecord:
    """A colleague who has passed the check and confirmed her name, committed."""
    enrolment = at_the_check(username)
    attempt = quizzes.start(enrolment, Random(1))
    for position, (question, _) in enumerate(checks.asked(attempt, checks.pool(enrolment)), 1):
        quizzes.save(attempt, position, Answer(right_response(question), True), UNANSWERED.mark)
    quizzes.send_in(enrolment, checks.attempt(enrolment.id, attempt.number))
    accounts.confirm_name(enrolment.person_id, username.title())
    session.commit()
    return enrolment


def first_of_everything(seen: str) -> dict[str, str]:
    """Fields that answer a question of any kind with what is shown first."""
    fields = {"answer": "0", "reason": "0", "sure": "yes", "go": "on", "seen": seen}
    for place in range(MOST_PLACES):
        fields |= {f"place-{place}": str(place + 1), f"match-{place}": str(place)}
    return fields


@dataclass
class Client:
    """Somebody's browser. What fails on the way is sent again, as she would, until it is answered well.

    `unwell` counts what was answered with an error of ours or not at all; `waits` are the seconds each send took.
    """

    base: str
    username: str
    unwell: int = 0
    waits: list[float] = field(default_factory=list)
    _token: str = ""

    def __post_init__(self) -> None:
        self._line = requests.Session()

    def sign_in(self) -> None:
        page = self.get("/sign-in")
        self._token = _found(TOKEN, page)
        self.post("/sign-in", {"username": self.username, "password": PASSWORD, "next": "/my-account"})
        self._token = _found(TOKEN, self.get("/my-account"))

    def get(self, path: str) -> str:
        return self._sent("GET", path, None).text

    def post(self, path: str, fields: dict[str, str]) -> requests.Response:
        return self._sent("POST", path, fields)

    def once(self, path: str, fields: dict[str, str]) -> requests.Response:
        """Send it one time, whatever is answered."""
        data = fields | {"csrf_token": self._token}
        return self._line.post(self.base + path, data=data, timeout=MOST_SECONDS, allow_redirects=False)

    def twin(self) -> "Client":
        """The same browser on a line of its own."""
        other = Client(self.base, self.username, _token=self._token)
        other._line.cookies.update(self._line.cookies)
        return other

    def _sent(self, method: str, path: str, fields: dict[str, str] | None) -> requests.Response:
        began = time.monotonic()
        while True:
            data = fields | {"csrf_token": self._token} if fields is not None else None
            try:
                answer = self._line.request(
                    method, self.base + path, data=data, timeout=MOST_SECONDS, allow_redirects=False
                )
                if answer.status_code < 400:
                    self.waits.append(time.monotonic() - began)
                    return answer
                if answer.status_code < 500:
                    raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text[-900:]}")
            except requests.RequestException:
                self._line.close()  # the worker at the other end is gone
            self.unwell += 1
            if time.monotonic() - began > MOST_SECONDS:
                raise AssertionError(f"{method} {path} was never answered well")
            time.sleep(0.1)


def seen_in(page: str) -> str:
    """The mark of what a page's form shows."""
    return _found(FIELD, page)


def _found(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    assert found, page[-900:]
    return found.group(1)

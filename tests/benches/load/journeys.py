"""Whole journeys in a process of their own: from the sign-in page to the certificate's PDF, as a browser does.

python -m tests.benches.load.journeys BASE MODULE USERNAME…

Prints the seconds and the requests of each, as JSON.

What is right is looked up in the database of DATABASE_URL; nothing else is known but what stands on the pages.
"""

import json
import os
import re
import sys
import time
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from app.config import from_environment
from app.core.database import may_write, session
from app.factory import create_app
from app.learning import queries as learning
from app.quizzes import queries as quizzes
from tests.benches.load.callers import Line
from tests.factories.people import PASSWORD
from tests.journeys.walks import THOUGHT, posted

MOST_STEPS = 80
AT_A_QUESTION = re.compile(r"/learn/(\d+)/check/(\d+)/(\d+)$")


class Walker:
    """A browser without scripts: follows, presses, and keeps its cookies."""

    def __init__(self, base: str, number: int) -> None:
        self._line, self._cookies = Line(base, number), {}
        self.path, self.requests, self.page = "/", 0, BeautifulSoup("", "html.parser")

    def go(self, path: str, form: dict[str, object] | None = None) -> bytes:
        """Ask for an address, and for wherever it leads."""
        kept = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        status, body, headers = self._line.send({"path": path, "form": form, "cookie": kept})
        self.requests += 1
        for one in headers.get("set-cookie", "").split("\n"):
            name, _, value = one.partition(";")[0].partition("=")
            self._cookies |= {name: value} if name else {}
        if status in (302, 303):
            where = urlsplit(urljoin(path, headers["location"]))
            return self.go(where.path + (f"?{where.query}" if where.query else ""))
        assert status == 200, f"{path} answered {status}: {body[-900:]!r}"
        self.path = path
        if headers["content-type"].startswith("text/html"):
            self.page = BeautifulSoup(body, "html.parser")
        return body

    def form_of(self, words: str) -> tuple[str, dict[str, object]]:
        """The form whose button says these words: where it goes, and what it holds."""
        button = next(one for one in self.page("button") if words in one.get_text())
        form = button.find_parent("form")
        assert isinstance(form, Tag)
        fields = {}
        for one in form.find_all(["input", "textarea"]):
            if one.get("name") and (one.get("type") not in ("radio", "checkbox") or one.has_attr("checked")):
                fields[str(one["name"])] = one.get_text() if one.name == "textarea" else str(one.get("value", ""))
        if button.get("name"):
            fields[str(button["name"])] = str(button.get("value", ""))
        return str(form.get("action") or self.path), fields

    def press(self, words: str, **typed: object) -> None:
        where, fields = self.form_of(words)
        self.go(where, fields | {name.replace("_", "-"): value for name, value in typed.items()})

    def link(self, words: str) -> str:
        return next(str(one["href"]) for one in self.page("a") if words in one.get_text())

    def says(self, words: str) -> bool:
        return any(words in one.get_text() for one in self.page("button"))


def walk(base: str, number: int, username: str, module: str) -> tuple[float, int]:
    """One learner's whole journey; returns its seconds and how many requests it took."""
    began, browser = time.monotonic(), Walker(base, number)
    browser.go("/sign-in")
    _, fields = browser.form_of("Sign in")
    browser.go("/sign-in", fields | {"username": username, "password": PASSWORD})
    browser.go(f"/learn/{module}")
    browser.press("Begin")
    for _ in range(MOST_STEPS):
        if browser.path.endswith("/completed"):
            break
        step(browser)
    certificate = browser.link("See your certificate")
    assert browser.go(f"{certificate}/certificate.pdf").startswith(b"%PDF")
    return time.monotonic() - began, browser.requests


def step(browser: Walker) -> None:
    """Whatever the page asks for next."""
    if found := AT_A_QUESTION.search(browser.path):
        browser.press("Save and go on", **right(*map(int, found.groups())), sure="yes")
    elif browser.says("tart the check"):
        browser.press("tart the check")
    elif browser.says("Send in my answers"):
        browser.press("Send in my answers")
    elif browser.says("Confirm my name"):
        browser.press("Confirm my name")
    elif browser.says("Finish my reflection"):
        browser.press("Finish my reflection", text_1=THOUGHT, text_2=THOUGHT)
    elif browser.path.endswith("/result"):
        browser.go(browser.link("Go on"))
    elif "/here/" in browser.path:
        browser.go(browser.link("Go on without these"))
    else:
        browser.press("o on")


def right(enrolment_id: int, number: int, position: int) -> dict[str, object]:
    """What a browser posts for the right answer to a question as it is shown to a learner."""
    attempt = quizzes.attempt(enrolment_id, number)
    question, order = quizzes.asked(attempt, quizzes.pool(learning.journey(enrolment_id)))[position - 1]
    session.rollback()
    return posted(question, order, right=True)


def main() -> None:
    base, module, *names = sys.argv[1:]
    may_write.set(False)
    with create_app(from_environment(dict(os.environ))).app_context():
        print(json.dumps([walk(base, number, name, module) for number, name in enumerate(names)]))


if __name__ == "__main__":
    main()

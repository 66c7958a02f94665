"""Twenty answer sheets keyed in on one screen, at the pace of a hand, in Chromium: within three minutes.

The pile lies in the order of the names. Five keys a second, a second to turn each sheet, two to find a mistake that the
screen shows. One sheet is mistyped and mended, one question left out, and every third person did not tick her
reflection. The clock stands still for nothing: it runs from the first key of the version code until all of them count.
Run by `make prove-keying`.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from flask import Flask
from playwright.sync_api import Page, expect, sync_playwright
from sqlalchemy import func, select

from app.certificates.models import Certificate
from app.config import from_environment
from app.content.checks import check
from app.core.database import db, session
from app.core.vocabulary import Role
from app.factory import create_app
from app.handouts.rules.paper import key
from app.library.actions import publish_shelf
from app.meetings import actions, queries
from app.meetings.records import How, MeetingRecord, Presence, Step
from tests.browser.conftest import FLAGS
from tests.browser.test_getting_in import go_in
from tests.factories.meetings import a_meeting, held_by
from tests.factories.people import a_colleague
from tests.factories.servers import a_site

PEOPLE, MODULE = 20, "working-together-better/01-voice-of-the-child"
A_KEY, A_SHEET, A_LOOK, LONGEST = 0.2, 1.0, 2.0, 180
MISTYPED, LEFT_OUT, NO_TICK = 7, 11, 3


@dataclass
class Hand:
    """Somebody's ten fingers: each key takes its time, and so does each sheet and each look at the screen."""

    page: Page
    keys: int = 0
    sheets: int = 0
    looks: int = 0

    def type(self, words: str) -> None:
        self.keys += len(words)
        self.page.keyboard.type(words, delay=1000 * A_KEY)

    def press(self, *names: str) -> None:
        for name in names:
            self.keys += 1
            time.sleep(A_KEY)
            self.page.keyboard.press(name)

    def turn(self) -> None:
        self.sheets += 1
        time.sleep(A_SHEET)

    def look(self, where: str, words: str) -> None:
        self.looks += 1
        expect(self.page.locator(where)).to_contain_text(words, timeout=1000 * LONGEST)
        time.sleep(A_LOOK)

    @property
    def seconds(self) -> float:
        """What the acts come to, without the machine."""
        return self.keys * A_KEY + self.sheets * A_SHEET + self.looks * A_LOOK


def prepared() -> MeetingRecord:
    """A school in which twenty people learned the shipped module together, with a check that is open."""
    shelf, faults, _ = check(Path("courses"), Path("quizzes"))
    assert shelf is not None, faults
    publish_shelf(shelf)
    leader = a_colleague("fay", Role.FACILITATOR)
    posts = [a_colleague(f"person{number:02}") for number in range(PEOPLE)]
    meeting = a_meeting(leader, Step.BEGUN, Step.CHECK_OPENED, module=MODULE)
    actions.note(held_by(leader), meeting.id, {post.id: Presence(True) for post in posts}, How.TICKED)
    session.commit()
    return meeting


def on_the_sheet(meeting: MeetingRecord, number: int) -> str:
    """The letters of one sheet, as they are keyed in: all right, but for the question that somebody left out."""
    found, questions = "", queries.sheet(meeting).questions
    may_be_wrong = next(one.number for one in questions if not one.question.payload.get("critical"))
    for one in questions:
        is_left_out = number == LEFT_OUT and one.number == may_be_wrong
        found += "-" if is_left_out else key(one).lower() + (" " if one.type == "several" else "")
    return found.strip()


def key_in(hand: Hand, code: str, lines: list[str]) -> None:
    """The pile, sheet by sheet; then all of it is kept, looked through and counted."""
    hand.type(code)
    hand.press("Enter")
    for number, line in enumerate(lines):
        hand.turn()
        hand.type(f"z{line[1:]}" if number == MISTYPED else line)
        hand.press("Enter" if number % NO_TICK == 0 else "+")
        if number == MISTYPED:
            hand.look(".key-in .govuk-error-message", "question 1 takes one letter")
            hand.press("ArrowUp", "Home", "Delete")
            hand.type(line[0])
            hand.press("Enter")
    hand.press("Enter")
    hand.look("main", f"{PEOPLE} lines are kept")
    hand.page.locator("button:has-text('lines count')").focus()
    hand.press("Enter")
    hand.look("main", "Counted")


@contextmanager
def opened(site: str) -> Iterator[Page]:
    """The screen in front of whoever leads the meeting, signed in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium") or which("google-chrome"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        go_in(page, site, "fay")
        yield page
        browser.close()


def main() -> int:
    database = f"sqlite:///{tempfile.mkdtemp()}/proof.sqlite3"
    with a_site({"DATABASE_URL": database, "CSPR_HOSTS": "127.0.0.1"}) as site:
        app = create_app(from_environment({"DATABASE_URL": database}))
        with app.app_context():
            meeting = prepared()
            code, lines = queries.sheet(meeting).code, [on_the_sheet(meeting, one) for one in range(PEOPLE)]
            session.rollback()
        with opened(site) as page:
            page.goto(f"{site}/meetings/{meeting.id}/answers")
            page.locator("#code").focus()
            hand, began = Hand(page), time.monotonic()
            key_in(hand, code, lines)
            took = time.monotonic() - began
        return _said(app, meeting, hand, took)


def _said(app: Flask, meeting: MeetingRecord, hand: Hand, took: float) -> int:
    with app.app_context():
        kept = queries.kept(meeting.id).values()
        certificates = session.scalar(select(func.count()).select_from(Certificate)) or 0
        session.rollback()
        db.engine.dispose()
    passed, complete = sum(one.has_passed for one in kept), sum(one.is_complete for one in kept)
    print(f"{hand.sheets} sheets, {hand.keys} keys, {hand.looks} looks at the screen: {hand.seconds:.0f} s by the acts")
    print(f"{took:.0f} s by the clock, until all of them count; the limit is {LONGEST} s")
    print(f"counted {len(kept)}, passed {passed}, complete {complete}, certificates {certificates}")
    ticked = sum(number % NO_TICK != 0 for number in range(PEOPLE))
    return int(took > LONGEST or passed != PEOPLE or complete != ticked)


if __name__ == "__main__":
    sys.exit(main())

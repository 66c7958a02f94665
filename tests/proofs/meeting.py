"""Forty people on forty sessions at once, each with a PIN, a check and a reflection, while workers are killed.

Everybody comes by the address in the QR code, chooses a PIN, says that she is here, and answers when the check opens.
Whatever fails is sent again with its key, as the page's script does; some send twice though they were answered. Workers
of gunicorn are killed in the midst. Run by `make prove-meeting`; on the engine of CSPR_TEST_SERVER when it names one.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from threading import Barrier, Lock

import requests
from flask_migrate import upgrade
from sqlalchemy import func, select

from app.accounts import actions as accounts
from app.certificates.models import Certificate
from app.config import from_environment
from app.content.checks import check
from app.core.database import db, session
from app.core.vocabulary import Role
from app.factory import create_app
from app.learning.models import Completion
from app.library.actions import publish_shelf
from app.meetings import actions, queries
from app.meetings.models import Attendance, MeetingAnswers
from app.meetings.records import MeetingRecord, Step
from app.quizzes.models import Attempt, AttemptResult
from tests.factories.mail import free_port
from tests.factories.meetings import a_meeting, held_by
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import write_shelf
from tests.journeys.walks import THOUGHT, posted
from tests.stores import store_in

PEOPLE, WORKERS, LONGEST_SECONDS, PIN = 40, 3, 240, "583914"
KILL_AFTER = (1, 5, 12, 20, 30)  # when so many have been acknowledged
SEND_TWICE = 8


@dataclass
class Tally:
    """What happened, noted by all threads."""

    acknowledged: set[str] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def note(self, name: str, seconds: float) -> None:
        with self.lock:
            self.acknowledged.add(name)
            self.seconds.append(seconds)

    def fail(self, what: str) -> None:
        with self.lock:
            self.failures[what] += 1


class Phone:
    """One person's browser: it keeps her session, and sends again what was not answered."""

    def __init__(self, base: str, name: str, pin: str, tally: Tally) -> None:
        self.base, self.name, self.pin, self.tally = base, name, pin, tally
        self.browser = requests.Session()

    def until(self, method: str, address: str, **more: object) -> requests.Response:
        """Ask until there is an answer that is not our fault."""
        began = time.monotonic()
        while time.monotonic() - began < LONGEST_SECONDS:
            try:
                answer = self.browser.request(method, self.base + address, timeout=30, **more)  # type: ignore[arg-type]
                if answer.status_code < 500:
                    return answer
                self.tally.fail(str(answer.status_code))
            except requests.RequestException as fault:
                self.tally.fail(type(fault).__name__)
            time.sleep(0.2)
        raise AssertionError(f"{self.name}: no answer from {address}")

    def page(self, address: str) -> dict[str, str]:
        """What a page's form sends by itself: its hidden fields, and the questions it suggests for a reflection."""
        text = self.until("GET", address).text
        found = re.findall(r'type="hidden"[^>]* name="([\w-]+)"[^>]* value="([^"]*)"', text)
        found += re.findall(r'name="(csrf_token)" type="hidden" value="([^"]*)"', text)
        chosen = re.findall(r'name="(prompt-\d)" [^>]*value="([^"]*)" checked', text)
        return {name: unescape(value) for name, value in found + chosen}

    def arrive(self, meeting: MeetingRecord) -> None:
        """By the QR code: card, PIN of her own, “I am here”."""
        first = self.until("GET", f"/meetings/join/{meeting.code}")
        on = first.url.removeprefix(self.base)
        hidden = dict(re.findall(r'name="(csrf_token|next|setting)" [^>]*value="([^"]*)"', first.text))
        self.until("POST", on, data={**hidden, "username": self.name, "pin": self.pin})
        new = {**self.page("/sign-in/new-pin"), "pin": PIN, "again": PIN, "next": f"/meetings/join/{meeting.code}"}
        self.until("POST", "/sign-in/new-pin", data=new)
        self.until("POST", f"/meetings/join/{meeting.code}", data=self.page(f"/meetings/join/{meeting.code}"))

    def answer(self, meeting: MeetingRecord, answers: dict[str, object], start: Barrier, again: bool) -> None:
        """All at once: the page, the answers, and the same answers once more where they are sent twice."""
        address = f"/meetings/join/{meeting.code}/check"
        hidden = self.page(address)
        start.wait()
        began = time.monotonic()
        for _ in range(1 + again):
            said = self.until("POST", address, data={**hidden, **answers}, headers={"Accept": "application/json"})
            assert said.headers["Content-Type"] == "application/json", f"{self.name}: {said.status_code} {said.url}"
        self.result = said.json()["go"]
        self.tally.note(self.name, time.monotonic() - began)

    def reflect(self) -> None:
        """Her name, then her reflection."""
        journey = self.result.split("/check/")[0]
        self.until("POST", "/my-name", data={**self.page("/my-name"), "name": self.name.title()})
        words = {"text-1": THOUGHT, "text-2": THOUGHT, "go": "finish"}
        done = self.until("POST", f"{journey}/reflection", data={**self.page(f"{journey}/reflection"), **words})
        assert done.url.endswith("/completed"), f"{self.name}: {done.status_code} {done.url}"


def children_of(process: int) -> list[int]:
    """The workers of a gunicorn."""
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False)
    return [int(one) for one in found.stdout.split()]


def kill_in_the_midst(server: int, tally: Tally, done: list[bool]) -> int:
    """End a worker as a power cut would, each time that so many were acknowledged; returns how many."""
    kills = 0
    for count in KILL_AFTER:
        while len(tally.acknowledged) < count and not done:
            time.sleep(0.002)
        if done:
            break
        victims = children_of(server)[:WORKERS]  # the oldest are at work; a new one is still beginning
        os.kill(victims[kills % len(victims)], signal.SIGKILL)
        kills += 1
    return kills


def fields(meeting: MeetingRecord) -> dict[str, object]:
    """What a page of right answers posts."""
    return {
        f"q{one.number}-{name.replace('_', '-')}": value
        for one in queries.sheet(meeting).questions
        for name, value in posted(one.question, one.order, right=True).items()
    }


def prepared(folder: Path) -> tuple[MeetingRecord, dict[str, str], object]:
    """A school with a facilitator, forty people with cards, and a meeting."""
    upgrade()
    shelf, faults, _ = check(*write_shelf(folder / "shelf"))
    assert shelf is not None, faults
    publish_shelf(shelf)
    school = a_setting()
    leader = a_colleague("fay", Role.FACILITATOR, school)
    posts = {f"person{number}": a_colleague(f"person{number}", setting=school) for number in range(PEOPLE)}
    cards = {name: accounts.new_card_pin(post.person_id) for name, post in posts.items()}
    session.commit()
    return a_meeting(leader), cards, leader


def main() -> int:
    folder, port, tally = Path(tempfile.mkdtemp()), free_port(), Tally()
    store = store_in(folder)
    environment = {**os.environ, "DATABASE_URL": store.blank("proof"), "CSPR_HOSTS": "127.0.0.1,localhost"}
    app, base = create_app(from_environment(environment)), f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    kind = ["--worker-class", "gthread", "--threads", "8", "--workers", str(WORKERS), "--log-level", "critical"]
    with app.app_context():
        meeting, cards, leader = prepared(folder)
        answers = fields(meeting)
        session.rollback()  # nobody writes while we read
        db.engine.dispose()
        server = subprocess.Popen([*command, *kind], env=environment)
        try:
            time.sleep(5)
            phones = [Phone(base, name, pin, tally) for name, pin in cards.items()]
            with ThreadPoolExecutor(PEOPLE + 1) as pool:
                began = time.monotonic()
                list(pool.map(lambda phone: phone.arrive(meeting), phones))
                arrived = time.monotonic() - began
                for step in (Step.BEGUN, Step.CHECK_OPENED):
                    actions.take(held_by(leader), meeting.id, step)  # type: ignore[arg-type]
                session.commit()
                start, done = Barrier(PEOPLE), []
                killer = pool.submit(kill_in_the_midst, server.pid, tally, done)
                list(
                    pool.map(
                        lambda pair: pair[1].answer(meeting, answers, start, pair[0] < SEND_TWICE), enumerate(phones)
                    )
                )
                done.append(True)
                kills = killer.result()
                list(pool.map(Phone.reflect, phones))
        finally:
            server.terminate()
            server.wait()
        session.rollback()
        found = _counted(meeting)
    store.close()
    return _said(app.config["SQLALCHEMY_DATABASE_URI"], tally, found, arrived, kills)


def _counted(meeting: MeetingRecord) -> dict[str, int]:
    """What the database holds afterwards."""
    kept = session.scalars(select(MeetingAnswers.enrolment_id).where(MeetingAnswers.meeting_id == meeting.id)).all()
    tries = Counter(session.scalars(select(Attempt.enrolment_id)))
    return {
        "on the register": session.scalar(select(func.count(Attendance.post_id.distinct()))) or 0,
        "register lines": session.scalar(select(func.count()).select_from(Attendance)) or 0,
        "answers": sum(one is not None for one in kept),
        "tries": sum(tries.values()),
        "tries twice": sum(count - 1 for count in tries.values()),
        "marked": session.scalar(select(func.count()).select_from(AttemptResult)) or 0,
        "completions": session.scalar(select(func.count()).select_from(Completion)) or 0,
        "certificates": session.scalar(select(func.count()).select_from(Certificate)) or 0,
    }


def _said(engine: str, tally: Tally, found: dict[str, int], arrived: float, kills: int) -> int:
    times = sorted(tally.seconds)
    absent = len(tally.acknowledged) - found["answers"]
    print(f"{engine.partition(':')[0]}: {PEOPLE} people, {WORKERS} workers, {kills} killed in the midst")
    print(f"all signed in by QR code and PIN within {arrived:.1f} s; sent again after {dict(tally.failures)}")
    print(f"acknowledged {len(tally.acknowledged)}; median {times[len(times) // 2]:.2f} s, slowest {times[-1]:.2f} s")
    print(", ".join(f"{name} {count}" for name, count in found.items()))
    print(f"acknowledged and absent {absent}; twice {found['tries twice']}")
    whole = all(count == PEOPLE for name, count in found.items() if name != "tries twice")
    noticed = kills and tally.failures
    return int(absent != 0 or found["tries twice"] != 0 or not whole or not noticed)


if __name__ == "__main__":
    sys.exit(main())

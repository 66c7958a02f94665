"""Twelve clients send answers and reflections while workers are killed and the database restarts: none lost or doubled.

Run by `make prove-lost-work`: on SQLite with three workers and twenty kills; on a PostgreSQL of its own that is stopped
twice as by a power cut and whose connections are cut once.
"""

import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles
from threading import Event, Thread

import psycopg
import requests
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select, text

from app.config import from_environment
from app.content.checks import check
from app.core.database import db, session
from app.factory import create_app
from app.learning.records import EnrolmentRecord
from app.library.actions import publish_shelf
from app.quizzes.models import Attempt, AttemptResult
from app.reflection.models import ReflectionText
from tests.factories.clusters import Cluster, a_cluster
from tests.factories.learners import Client, at_the_check, at_the_reflection, first_of_everything, seen_in
from tests.factories.servers import Site, a_server
from tests.factories.shelf import write_shelf

SECRET = "one for every process of the proof"
CLIENTS, SECONDS, KILLS, WORKERS, MOST_UNWELL_SECONDS = 12, 60, 20, 3, 10
Disturb = Callable[[Site], None]


@dataclass
class Acknowledged:
    """What one client was told is kept: attempts sent in, by number, and the last text of her reflection."""

    enrolment: EnrolmentRecord
    client: Client
    sent_in: set[int] = field(default_factory=set)
    words: str = ""


@contextmanager
def filled(database: str, folder: Path) -> Iterator[Flask]:
    """An application of one's own on a database with the small shelf."""
    app = create_app(from_environment({"DATABASE_URL": database, "SECRET_KEY": SECRET}))
    with app.app_context():
        upgrade()
        shelf, faults, _ = check(*write_shelf(folder / "shelf"))
        assert shelf is not None, faults
        publish_shelf(shelf)
        session.commit()
        yield app
        session.remove()
        db.engine.dispose()


def try_again_and_again(mine: Acknowledged, over: Event) -> None:
    """Answer every question with what is shown first, send in, and start anew, until told to stop."""
    client, check_page = mine.client, f"/learn/{mine.enrolment.id}/check"
    client.sign_in()
    while not over.is_set():
        place = client.post(check_page, {}).headers["Location"]
        while "/answers" not in place and "/result" not in place:
            page = client.get(place)
            place = client.post(place, first_of_everything(seen_in(page))).headers["Location"]
        number = int(place.split("/check/")[1].split("/")[0])
        client.post(f"{check_page}/{number}/answers", {})
        mine.sent_in.add(number)


def write_on_and_on(mine: Acknowledged, over: Event) -> None:
    """Save a reflection with one sentence more each time, until told to stop."""
    client, page, number = mine.client, f"/learn/{mine.enrolment.id}/reflection", 0
    client.sign_in()
    seen = seen_in(client.get(page))
    while not over.is_set():
        number += 1
        fields = {"text-1": f"Thought {number}.", "text-2": "", "prompt-1": _prompt(client, page), "go": "stay"}
        seen = client.post(f"{page}/draft", fields | {"seen": seen}).json()["seen"]
        mine.words = fields["text-1"]


def _prompt(client: Client, page: str) -> str:
    return client.get(page).split('name="prompt-1"')[1].split('value="')[1].split('"')[0]


def run(app: Flask, site: Site, disturb: Disturb) -> tuple[list[Acknowledged], float]:
    """Let the clients work for a minute while something disturbs them; returns what they were told, and how long the
    site was not well after it, in seconds."""
    names = [f"learner{n}" for n in range(CLIENTS)]
    learners = [at_the_check(name) if n % 2 else at_the_reflection(name) for n, name in enumerate(names)]
    told = [Acknowledged(one, Client(site.address, name)) for one, name in zip(learners, names, strict=True)]
    session.remove()
    over = Event()
    work = [write_on_and_on, try_again_and_again]
    threads = [Thread(target=work[n % 2], args=(one, over)) for n, one in enumerate(told)]
    for thread in threads:
        thread.start()
    disturb(site)
    over.set()
    for thread in threads:
        thread.join()
    began = time.monotonic()
    while not _is_ready(site):
        time.sleep(0.1)
    return told, time.monotonic() - began


def _is_ready(site: Site) -> bool:
    try:
        return requests.get(f"{site.address}/health/ready", timeout=5).ok
    except requests.RequestException:
        return False


def kill_workers(site: Site) -> None:
    """Kill a worker twenty times within the minute."""
    chance = Random(3)
    for _ in range(KILLS):
        time.sleep(SECONDS / KILLS)
        site.kill_a_worker(chance, signal.SIGKILL)


def stop_the_database(cluster: Cluster) -> Disturb:
    """Two power cuts, and once every connection cut."""

    def disturb(site: Site) -> None:
        for _ in range(2):
            time.sleep(SECONDS / 4)
            cluster.stop_at_once()
            cluster.start()
        time.sleep(SECONDS / 4)
        with psycopg.connect(cluster.address, autocommit=True) as line:
            line.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        time.sleep(SECONDS / 4)

    return disturb


def missing_and_double(told: list[Acknowledged]) -> tuple[int, int]:
    """What was acknowledged and is not there, and what is there twice."""
    missing = double = 0
    for one in told:
        attempts = select(Attempt).where(Attempt.enrolment_id == one.enrolment.id)
        rows = {row.number: row.id for row in session.scalars(attempts)}
        kept = select(AttemptResult.attempt_id).where(AttemptResult.attempt_id.in_(rows.values()))
        marked = set(session.scalars(kept))
        missing += sum(rows.get(number) not in marked for number in one.sent_in)
        double += (session.scalar(select(func.count()).select_from(attempts.subquery())) or 0) - len(rows)
        double += max(0, len(rows) - len(marked) - 1)  # one may still be open
        if one.words:
            words = session.scalar(
                select(ReflectionText.text).where(
                    ReflectionText.enrolment_id == one.enrolment.id, ReflectionText.slot == 1
                )
            )
            missing += _number(words or "0") < _number(one.words)
    return missing, double


def _number(words: str) -> int:
    return int("".join(filter(str.isdigit, words)))


def is_whole() -> bool:
    """Whether the database itself finds no fault with its files."""
    if db.engine.dialect.name == "sqlite":
        return bool(session.scalar(text("PRAGMA integrity_check")) == "ok")
    return bool(session.scalar(text("SELECT count(*) FROM pg_class")))


def prove(name: str, database: str, folder: Path, disturb: Disturb, workers: int) -> bool:
    """One engine's minute; prints its line, and says whether it held."""
    variables = {"DATABASE_URL": database, "SECRET_KEY": SECRET}
    folder.mkdir(exist_ok=True)
    log = (folder / "log").open("w")  # what was interrupted is told there, at length
    with log, filled(database, folder) as app, a_server(variables, workers=workers, log=log) as site:
        told, unwell_for = run(app, site, disturb)
        missing, double = missing_and_double(told)
        whole = is_whole()
    sends = [wait for one in told for wait in one.client.waits]
    acknowledged = sum(len(one.sent_in) + bool(one.words) for one in told)
    print(
        f"{name}: {len(sends)} requests answered, {acknowledged} attempts and reflections acknowledged, "
        f"{sum(one.client.unwell for one in told)} sent again; absent {missing}, twice {double}, "
        f"whole {'yes' if whole else 'NO'}, well after {unwell_for:.1f} s, "
        f"p95 {quantiles(sends, n=20)[-1] * 1000:.0f} ms"
    )
    return not missing and not double and whole and unwell_for <= MOST_UNWELL_SECONDS and acknowledged > CLIENTS


def main() -> int:
    folder = Path(tempfile.mkdtemp())
    lite = prove(
        f"SQLite, {WORKERS} workers, {KILLS} kills", f"sqlite:///{folder / 'proof'}", folder, kill_workers, WORKERS
    )
    with a_cluster() as cluster:
        words = "PostgreSQL, 2 power cuts, every connection cut once"
        full = prove(words, cluster.address, folder / "other", stop_the_database(cluster), 2)
    return int(not (lite and full))


if __name__ == "__main__":
    sys.exit(main())

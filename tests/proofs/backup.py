"""A backup of 10,000 people and 300,000 answers, made while others write; checked; brought back; nothing missing.

Run by `make prove-backup`; on the engine of CSPR_TEST_SERVER when it names one.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextvars import Context
from pathlib import Path
from threading import Event, Thread

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, insert, select

from app.audit.actions import record
from app.audit.models import AuditEntry
from app.config import from_environment
from app.content.checks import check
from app.core.clock import now
from app.core.database import db, session
from app.factory import create_app
from app.learning.models import Enrolment
from app.library.actions import publish_shelf
from app.library.queries import newest
from app.quizzes.models import Attempt, AttemptAnswer
from app.workforce.models import Post
from tests.factories.crowd import a_crowd
from tests.factories.people import a_setting
from tests.factories.shelf import MODULE, write_shelf
from tests.stores import Store, store_in

PEOPLE, ANSWERS_EACH, WRITERS, MOST_SECONDS = 10_000, 30, 4, 300


def fill(folder: Path) -> None:
    shelf, _, _ = check(*write_shelf(folder / "shelf"))
    assert shelf is not None
    publish_shelf(shelf)
    a_crowd(a_setting(), MODULE, PEOPLE)
    version, moment = newest(MODULE).id, now()
    posts = session.execute(select(Post.id, Post.person_id).order_by(Post.id)).all()
    begun = {"module": MODULE, "version_id": version, "kind": "primary", "number": 1, "began_at": moment}
    enrolled = [{"id": n, "post_id": post, "person_id": person, **begun} for n, (post, person) in enumerate(posts, 1)]
    session.execute(insert(Enrolment), enrolled)
    tried = [
        {"id": n, "enrolment_id": n, "number": 1, "began_at": moment, "drawn": []} for n in range(1, len(posts) + 1)
    ]
    session.execute(insert(Attempt), tried)
    for position in range(1, ANSWERS_EACH + 1):
        given = {"position": position, "response": [position % 4], "sure": True, "saved_at": moment}
        session.execute(insert(AttemptAnswer), [{"attempt_id": one["id"], **given} for one in tried])
    session.commit()


def timed(environment: dict[str, str], *words: str) -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "flask", "backup", *words], env=environment, check=True, capture_output=True)
    return time.monotonic() - began


def write(app: Flask, acknowledged: list[int], over: Event) -> None:
    with app.app_context():
        while not over.is_set():
            number = len(acknowledged)
            record("tried", None, number=number)
            session.commit()
            acknowledged.append(number)
            over.wait(0.005)
        session.remove()


def while_others_write(app: Flask, environment: dict[str, str], file: Path) -> tuple[float, int, int]:
    """Make the backup; returns its seconds, how many rows were acknowledged before it, and how many meanwhile."""
    acknowledged, over = list[int](), Event()
    threads = [Thread(target=Context().run, args=(write, app, acknowledged, over)) for _ in range(WRITERS)]
    for one in threads:
        one.start()
    time.sleep(2)
    before = len(acknowledged)
    seconds = timed(environment, "create", str(file))
    meanwhile = len(acknowledged) - before
    over.set()
    for one in threads:
        one.join()
    return seconds, before, meanwhile


def at(store: Store, name: str, folder: Path) -> dict[str, str]:
    key = folder / "key"
    key.write_text("a key that is long enough for the proof of it")
    own = {"DATABASE_URL": store.blank(name), "CSPR_BACKUP_KEY": str(key), "CSPR_ERASURES": str(folder / "erasures")}
    return {**os.environ, **own}


def main() -> int:
    folder = Path(tempfile.mkdtemp())
    store = store_in(folder)
    try:
        here, there, file = at(store, "here", folder), at(store, "there", folder), folder / "copy"
        app = create_app(from_environment(here))
        with app.app_context():
            upgrade()
            fill(folder)
            session.remove()
            made, before, meanwhile = while_others_write(app, here, file)
            engine = db.engine.dialect.name
            db.engine.dispose()
        checked, back = timed(there, "check", str(file)), timed(there, "restore", str(file))
        with create_app(from_environment(there)).app_context():
            kept = session.scalar(select(func.count()).where(AuditEntry.act == "tried")) or 0
            answers = session.scalar(select(func.count()).select_from(AttemptAnswer))
            session.remove()
            db.engine.dispose()
    finally:
        store.close()
    print(f"{engine}: {PEOPLE} people, {answers} answers, {file.stat().st_size / 1e6:.1f} MB, sealed")
    print(
        f"made in {made:.0f} s, checked in {checked:.0f} s, brought back in {back:.0f} s (at most {MOST_SECONDS} each)"
    )
    print(f"acknowledged before it began {before}, missing of these {max(0, before - kept)}; meanwhile {meanwhile}")
    well = answers == PEOPLE * ANSWERS_EACH and kept >= before and max(made, checked, back) <= MOST_SECONDS
    return int(not well)


if __name__ == "__main__":
    sys.exit(main())

"""300 letters, two workers, twelve kills, a server that refuses, stalls and drops: none lost, doubles known by id.

Run by `make prove-post`.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import func, select, update

from app.config import from_environment
from app.core.clock import now
from app.core.database import session
from app.factory import create_app
from app.notices import actions
from app.notices.models import Notice
from app.notices.records import Message, State
from app.notices.rules import RESERVED_FOR
from tests.factories.mail import a_mail_server
from tests.factories.people import a_person

LETTERS, WORKERS, KILLS, LONGEST_SECONDS = 300, 2, 12, 240
LONGER_THAN_ANY_BATCH = timedelta(seconds=15)


def reply(number: int) -> str:
    """One in nineteen stalls, one in thirteen is put off, one in seventeen is taken and the line dropped."""
    if number % 19 == 0:
        return "stall"
    if number % 17 == 0:
        return "drop"
    return "421 busy" if number % 13 == 0 else "250 OK"


def start(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "flask", "worker"], env=environment)


def environment_for(folder: Path, port: int) -> dict[str, str]:
    """A database of its own (DATABASE_URL of PROOF_DATABASE, where that is set) and a mail server on loopback."""
    return {
        **os.environ,
        "DATABASE_URL": os.environ.get("PROOF_DATABASE") or f"sqlite:///{folder / 'proof.sqlite3'}",
        "CSPR_MAIL": f"smtp://127.0.0.1:{port}?tls=none",
    }


def until_carried(workers: list[subprocess.Popen[bytes]], environment: dict[str, str], kills: int = 0) -> int:
    """Kill workers now and then until every letter is carried; returns how many kills there were with those before."""
    began, chance = time.monotonic(), random.Random(7)
    while time.monotonic() - began < LONGEST_SECONDS:
        time.sleep(chance.uniform(0.8, 1.6))
        left = session.scalar(select(func.count()).where(Notice.state == State.QUEUED)) or 0
        session.rollback()
        if not left and kills >= KILLS:
            break
        if kills < KILLS:
            kill_one(workers, chance.randrange(len(workers)), environment)
            kills += 1
        # Waits and reservations are shortened, not skipped.
        waiting = Notice.state == State.QUEUED
        session.execute(update(Notice).where(waiting).values(due_at=now()))
        old = Notice.reserved_until < now() + RESERVED_FOR - LONGER_THAN_ANY_BATCH
        session.execute(update(Notice).where(waiting, old).values(reserved_until=now()))
        session.commit()
    for one in workers:
        one.terminate()
        one.wait()
    return kills


def kill_one(workers: list[subprocess.Popen[bytes]], victim: int, environment: dict[str, str]) -> None:
    """End a worker as a power cut would, and start another in its place."""
    workers[victim].send_signal(signal.SIGKILL)
    workers[victim].wait()
    workers[victim] = start(environment)


def main() -> int:
    folder, began = Path(tempfile.mkdtemp()), time.monotonic()
    with a_mail_server(reply) as (port, desk):
        environment = environment_for(folder, port)
        app = create_app(from_environment(environment))
        with app.app_context():
            upgrade()
            person = a_person().id
            for number in range(LETTERS):
                actions.queue(person, f"p{number}@example.org", Message(f"k{number}", "test", "Hello", "Words."))
            session.commit()
            kills = until_carried([start(environment) for _ in range(WORKERS)], environment)
            states = Counter(session.scalars(select(Notice.state)))
            ids = {f"{one}@localhost" for one in session.scalars(select(Notice.message_id))}
        arrived = Counter(desk.accepted)
        missing, strange = ids - set(arrived), set(arrived) - ids
        doubles = sum(count - 1 for count in arrived.values())
        print(f"letters {LETTERS}, workers {WORKERS}, kills {kills}, seconds {time.monotonic() - began:.0f}")
        print(f"states {dict(states)}; never arrived {len(missing)}; ids that are not ours {len(strange)}")
        print(f"doubles {doubles}: at most one for each of {kills} kills and {desk.dropped} lines dropped late")
        lost = missing or strange or states[State.SENT] != LETTERS
        return int(bool(lost) or doubles > kills + desk.dropped)


if __name__ == "__main__":
    sys.exit(main())

"""A full disk, a database that somebody else keeps locked, and one button pressed twice at the same moment.

Run by `make prove-bad-days`; on PostgreSQL too. The full disk is SQLite's and needs the right to mount a small one.
"""

import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from threading import Barrier

from sqlalchemy import func, select, text

from app.certificates.models import Certificate
from app.core.database import db, session
from app.learning.models import Completion
from app.notices.models import Notice
from tests.factories.clusters import a_cluster
from tests.factories.learners import Client, at_the_reflection, seen_in
from tests.factories.servers import a_server
from tests.proofs.lost_work import SECRET, filled, is_whole

LEARNERS, LOCKED_SECONDS, DISK = 10, 8, "24m"
WORDS = "We ask “why?” & listen.\n\nThen we write it down."
PAGE = "/learn/{}/reflection"


def fields_of(client: Client, number: int) -> dict[str, str]:
    """What her browser would send to finish, with words in both boxes."""
    page = client.get(PAGE.format(number))
    prompts = re.findall(r'name="(prompt-\d)"[^>]*value="([^"]+)" checked', page)
    return {**dict(prompts), "text-1": WORDS, "text-2": WORDS, "seen": seen_in(page), "go": "finish"}


def sent_again(page: str) -> dict[str, str]:
    """The fields of the form on the page that says we could not take it."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in fields}


def press(client: Client, number: int, fields: dict[str, str], start: Barrier) -> float:
    """Finish on a line of its own as soon as the other is ready too; returns the moment."""
    twin = client.twin()
    start.wait()
    moment = time.monotonic()
    twin.post(PAGE.format(number), fields)
    return moment


def both_at_once(base: str, learners: dict[str, int]) -> tuple[float, list[int]]:
    """Each learner finishes twice at the same moment; returns how far apart in seconds, and how many of each row."""
    apart = []
    for username, number in learners.items():
        client = Client(base, username)
        client.sign_in()
        fields, start = fields_of(client, number), Barrier(2)
        with ThreadPoolExecutor(2) as hands:
            one, other = (hands.submit(press, client, number, fields, start) for _ in range(2))
            apart.append(abs(one.result() - other.result()))
    return max(apart), [rows(model) for model in (Completion, Certificate, Notice)]


def rows(model: type) -> int:
    found = session.scalar(select(func.count()).select_from(model)) or 0
    session.rollback()  # who only counts keeps nobody from writing
    return found


@contextmanager
def locked() -> Iterator[None]:
    """Somebody outside keeps every writer from the reflections."""
    with db.engine.connect() as outsider:
        if outsider.dialect.name == "sqlite":
            outsider.execute(text("SELECT 1"))  # a transaction here begins by taking the only turn to write
        else:
            outsider.execute(text("LOCK TABLE reflection_text IN ACCESS EXCLUSIVE MODE"))
        yield
        outsider.rollback()


def while_locked(base: str, username: str, number: int) -> str:
    """Finish while the database is locked for a while; says how that went."""
    client = Client(base, username)
    client.sign_in()
    fields = fields_of(client, number)
    with ThreadPoolExecutor(1) as hand:
        with locked():
            answer = hand.submit(client.once, PAGE.format(number), fields)
            time.sleep(LOCKED_SECONDS)
        came = answer.result()
    if came.status_code == 302:
        return "waited, then taken"
    assert came.status_code == 503, came.text
    assert came.headers["Retry-After"]
    again = sent_again(came.text)
    assert again["text-1"].replace("\r\n", "\n") == WORDS, again
    assert client.once(PAGE.format(number), again).status_code == 302
    return "503 with Retry-After and the words in the page; taken when sent again"


@contextmanager
def a_small_disk() -> Iterator[Path]:
    """A disk of a few megabytes, gone after the block."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def on_a_full_disk(base: str, disk: Path, username: str, number: int) -> str:
    """Write on until the disk is full, free it, and send the last words again; says how that went."""
    client = Client(base, username)
    client.sign_in()
    fields = fields_of(client, number) | {"go": "stay"}
    # What was written lately goes into the database itself, so that the next write needs room on the disk.
    sqlite3.connect(disk / "proof").execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    fill = disk / "somebody-elses"
    with fill.open("wb") as file:
        try:
            while True:
                file.write(b"x" * 65536)
                file.flush()
        except OSError:
            pass
    for tries in range(200):
        fields |= {"text-1": f"{WORDS} {tries} {'x' * 3000}", "seen": seen_in(client.get(PAGE.format(number)))}
        came = client.once(PAGE.format(number), fields)
        if came.status_code != 302:
            break
    assert came.status_code == 503, (came.status_code, came.text[-600:])
    again = sent_again(came.text)
    fill.unlink()
    assert client.once(PAGE.format(number), again).status_code == 302
    return "503 with the words in the page; taken when sent again, nobody did anything but free the disk"


def prove(name: str, database: str, folder: Path, disk: Path | None = None) -> bool:
    """One engine's bad days; prints a line for each."""
    folder.mkdir(exist_ok=True)
    variables, log = {"DATABASE_URL": database, "SECRET_KEY": SECRET}, (folder / "log").open("w")
    with log, filled(database, folder), a_server(variables, log=log) as site:
        names = [f"learner{n}" for n in range(LEARNERS)]
        learners = {one: at_the_reflection(one).id for one in names}
        late, short = at_the_reflection("late").id, at_the_reflection("short").id
        session.remove()
        apart, made = both_at_once(site.address, learners)
        print(f"{name}: {LEARNERS} finished twice at once, at most {apart * 1000:.1f} ms apart: rows {made}")
        said = while_locked(site.address, "late", late)
        print(f"{name}: locked by somebody else for {LOCKED_SECONDS} s: {said}")
        if disk:
            print(f"{name}: disk full and freed: {on_a_full_disk(site.address, disk, 'short', short)}")
        whole = is_whole()
        print(f"{name}: the database is {'whole' if whole else 'NOT WHOLE'}")
    return whole and made == [LEARNERS] * 3


def main() -> int:
    folder = Path(tempfile.mkdtemp())
    with a_small_disk() as disk:
        lite = prove("SQLite", f"sqlite:///{disk / 'proof'}", folder / "one", disk)
    with a_cluster() as cluster:
        full = prove("PostgreSQL", cluster.address, folder / "two")
    return int(not (lite and full))


if __name__ == "__main__":
    sys.exit(main())

"""The least that an act could cost, in CPU milliseconds of this process and of the database's: measured beside ours."""

import io
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import psycopg
from xhtml2pdf import pisa

from app.accounts import passwords
from tests.factories.people import PASSWORD

ROUNDS = 40


def milliseconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median CPU of an act."""
    costs = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        costs.append(time.process_time() - began)
    return 1000 * median(costs)


def of_hash() -> float:
    """argon2 alone, as a password is checked."""
    stored = passwords.hashed(PASSWORD)
    return milliseconds(lambda: passwords.is_right(stored, PASSWORD), ROUNDS // 2)


def of_pdf() -> float:
    """xhtml2pdf on an empty page."""
    return milliseconds(lambda: pisa.CreatePDF("<p></p>", dest=io.BytesIO()), ROUNDS // 2)


def of_commit(folder: Path) -> float:
    """One row written and committed to SQLite, opened as ours is."""
    with sqlite3.connect(folder / "commits.sqlite3", isolation_level=None) as line:
        line.execute("PRAGMA journal_mode=WAL")
        line.execute("PRAGMA synchronous=NORMAL")
        line.execute("CREATE TABLE one (at TEXT)")
        return milliseconds(lambda: line.executescript("BEGIN IMMEDIATE; INSERT INTO one VALUES ('x'); COMMIT"))


def of_postgres_commit(server: str) -> float:
    """One row written and committed to PostgreSQL: of this process and of the one that serves it."""
    with psycopg.connect(server) as line:
        line.execute("CREATE TEMPORARY TABLE one (at TEXT)")
        line.commit()
        pid = line.info.backend_pid

        def write() -> None:
            line.execute("INSERT INTO one VALUES ('x')")
            line.commit()

        before = ticks(pid)
        ours = milliseconds(write, 400)
        return ours + 1000 * (ticks(pid) - before) / 400


def ticks(process: int) -> float:
    """CPU seconds of a process with all its threads, ended ones too; 0 where it is gone."""
    stat = Path(f"/proc/{process}/stat")
    try:
        fields = stat.read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

"""Down and up again on a filled database; killed in the middle again and again; two upgrades at once: the same content.

Run by `make prove-migrations`; on the engine of CSPR_TEST_SERVER when it names one.
"""

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import create_engine, inspect, text

from app.config import from_environment
from app.core.database import db, session
from app.factory import create_app
from tests.proofs import backup
from tests.stores import store_in

ANSWERS_EACH, FAR_BACK, KILLS = 100, "0009", 12
Content = dict[str, tuple[int, str]]


def flask(database: str, *words: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "DATABASE_URL": database}
    return subprocess.Popen([sys.executable, "-m", "flask", *words], env=environment, stderr=subprocess.PIPE)


def done(database: str, *words: str) -> float:
    """Run a command to its end; returns its seconds."""
    began, process = time.monotonic(), flask(database, *words)
    _, fault = process.communicate()
    assert process.returncode == 0, fault.decode()[-2000:]
    return time.monotonic() - began


def content(database: str) -> Content:
    """Each table's number of rows and a digest of them, whatever their order and that of their columns."""
    engine, found = create_engine(database), {}
    look = inspect(engine)
    shape = {name: sorted(column["name"] for column in look.get_columns(name)) for name in look.get_table_names()}
    with engine.connect() as line:
        for table, columns in shape.items():
            names = ", ".join(f'"{name}"' for name in columns)
            total = rows = 0
            for row in line.execute(text(f'SELECT {names} FROM "{table}"')):
                total ^= int.from_bytes(hashlib.blake2b(repr(tuple(row)).encode(), digest_size=8).digest())
                rows += 1
            found[table] = (rows, f"{total:016x}")
    engine.dispose()
    return found


def changed(before: Content, after: Content, kept: set[str]) -> list[str]:
    """The tables that were there all the time and whose content is another."""
    return sorted(table for table in kept if before[table] != after[table])


def tables_at(database: str) -> set[str]:
    engine = create_engine(database)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def killed_again_and_again(database: str) -> int:
    """Upgrade, killed in the midst a dozen times and then let be; returns how often it was killed before its end."""
    chance, kills = random.Random(11), 0
    for _ in range(KILLS):
        process = flask(database, "db", "upgrade")
        try:
            process.communicate(timeout=chance.uniform(1.0, 5.0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
    done(database, "db", "upgrade")
    return kills


def two_at_once(database: str) -> list[int]:
    """Two upgrades at the same moment; returns how each ended."""
    both = [flask(database, "db", "upgrade") for _ in range(2)]
    return [process.communicate() and process.returncode for process in both]


def fill(database: str, folder: Path) -> str:
    """Ten thousand people and a million answers; returns the name of the engine."""
    backup.ANSWERS_EACH = ANSWERS_EACH
    with create_app(from_environment({"DATABASE_URL": database})).app_context():
        upgrade()
        backup.fill(folder)
        session.remove()
        name = db.engine.dialect.name
        db.engine.dispose()
    return name


def main() -> int:
    folder = Path(tempfile.mkdtemp())
    store = store_in(folder)
    try:
        database = store.blank("filled")
        engine = fill(database, folder)
        before, faults = content(database), []
        down = done(database, "db", "downgrade")
        kept = tables_at(database) - {"alembic_version"}
        up = done(database, "db", "upgrade")
        faults += changed(before, content(database), kept)
        done(database, "db", "downgrade", FAR_BACK)
        old = tables_at(database) - {"alembic_version"}
        stood = content(database)
        kills = killed_again_and_again(database)
        done(database, "db", "downgrade", FAR_BACK)
        faults += changed(stood, content(database), old)
        ended = two_at_once(database)
        done(database, "db", "check")
    finally:
        store.close()
    rows = sum(count for count, _ in before.values())
    print(f"{engine}: {rows} rows in {len(before)} tables; one step down in {down:.0f} s, up in {up:.0f} s")
    print(f"from {FAR_BACK} upwards killed {kills} times, then finished; two at once ended {ended}")
    print(f"tables whose content changed: {faults or 'none'}")
    return int(bool(faults) or ended != [0, 0])


if __name__ == "__main__":
    sys.exit(main())

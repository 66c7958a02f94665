"""Where tests' databases come from: copies of an SQLite file, or databases of a PostgreSQL server.

CSPR_TEST_SERVER names the server, as in postgresql://postgres@127.0.0.1:5432/postgres; without it, SQLite.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql
from sqlalchemy import make_url

SERVER = os.environ.get("CSPR_TEST_SERVER", "")
PREFIX = "cspr_test_"
MANY_ROWS = 2_000
MUCH = 1_000_000  # bytes
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
COUNTERS = """
    SELECT relname, coalesce(pg_sequence_last_value(oid), 1), pg_sequence_last_value(oid) IS NOT NULL FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
"""
SHAPE = """
    SELECT (SELECT count(*) || ' ' || max(oid) FROM pg_class WHERE oid >= 16384 AND relkind IN ('r', 'i', 'S', 'v')),
           (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc WHERE oid >= 16384),
           (SELECT count(*) FROM pg_attribute WHERE attrelid >= 16384 AND NOT attisdropped)
"""


class Store(Protocol):
    """Makes databases and copies of them. A name stands for one content; what `blank` made is only to be copied."""

    def blank(self, name: str, like: str = "") -> str:
        """The address of a new database, empty or a copy of another."""

    def copy(self, name: str, folder: Path) -> "Copy":
        """A copy for one test, gone after it."""

    def close(self) -> None:
        """Leave nothing behind."""


class Copy(Protocol):
    """A context manager that hands out the address of a database."""

    def __enter__(self) -> str: ...

    def __exit__(self, *_: object) -> bool | None: ...


class SqliteStore:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"

    def blank(self, name: str, like: str = "") -> str:
        if like:
            shutil.copy(self._file(like), self._file(name))
        return f"sqlite:///{self._file(name)}"

    @contextmanager
    def copy(self, name: str, folder: Path) -> Iterator[str]:
        shutil.copy(self._file(name), folder / "test.sqlite3")
        yield f"sqlite:///{folder / 'test.sqlite3'}"

    def close(self) -> None:
        """Pytest keeps and clears its own folders."""


class PostgresStore:
    """Databases of a server, named after this process.

    Making one costs a tenth of a second and dropping one a checkpoint, so a copy of a small database is put back as it
    was after a test and used again, unless its tables changed or it grew. All are dropped at the end; one that was
    killed leaves its own to the next, which knows by the name that it is dead.
    """

    def __init__(self, server: str) -> None:
        self._server = make_url(server).set(drivername="postgresql")
        self._numbers, self._made, self._spare = count(1), dict[str, str](), dict[str, str]()
        self._contents = dict[str, Content | None]()
        self._admin = self._opened(self._server.database or "postgres")
        self._sweep()

    def _opened(self, database: str) -> "psycopg.Connection[tuple]":
        address = self._server.set(database=database).render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True, options="-c synchronous_commit=off -c lock_timeout=5s")

    def _address(self, database: str) -> str:
        options = {"options": "-c synchronous_commit=off"}
        return self._server.set(drivername="postgresql+psycopg", database=database, query=options).render_as_string(
            hide_password=False
        )

    def _sweep(self) -> None:
        """Drop what dead processes left."""
        for (name,) in self._admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"]):
            if not _is_alive(int(name.removeprefix(PREFIX).partition("_")[0])):
                self._drop(name)

    def _drop(self, database: str) -> None:
        with suppress(psycopg.errors.InvalidCatalogName, psycopg.errors.ObjectInUse):  # another sweeps it too
            self._admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def _make(self, like: str) -> str:
        database = f"{PREFIX}{os.getpid()}_{next(self._numbers)}"
        names = sql.Identifier(database), sql.Identifier(like)
        self._admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        return database

    def blank(self, name: str, like: str = "") -> str:
        self._made[name] = self._make(self._made[like] if like else "template0")
        return self._address(self._made[name])

    @contextmanager
    def copy(self, name: str, folder: Path) -> Iterator[str]:
        database = self._spare.pop(name, None) or self._make(self._made[name])
        if name not in self._contents:
            with self._opened(database) as connection:
                self._contents[name] = _content(connection)
        yield self._address(database)
        with suppress(psycopg.errors.LockNotAvailable):
            if self._put_back(self._contents[name], database):
                self._spare[name] = database

    def _put_back(self, content: "Content | None", database: str) -> bool:
        """Make every row and counter what it was; False when the database is not worth keeping."""
        if content is None:
            return False
        with self._opened(database) as connection, connection.transaction():
            if _facts(connection) != content.facts:
                return False
            connection.execute("SET LOCAL session_replication_role = replica")  # foreign keys need no order
            gone = sum(connection.execute(_of("DELETE FROM {}", table)).rowcount for table in _tables(connection))
            for table, rows in content.rows.items():
                with connection.cursor().copy(_of("COPY {} FROM STDIN", table)) as copy:
                    copy.write(rows)
            for counter in content.counters:
                connection.execute("SELECT setval(%s::regclass, %s, %s)", counter)
        return gone < MANY_ROWS

    def close(self) -> None:
        mine = f"{PREFIX}{os.getpid()}_%"
        for (name,) in self._admin.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [mine]).fetchall():
            self._drop(name)
        self._admin.close()


@dataclass(frozen=True)
class Content:
    """What a small database is, to the row."""

    facts: tuple
    rows: dict[str, bytes]
    counters: list[tuple]


def _content(connection: "psycopg.Connection[tuple]") -> Content | None:
    """What a database holds; None when it is too much to be put back after each test."""
    facts, rows = _facts(connection), dict[str, bytes]()
    for table in _tables(connection):
        with connection.cursor().copy(_of("COPY {} TO STDOUT", table)) as copy:
            rows[table] = b"".join(bytes(part) for part in copy)
    if facts is None or sum(map(len, rows.values())) > MUCH:
        return None
    kept = {table: held for table, held in rows.items() if held}
    return Content(facts, kept, connection.execute(COUNTERS).fetchall())


def _facts(connection: "psycopg.Connection[tuple]") -> tuple | None:
    """What a database is like but for its rows, and at which migration it is."""
    shape = connection.execute(SHAPE).fetchone()
    is_migrated = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
    if shape is None or is_migrated is None or is_migrated[0] is None:
        return None
    return (*shape, connection.execute("SELECT version_num FROM alembic_version").fetchone())


def _of(statement: str, table: str) -> sql.Composed:
    return sql.SQL(statement).format(sql.Identifier(table))


def _tables(connection: "psycopg.Connection[tuple]") -> list[str]:
    return [name for (name,) in connection.execute(TABLES) if name != "alembic_version"]


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def store_in(folder: Path) -> Store:
    """The store that the environment asks for; files lie in `folder`."""
    return PostgresStore(SERVER) if SERVER else SqliteStore(folder)

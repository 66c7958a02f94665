"""Bringing a backup back into an empty database, on either engine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from flask import current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import JSON, Connection, DateTime, LargeBinary, Table, func, insert, null, select, text
from sqlalchemy.types import Date

from app.audit.actions import record
from app.config import Config
from app.core.codes import digest
from app.core.database import db, session
from app.core.errors import DomainError
from app.operations.actions.making import tables
from app.operations.actions.reading import Backup, bytes_of, opened
from app.operations.queries.readiness import is_half_restored, is_known_migration, revision
from app.operations.records import BroughtBack
from app.operations.rules import HALF_RESTORED
from app.privacy.actions import erase_again

ROWS_AT_ONCE = 500
# PostgreSQL checks these row by row; they are put off until every row is there.
FOREIGN_KEYS = """
    SELECT conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace
"""


def restore(file: Path, key: bytes | None, erasures: Path) -> BroughtBack:
    """Bring a backup back, at the newest migration, with everybody erased again who was erased since it was made.

    Until that is done the database is marked, and nobody is served from it.

    Args:
        file: the backup.
        key: what it is sealed with, if it is.
        erasures: the list of who was erased.

    Raises:
        NotABackup: the file is none, is damaged, or sealed with another key; the database is as empty as before.
        DomainError: the database holds something, or the backup comes from a later release.
    """
    with opened(file, key) as backup:
        _make_tables(backup.head["migration"])
        with db.engine.begin() as connection:
            connection.execute(text(f"CREATE TABLE {HALF_RESTORED} (since TIMESTAMP)"))
            with _foreign_keys_put_off(connection):
                _fill(connection, backup)
            _count_on(connection)
        held = backup.held()
    upgrade()
    erased = erase_again(erasures)
    record("backup restored", None, made_at=held.made_at, erased_again=erased)
    session.execute(text(f"DROP TABLE {HALF_RESTORED}"))
    session.commit()
    config: Config = current_app.config["CSPR"]
    return BroughtBack(held, erased, held.secret == digest(f"backup of {config.secret_key}"))


def _make_tables(migration: str) -> None:
    """Make the empty tables of a backup's migration; what stands there is taken down, when it holds nothing."""
    if not is_known_migration(migration):
        raise DomainError("The backup was made by a later release: bring it back with that, or upgrade this one.")
    if is_half_restored() or _holds_something():
        raise DomainError("The database is not empty. Bring a backup back into a new one.")
    standing = revision().current
    session.remove()
    if standing not in (None, migration):
        downgrade(revision="base")
    upgrade(revision=migration)


def _holds_something() -> bool:
    connection = session.connection()
    return any(connection.execute(select(table).limit(1)).first() is not None for table in tables(connection))


def _fill(connection: Connection, backup: Backup) -> None:
    there = {table.name: table for table in tables(connection)}
    for name, rows in groupby(backup.rows(), key=lambda found: found[0]):
        table = there[name]
        ways = _ways(table)
        values = ({column: ways[column](value) for column, value in row.items()} for _, row in rows)
        while batch := list(islice(values, ROWS_AT_ONCE)):
            connection.execute(insert(table), batch)


def _ways(table: Table) -> dict[str, Callable[[Any], Any]]:
    return {column.name: _read_as(column.type, bool(column.nullable)) for column in table.columns}


def _read_as(kind: Any, is_nullable: bool) -> Callable[[Any], Any]:
    """How a value of a column is read out of a backup."""
    if isinstance(kind, JSON):
        return (lambda value: null() if value is None else value) if is_nullable else lambda value: value
    for known, way in ((DateTime, datetime.fromisoformat), (Date, date.fromisoformat), (LargeBinary, bytes_of)):
        if isinstance(kind, known):
            return lambda value, way=way: None if value is None else way(value)  # type: ignore[misc]
    return lambda value: value


@contextmanager
def _foreign_keys_put_off(connection: Connection) -> Iterator[None]:
    """Let rows come in any order; each reference is checked in the end, in the same transaction."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        yield
        return
    found = connection.exec_driver_sql(FOREIGN_KEYS).all()
    for table, name, _ in found:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    for table, name, meaning in found:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {meaning}")


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL give the next row the next number; SQLite looks for itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables(connection):
        for column in table.primary_key.columns:
            sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
            if sequence:
                newest = connection.scalar(select(func.max(column))) or 0
                connection.execute(select(func.setval(sequence, max(newest, 1), newest > 0)))

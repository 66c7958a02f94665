"""A backup: every row of one moment, as lines of JSON, compressed and, where there is a key, sealed.

Both engines write the same, so that what was kept on SQLite can be brought back on PostgreSQL.
"""

import base64
import gzip
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import methodcaller
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import Connection, DateTime, LargeBinary, MetaData, Table, select, text
from sqlalchemy.types import Date, TypeEngine

from app.config import Config
from app.core.clock import now
from app.core.codes import digest
from app.core.database import db, may_write
from app.core.errors import DomainError
from app.operations.records import Held
from app.operations.transports import Writer

FORM = 1
ROWS_AT_ONCE = 2_000
NOT_KEPT = ("alembic_version",)


def create(file: Path, key: bytes | None) -> Held:
    """Write a backup of this moment; whatever was acknowledged before is in it. Others go on writing meanwhile.

    Args:
        file: where to; it appears when it is whole, readable by its owner only.
        key: what seals it; None leaves it readable.

    Raises:
        DomainError: there is such a file already.
    """
    if file.exists():
        raise DomainError(f"{file} is there already. Name another file.")
    unfinished = file.with_name(file.name + ".part")
    with open(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out:
        with Writer(out, key) as sealed, gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=5) as packed:
            held = _write(lambda line: packed.write(json.dumps(line, ensure_ascii=False).encode() + b"\n"))
        out.flush()
        os.fsync(out.fileno())
    unfinished.rename(file)
    return held


def _write(put: Callable[[Any], object]) -> Held:
    config: Config = current_app.config["CSPR"]
    with one_moment() as connection:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        made_at, engine = now().isoformat(), connection.dialect.name
        secret = digest(f"backup of {config.secret_key}")
        put({"form": FORM, "made_at": made_at, "migration": revision, "engine": engine, "secret": secret})
        counts = {table.name: _write_table(connection, table, put) for table in tables(connection)}
    put({"end": counts})
    return Held(made_at, revision, engine, secret, counts)


@contextmanager
def one_moment() -> Iterator[Connection]:
    """A connection that sees the database as it is now, for as long as it is read, whatever others write."""
    before = may_write.set(False)
    try:
        with db.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
    finally:
        may_write.reset(before)


def tables(connection: Connection) -> list[Table]:
    """Every table there is, by name."""
    there = MetaData()
    there.reflect(connection)
    return [table for name, table in sorted(there.tables.items()) if name not in NOT_KEPT]


def _write_table(connection: Connection, table: Table, put: Callable[[Any], object]) -> int:
    put({"table": table.name, "columns": [column.name for column in table.columns]})
    ways = [_said(column.type) for column in table.columns]
    query = select(table).order_by(*table.primary_key.columns)
    count = 0
    for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query):
        put([value if way is None or value is None else way(value) for way, value in zip(ways, row, strict=True)])
        count += 1
    return count


def _said(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """How a value of a column is written as JSON, where it is not JSON itself."""
    if isinstance(kind, (Date, DateTime)):
        return methodcaller("isoformat")
    return (lambda value: base64.b64encode(value).decode()) if isinstance(kind, LargeBinary) else None

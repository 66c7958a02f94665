"""What a database really holds, for tests that look for what should be gone."""

from pathlib import Path

from sqlalchemy import inspect

from app.core.database import db


def bytes_stored(folder: Path) -> bytes:
    """The bytes of an SQLite file; what PostgreSQL shows of every row, since its own files forget only in time."""
    with db.engine.connect() as connection:
        if db.engine.dialect.name != "sqlite":
            tables = inspect(connection).get_table_names()
            rows = (connection.exec_driver_sql(f'SELECT t::text FROM "{name}" t').scalars() for name in tables)
            return "\n".join(row for table in rows for row in table).encode()
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    return (folder / "test.sqlite3").read_bytes()

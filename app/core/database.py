"""The database session, the base of all tables, and how each engine is opened.

SQLite runs as the measurements in docs/decisions/0006 ask: WAL, a busy timeout, foreign keys on, and BEGIN IMMEDIATE
for whatever may write, since a transaction that reads first and writes later cannot wait its turn. PostgreSQL lets many
write at once, so whatever reads first and writes later there takes its turn by name (docs/decisions/0021).
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, MetaData, and_, event, inspect, select, text, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_MS = 5000
# secure_delete: what somebody had erased is overwritten, not only forgotten.
PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "secure_delete=ON")
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
may_write: ContextVar[bool] = ContextVar("may_write", default=True)
# How long one statement may take, in milliseconds; 0: as long as it needs, as commands may.
longest_statement: ContextVar[int] = ContextVar("longest_statement", default=0)
STEPS_BETWEEN_LOOKS = 20_000


class Base(DeclarativeBase):
    """Every table's ancestor; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMES)


def engine_options(address: str) -> dict[str, Any]:
    """How an engine is opened beside what its address says: a server may restart, be slow to find, or be pooled."""
    if not address.startswith("postgresql"):
        return {}
    # Statements are not prepared: a pooler between transactions may hand each to another server process.
    return {"pool_pre_ping": True, "connect_args": {"connect_timeout": 5, "prepare_threshold": None}}


# What people wrote must not reach a log by way of a database error.
db = SQLAlchemy(model_class=Base, engine_options={"hide_parameters": True})
migrate = Migrate(compare_type=True, render_as_batch=True)
session = db.session

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


@contextmanager
def reading() -> Iterator[None]:
    """Read for as long as it takes without keeping anybody from writing; what was not committed before is lost."""
    session.rollback()
    before = may_write.set(False)
    try:
        yield
    finally:
        session.rollback()
        may_write.reset(before)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, aware on the way in and on the way out, on every engine."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def plain(row: Any, *without: str) -> dict[str, Any]:
    """A row as plain values, ready to be handed to whom it is about; `without` names what stays."""
    kept = [column.key for column in inspect(type(row)).columns if column.key not in without]
    return {name: _said(getattr(row, name)) for name in kept}


def _said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


Keys = list[list[Any]]


def move(model: Any, person_id: int, to: int) -> Keys:
    """Make one person's rows of a table another's; returns the keys of the rows, so that they can be moved back."""
    columns = inspect(model).primary_key
    keys = [list(row) for row in session.execute(select(*columns).where(model.person_id == person_id))]
    session.execute(update(model).where(model.person_id == person_id).values(person_id=to))
    return keys


def move_back(model: Any, keys: Keys, to: int) -> None:
    """Give rows that were moved back to whom they were moved from."""
    columns = inspect(model).primary_key
    for key in keys:
        same = and_(*(column == value for column, value in zip(columns, key, strict=True)))
        session.execute(update(model).where(same).values(person_id=to))


def take_turn(name: str) -> None:
    """Wait until nobody else is between taking this turn and the end of the transaction. SQLite's writers always are.

    Args:
        name: what the turn is about, such as "audit"; whoever names the same takes turns.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, record: Any) -> None:
    if type(connection).__module__ != "sqlite3":
        return
    connection.isolation_level = None
    pragmas = (*PRAGMAS, f"busy_timeout={BUSY_TIMEOUT_MS}")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    longest = longest_statement.get()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write.get() else "BEGIN")
        _limit_sqlite(connection, longest)
    elif longest:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {longest}")


def _limit_sqlite(connection: Connection, longest: int) -> None:
    """Let SQLite look now and then whether the transaction's time is over; then it interrupts the statement."""
    until = time.monotonic() + longest / 1000
    handler = (lambda: time.monotonic() > until) if longest else None
    connection.connection.driver_connection.set_progress_handler(handler, STEPS_BETWEEN_LOOKS)  # type: ignore[union-attr]

"""What a page costs: its statements, and its CPU here and in the database's own process."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import event, text

from app.core.database import db
from tests.factories.people import PASSWORD
from tests.visitor import Visitor

NOT_ASKED = ("BEGIN", "SET LOCAL")


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements that are asked meanwhile, without those that only open a transaction."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(NOT_ASKED):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def statements(visitor: Visitor, address: str) -> int:
    """How many statements a page asks."""
    with counting() as seen:
        visitor._ask("GET", address)
    return len(seen)


def cpu() -> float:
    """CPU seconds of this process so far, and of the database's processes that serve it where they run beside it."""
    return time.process_time() + sum(map(_served, _servers()))


_known: list[int] = []


def _servers() -> list[int]:
    """The processes of PostgreSQL that serve our database, asked for once; none on SQLite, or on another machine."""
    if db.engine.dialect.name == "postgresql" and not _known:
        with db.engine.connect() as connection:
            query = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            _known.extend(pid for (pid,) in connection.execute(query) if _of(pid).exists())
    return _known


def _of(pid: int) -> Path:
    return Path(f"/proc/{pid}/schedstat")


def _served(pid: int) -> float:
    return int(_of(pid).read_text().split()[0]) / 1e9 if _of(pid).exists() else 0.0


def took(act: Callable[[], object]) -> float:
    """CPU seconds of an act."""
    began = cpu()
    act()
    return cpu() - began


def once(visitor: Visitor, address: str) -> float:
    """CPU milliseconds of a page."""

    def ask() -> None:
        assert visitor._ask("GET", address).status_code == 200, address

    return 1000 * took(ask)


def in_turns(pages: list[tuple[Visitor, str]], rounds: int) -> list[float]:
    """What some pages cost: the median, asked for in turns, so that a busy machine is so for all."""
    costs = [[once(visitor, address) for visitor, address in pages] for _ in range(rounds)]
    return [median(one) for one in zip(*costs, strict=True)]


def signed_in(app: Flask, username: str) -> Visitor:
    """Somebody signed in, whose pages are not inspected: they may hold more than pages do in tests."""
    visitor = Visitor(app)
    token = visitor.visit("/sign-in").soup.find(attrs={"name": "csrf_token"})
    assert token is not None
    typed = {"csrf_token": token["value"], "username": username, "password": PASSWORD}
    assert visitor._ask("POST", "/sign-in", data=typed).status_code == 302
    return visitor

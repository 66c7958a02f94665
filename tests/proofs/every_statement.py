"""The process is killed after the n-th statement of finishing a module, for every n: everything is there, or nothing.

Run by `make prove-every-statement`; on the engine of CSPR_TEST_SERVER when it names one.
"""

import os
import signal
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine

from app.audit.models import AuditEntry
from app.certificates.models import Certificate
from app.config import from_environment
from app.content.checks import check
from app.core.database import db, session
from app.core.vocabulary import Step
from app.factory import create_app
from app.learning.models import Completion, StepDone
from app.library.actions import publish_shelf
from app.notices.models import Notice
from app.reflection.models import Reflection
from app.requirements.models import Standing
from tests.factories.learners import at_the_reflection
from tests.factories.shelf import write_shelf
from tests.stores import Store, store_in
from tests.visitor import Visitor

THOUGHT, MOST_STATEMENTS = "We ask every child at least once a day.", 400


def app_on(database: str) -> Flask:
    return create_app(from_environment({"DATABASE_URL": database, "SECRET_KEY": "one for every process of the proof"}))


def fill(database: str, folder: Path) -> None:
    """One learner, Amina, with her reflection before her."""
    with app_on(database).app_context():
        upgrade()
        shelf, faults, _ = check(*write_shelf(folder / "shelf"))
        assert shelf is not None, faults
        publish_shelf(shelf)
        at_the_reflection("amina")
        session.remove()
        db.engine.dispose()


def finish(app: Flask, kill_after: int) -> None:
    """Sign in, write and finish; the process dies in the finishing request, after so many statements (0: it lives)."""
    visitor, statements = Visitor(app), count(1)
    visitor.sign_in("amina")
    visitor.visit("/learn/1/reflection")

    def seen(*_: Any) -> None:
        if next(statements) == kill_after:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "after_cursor_execute", seen)
    visitor.press("Finish my reflection", text_1=THOUGHT, text_2=THOUGHT)


def killed(database: str, kill_after: int) -> bool:
    """Do it in a process of its own; says whether it was killed, and not done before."""
    child = os.fork()
    if child == 0:
        try:
            app = app_on(database)
            with app.app_context():
                finish(app, kill_after)
        except BaseException as fault:
            print(fault, file=sys.stderr)
            os._exit(2)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the child failed"
    return False


def written(database: str) -> dict[str, int]:
    """How much of a finished module there is, by name."""
    with app_on(database).app_context():
        rows = {
            "step": select(func.count()).where(StepDone.step == Step.REFLECTION),
            "reflection": select(func.count()).select_from(Reflection),
            "completion": select(func.count()).select_from(Completion),
            "standing": select(func.count()).where(Standing.done_on.is_not(None)),
            "certificate": select(func.count()).select_from(Certificate),
            "notice": select(func.count()).select_from(Notice),
            "audit": select(func.count()).where(AuditEntry.act.contains("certificate")),
        }
        found = {name: session.scalar(query) or 0 for name, query in rows.items()}
        session.remove()
        db.engine.dispose()
    return found


def prove(store: Store, folder: Path) -> tuple[int, list[str]]:
    """Kill after the first, the second … statement, until the work is done first; returns how many, and the halves."""
    fill(store.blank("filled"), folder)
    halves = []
    for number in range(1, MOST_STATEMENTS):
        with store.copy("filled", folder) as database:
            was_killed = killed(database, number)
            time.sleep(0.05)  # a server notices that its client is gone
            found = written(database)
        if set(found.values()) not in ({0}, {1}):
            halves.append(f"after statement {number}: {found}")
        if not was_killed:
            assert set(found.values()) == {1}, found
            return number - 1, halves
    raise AssertionError("finishing takes more statements than anybody would believe")


def main() -> int:
    folder = Path(tempfile.mkdtemp())
    store = store_in(folder)
    try:
        statements, halves = prove(store, folder)
    finally:
        store.close()
    for half in halves:
        print(half)
    engine = "PostgreSQL" if os.environ.get("CSPR_TEST_SERVER") else "SQLite"
    print(
        f"{engine}: killed after each of {statements} statements of finishing a module: {len(halves)} times half there"
    )
    return int(bool(halves))


if __name__ == "__main__":
    sys.exit(main())

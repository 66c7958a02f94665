"""Many write at once: the log stays one chain, and one button pressed twice is one act."""

from contextvars import Context
from threading import Thread

from flask import Flask
from sqlalchemy import func, select

from app.audit import queries
from app.audit.actions import record
from app.audit.models import AuditEntry
from app.core.database import session
from app.learning.models import Enrolment
from tests.factories.people import a_colleague
from tests.visitor import Visitor

WRITERS, ROWS = 4, 12


def at_once(app: Flask, *works: object) -> None:
    """Do all of these at the same time, each in a thread with an application context and a transaction of its own."""

    def do(work: object) -> None:
        with app.app_context():
            work()  # type: ignore[operator]
            session.remove()

    threads = [Thread(target=Context().run, args=(do, work)) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_rows_written_at_once_still_make_one_chain(app: Flask) -> None:
    def write() -> None:
        for number in range(ROWS):
            record("tried", None, number=number)
            session.commit()

    before = session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    session.rollback()

    at_once(app, *[write] * WRITERS)

    assert session.scalar(select(func.count()).select_from(AuditEntry)) == before + WRITERS * ROWS
    assert queries.first_break() is None


def test_a_module_begun_twice_at_once_is_begun_once(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    page = visitor.follow("Look and begin")
    form = page.form("Begin")
    token = form.find(attrs={"name": "csrf_token"})
    assert token is not None
    sent, statuses = {"csrf_token": str(token["value"])}, []
    cookies = "; ".join(f"{one.key}={one.value}" for one in visitor.client._cookies.values())
    session.rollback()

    def begin() -> None:
        client = app.test_client(use_cookies=False)
        answer = client.post(str(form.get("action") or page.address), data=sent, headers={"Cookie": cookies})
        statuses.append(answer.status_code)

    at_once(app, *[begin] * WRITERS)

    assert set(statuses) <= {302, 303}, statuses
    assert session.scalar(select(func.count()).select_from(Enrolment)) == 1

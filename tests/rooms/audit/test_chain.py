"""The audit log shows that it was touched."""

from flask import Flask
from sqlalchemy import delete, update

from app.audit.actions import record
from app.audit.models import AuditEntry
from app.audit.queries import first_break
from app.core.database import session


def three_rows() -> None:
    for act in ("first", "second", "third"):
        record(act, None, number=1)
    session.commit()


def test_a_log_that_nobody_touched_is_whole(empty_app: Flask) -> None:
    three_rows()

    assert first_break() is None


def test_a_changed_row_is_found(empty_app: Flask) -> None:
    three_rows()
    session.execute(update(AuditEntry).where(AuditEntry.id == 2).values(act="something else"))

    assert first_break() == 2


def test_a_row_taken_out_is_found_at_the_next(empty_app: Flask) -> None:
    three_rows()
    session.execute(delete(AuditEntry).where(AuditEntry.id == 2))

    assert first_break() == 3

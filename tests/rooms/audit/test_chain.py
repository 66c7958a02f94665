"""The audit log shows that it was touched."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, func, select, update

from app.audit.actions import cut, record
from app.audit.models import AuditCut, AuditEntry
from app.audit.queries import first_break
from app.core.clock import at, now
from app.core.database import session


def three_rows() -> None:
    for act in ("first", "second", "third"):
        record(act, None, number=1)
    session.commit()


def broken_at() -> int | None:
    found = first_break()
    return found.row if found else None


def test_a_log_that_nobody_touched_is_whole(empty_app: Flask) -> None:
    three_rows()

    assert first_break() is None


def test_a_changed_row_is_found(empty_app: Flask) -> None:
    three_rows()
    session.execute(update(AuditEntry).where(AuditEntry.id == 2).values(act="something else"))

    assert broken_at() == 2


def test_a_row_taken_out_is_found_at_the_next(empty_app: Flask) -> None:
    three_rows()
    session.execute(delete(AuditEntry).where(AuditEntry.id == 2))

    assert broken_at() == 3


def three_old_rows_cut_and_two_new(app: Flask) -> None:
    """Rows 1 to 3 are gone; row 4 is the oldest kept, row 5 says what was cut."""
    with at(now() - timedelta(days=10)):
        three_rows()
    record("fourth", None)
    assert cut(now() - timedelta(days=5)) == 3
    session.commit()


def test_after_a_cut_the_rest_is_whole_and_a_second_cut_finds_nothing(empty_app: Flask) -> None:
    three_old_rows_cut_and_two_new(empty_app)
    record("sixth", None)

    assert first_break() is None
    assert cut(now() - timedelta(days=5)) == 0
    assert list(session.scalars(select(AuditEntry.id).order_by(AuditEntry.id))) == [4, 5, 6]
    assert empty_app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 0


def test_the_log_can_be_cut_again_and_again(empty_app: Flask) -> None:
    for days in (30, 20, 10):
        with at(now() - timedelta(days=days)):
            record("an act", None)
            cut(now() - timedelta(days=5))
            session.commit()

    assert first_break() is None
    assert session.scalar(select(func.count()).select_from(AuditCut)) == 2


def test_of_a_log_that_is_old_throughout_the_act_of_cutting_is_left(empty_app: Flask) -> None:
    three_rows()

    with at(now() + timedelta(days=3)):
        assert cut(now() - timedelta(days=1)) == 3
        assert cut(now() - timedelta(days=1)) == 0
    assert first_break() is None
    assert session.scalars(select(AuditEntry.id)).all() == [4]


def test_a_kept_row_that_was_changed_is_named_after_a_cut(empty_app: Flask) -> None:
    three_old_rows_cut_and_two_new(empty_app)
    session.execute(update(AuditEntry).where(AuditEntry.id == 5).values(facts={"through": 3}))

    assert broken_at() == 5


def test_the_oldest_kept_row_taken_out_is_found_at_the_next(empty_app: Flask) -> None:
    three_old_rows_cut_and_two_new(empty_app)
    session.execute(delete(AuditEntry).where(AuditEntry.id == 4))

    assert broken_at() == 5


def test_a_cut_with_another_hash_is_found_at_the_first_kept_row(empty_app: Flask) -> None:
    three_old_rows_cut_and_two_new(empty_app)
    session.execute(update(AuditCut).values(chain="f" * 64))

    assert broken_at() == 4


def test_a_cut_that_was_taken_out_is_found_at_the_first_kept_row(empty_app: Flask) -> None:
    three_old_rows_cut_and_two_new(empty_app)
    session.execute(delete(AuditCut))

    assert broken_at() == 4


def test_a_cut_that_no_act_vouches_for_is_named(empty_app: Flask) -> None:
    three_rows()
    second = session.scalar(select(AuditEntry.chain).where(AuditEntry.id == 2))
    session.execute(delete(AuditEntry).where(AuditEntry.id <= 2))
    session.add(AuditCut(at=now(), through_id=2, chain=second))
    session.commit()

    assert broken_at() == 2
    told = empty_app.test_cli_runner().invoke(args=["audit", "verify"])
    assert told.exit_code == 1
    assert "row 2 was cut here, and no act in the log says so" in told.output

"""No statement of a request takes for ever."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.core.database import db, longest_statement, session

ENDLESS = """
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 2000000000)
    SELECT count(*) FROM counted
"""


def test_a_statement_that_takes_too_long_is_interrupted_and_the_next_transaction_is_well(empty_app: Flask) -> None:
    before = longest_statement.set(100)

    with pytest.raises(OperationalError):
        session.execute(text(ENDLESS))
    session.rollback()
    longest_statement.reset(before)

    assert session.execute(text("SELECT 1")).scalar() == 1
    assert db.engine.dialect.name in ("sqlite", "postgresql")

"""Faults of the database, made to order."""

from sqlalchemy import text

from app.core.database import db, session


def refuse_rows(table: str) -> None:
    """Let the database refuse every new row of a table."""
    if db.engine.dialect.name == "sqlite":
        statements = [f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END"]
    else:
        body = "BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'check_violation'; END"
        statements = [
            f"CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f'CREATE TRIGGER "full" BEFORE INSERT ON {table} EXECUTE FUNCTION full_up()',
        ]
    for statement in statements:
        session.execute(text(statement))
    session.commit()


def take_rows_again(table: str) -> None:
    """Let it take them again."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    session.execute(text("DROP TRIGGER full" if is_sqlite else f'DROP TRIGGER "full" ON {table}'))
    session.commit()

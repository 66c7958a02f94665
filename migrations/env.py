"""Alembic's environment: the application's own engine and tables."""

from alembic import context
from flask import current_app
from sqlalchemy import text

database = current_app.extensions["migrate"].db


def run() -> None:
    """Run the migrations over the application's database, in one transaction."""
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                # Two hosts may upgrade at once: the second waits here, and finds nothing left to do.
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('migrations', 0))"))
            context.run_migrations()


run()

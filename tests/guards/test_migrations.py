"""The migrations and the models say the same, up and down."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app.core.database import Model, db, session


def test_there_is_one_newest_migration(empty_app: Flask) -> None:
    scripts = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())

    assert len(scripts.get_heads()) == 1


def test_the_migrated_tables_are_those_of_the_models(empty_app: Flask) -> None:
    with db.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Model.metadata)

    assert found == []


def test_every_migration_goes_down_and_up_again(empty_app: Flask) -> None:
    before = set(inspect(db.engine).get_table_names())
    session.remove()

    downgrade(revision="base")
    emptied = set(inspect(db.engine).get_table_names())
    upgrade()

    assert emptied <= {"alembic_version"}
    assert set(inspect(db.engine).get_table_names()) == before

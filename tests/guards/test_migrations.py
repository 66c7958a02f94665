"""The migrations and the models say the same, up and down."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

import app.bridges.lti.models
import app.bridges.xapi.models  # noqa: F401 - the same
from app.core.database import Model, db, session
from app.demo.actions import seed


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


def test_a_filled_town_goes_down_to_the_first_tables_and_up_again_with_nobody_lost(shipped_app: Flask) -> None:
    seed(is_production=False)
    session.commit()
    people, certificates = session.scalar(text("SELECT count(*) FROM person")), certificate_codes()
    session.remove()

    downgrade(revision="0001")
    upgrade()

    assert session.scalar(text("SELECT count(*) FROM person")) == people
    assert certificate_codes() == certificates
    assert session.scalar(text("SELECT count(DISTINCT join_code) FROM setting WHERE length(join_code) = 8")) == 10


def certificate_codes() -> list[str]:
    return list(session.scalars(text("SELECT code FROM certificate ORDER BY code")))

"""Whether the site may be opened, what an examination finds, and what is refused in production."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import text

from app.config import ConfigError
from app.core.database import db, session
from app.factory import refuse_unfit
from app.jobs.actions import note_at_work
from app.operations.queries.readiness import reasons_not_to_open
from tests.factories.people import a_colleague


def made_production(app: Flask) -> None:
    app.config["CSPR"] = replace(app.config["CSPR"], mode="production")


def test_a_site_that_is_well_is_alive_and_ready(empty_app: Flask) -> None:
    client = empty_app.test_client()

    assert [client.get(f"/health{one}").status_code for one in ("", "/live", "/ready")] == [200, 200, 200]


def test_a_site_behind_its_migrations_is_alive_and_not_ready_and_does_not_start_in_production(empty_app: Flask) -> None:
    session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    session.commit()
    client = empty_app.test_client()

    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 503
    made_production(empty_app)
    with pytest.raises(ConfigError, match="flask db upgrade"):
        refuse_unfit(empty_app)


def test_a_worker_behind_its_migrations_does_not_start_in_production_either(empty_app: Flask) -> None:
    session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    session.commit()
    made_production(empty_app)

    ended = empty_app.test_cli_runner().invoke(args=["worker"])

    assert ended.exit_code == 3
    assert "Not started: the database is at migration 0001" in ended.stderr
    assert "flask db upgrade" in ended.stderr


def test_a_database_without_any_table_is_not_ready(empty_app: Flask) -> None:
    db.drop_all()
    session.execute(text("DROP TABLE alembic_version"))
    session.commit()

    assert empty_app.test_client().get("/health/ready").status_code == 503


def test_a_database_newer_than_the_release_may_be_served_while_all_are_being_upgraded(empty_app: Flask) -> None:
    session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    session.commit()

    assert reasons_not_to_open() == []


def test_people_of_the_demo_keep_production_from_starting(app: Flask) -> None:
    a_colleague("amina")
    session.execute(text("UPDATE person SET demo_label = 'A teacher'"))
    session.commit()
    refuse_unfit(app)

    made_production(app)

    with pytest.raises(ConfigError, match="demo"):
        refuse_unfit(app)


def test_the_doctor_names_each_thing_in_a_line_and_what_is_wrong_with_its_remedy(empty_app: Flask) -> None:
    runner = empty_app.test_cli_runner()
    ill = runner.invoke(args=["doctor"])
    note_at_work("a worker")
    session.commit()

    well = runner.invoke(args=["doctor"])

    assert ill.exit_code == 1
    assert "wrong worker: not seen for half a minute -> start flask worker" in ill.output
    assert (well.exit_code, "wrong" in well.output) == (0, False), well.output
    things = [
        "configuration",
        "secret",
        "disk",
        "mail",
        "figures",
        "limits",
        "fonts",
        "database",
        "migrations",
        "clock",
        "worker",
    ]
    assert [line.split()[1].rstrip(":") for line in well.output.splitlines()] == [*things, "demo"]


def test_the_doctor_speaks_of_a_database_without_tables_instead_of_breaking(empty_app: Flask) -> None:
    db.drop_all()

    said = empty_app.test_cli_runner().invoke(args=["doctor"])

    assert said.exit_code == 1
    assert "wrong worker: cannot be read" in said.output


def test_a_mail_server_that_nobody_answers_at_is_named_without_its_password(empty_app: Flask) -> None:
    mail = "smtp://learning:hidden-word@127.0.0.1:9"
    empty_app.config["CSPR"] = replace(empty_app.config["CSPR"], mail=mail)

    said = empty_app.test_cli_runner().invoke(args=["doctor"])

    assert "wrong mail: 127.0.0.1:9 does not let us in" in said.output
    assert "hidden-word" not in said.output

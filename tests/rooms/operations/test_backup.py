"""A backup: made while others write, proved, brought back into an empty database, and nobody brought back with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import Result
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import select, text

from app.accounts.models import Person
from app.audit.actions import record
from app.audit.models import AuditEntry
from app.audit.queries import first_break
from app.certificates import queries as certificates
from app.core.database import db, session
from app.factory import create_app
from app.operations.actions.making import one_moment, tables
from app.privacy import actions as privacy
from tests.conftest import config_for
from tests.factories.people import PASSWORD, a_colleague
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.stores import Store
from tests.visitor import Visitor

KEY = "a key for tests that is more than long enough"
WRITERS = 3


@contextmanager
def another(store: Store, name: str, folder: Path, **changes: object) -> Iterator[Flask]:
    """An application on another database, beside the one of the test."""
    folder.mkdir()
    with store.copy(name, folder) as database:
        app = create_app(config_for(folder, database_url=database, **changes))
        with app.app_context():
            yield app
            session.remove()
            db.engine.dispose()


def told(app: Flask, *words: object) -> Result:
    session.remove()
    return app.test_cli_runner().invoke(args=["backup", *map(str, words)])


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    session.remove()
    with one_moment() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in tables(connection)
        }


@pytest.fixture
def learned(app: Flask) -> Flask:
    """Amina and Grace have completed the module."""
    for name in ("amina", "grace"):
        post = a_colleague(name, name=name.title())
        visitor = Visitor(app)
        visitor.sign_in(name)
        complete(visitor, post.id, MODULE)
    session.commit()
    return app


def test_what_is_brought_back_is_what_was_there_and_its_certificates_can_be_checked(
    learned: Flask, store: Store, migrated: str, tmp_path: Path
) -> None:
    file, there = tmp_path / "copy", everything()
    number = certificates.of_person(1)[0].number
    made = told(learned, "create", file)
    proved = told(learned, "check", file)

    with another(store, migrated, tmp_path / "new") as new:
        came = told(new, "restore", file)
        back = everything()
        assert first_break() is None
        assert Visitor(new).visit(f"/check/{number}").says("Valid")
        visitor = Visitor(new)
        visitor.sign_in("amina")
        assert visitor.visit("/certificates").says(certificates.of_person(1)[0].title)

    assert (made.exit_code, proved.exit_code, came.exit_code) == (0, 0, 0), came.output
    assert "Audit log: whole." in proved.output
    assert "Certificates: 2, 0 without their completion." in proved.output
    assert file.stat().st_mode & 0o077 == 0
    assert {name: rows for name, rows in back.items() if name != "audit_entry"} == {
        name: rows for name, rows in there.items() if name != "audit_entry"
    }
    assert back["audit_entry"][: len(there["audit_entry"])] == there["audit_entry"]


def test_every_row_acknowledged_before_it_began_is_there_and_others_go_on_writing(
    app: Flask, store: Store, migrated: str, tmp_path: Path
) -> None:
    acknowledged, over = list[int](), Event()

    def write(writer: int) -> None:
        with app.app_context():
            while not over.is_set():
                number = len(acknowledged)
                record("tried", None, writer=writer, number=number)
                session.commit()
                acknowledged.append(number)
            session.remove()

    session.remove()
    threads = [Thread(target=Context().run, args=(write, writer)) for writer in range(WRITERS)]
    for one in threads:
        one.start()
    while len(acknowledged) < 40:
        over.wait(0.01)
    before = list(acknowledged)
    made = told(app, "create", tmp_path / "copy")
    meanwhile = len(acknowledged) - len(before)
    over.set()
    for one in threads:
        one.join()

    with another(store, migrated, tmp_path / "new") as new:
        came = told(new, "restore", tmp_path / "copy")
        kept = [row.facts["number"] for row in session.scalars(select(AuditEntry).where(AuditEntry.act == "tried"))]
        is_whole = first_break() is None

    assert (made.exit_code, came.exit_code) == (0, 0), made.output + came.output
    assert set(before) <= set(kept)
    assert meanwhile > 0
    assert is_whole


def test_whoever_was_erased_since_is_erased_again_and_nobody_else(
    learned: Flask, store: Store, migrated: str, tmp_path: Path
) -> None:
    erasures = learned.config["CSPR"].erasures
    told(learned, "create", tmp_path / "copy")
    privacy.erase(1, by="A. Manager", reason="She asked")
    session.commit()
    assert privacy.note_erasures(erasures) == 1
    with erasures.open("a") as file:
        file.write("2 2020-01-01T00:00:00+00:00\n2 2026-")  # another account's number, and a line cut off
    assert privacy.note_erasures(erasures) == 0

    with another(store, migrated, tmp_path / "new", erasures=erasures) as new:
        came = told(new, "restore", tmp_path / "copy")
        names = session.scalars(select(Person.username).order_by(Person.id)).all()
        stranger = Visitor(new)
        stranger.visit("/sign-in")
        stranger.press("Sign in", 400, username="amina", password=PASSWORD)

    assert "Erased again: 1." in came.output
    assert names[:2] == ["erased-1", "grace"]
    assert "amina" not in erasures.read_text().lower()


def test_a_sealed_backup_shows_nothing_and_opens_with_its_own_key_only(
    learned: Flask, store: Store, migrated: str, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text(KEY)
    (tmp_path / "other").write_text(KEY[::-1])
    plain = learned.config["CSPR"]
    learned.config["CSPR"] = replace(plain, backup_key=tmp_path / "key")
    file = tmp_path / "copy"
    made = told(learned, "create", file)
    with_key = told(learned, "check", file)
    learned.config["CSPR"] = replace(plain, backup_key=tmp_path / "other")
    with_another = told(learned, "check", file)
    learned.config["CSPR"] = plain
    without = told(learned, "check", file)

    assert "MB, sealed." in made.output
    assert "Sealed: nothing was changed since." in with_key.output
    assert (with_another.exit_code, without.exit_code) == (1, 1)
    assert "another key" in with_another.output
    assert "CSPR_BACKUP_KEY" in without.output


@pytest.mark.parametrize("is_sealed", [True, False])
@pytest.mark.parametrize("harm", ["one byte", "cut off", "chunk left out", "nothing there", "something else"])
def test_a_backup_that_was_harmed_is_refused_and_the_database_stays_empty(
    learned: Flask, store: Store, migrated: str, tmp_path: Path, harm: str, is_sealed: bool
) -> None:
    (tmp_path / "key").write_text(KEY)
    key = tmp_path / "key" if is_sealed else None
    learned.config["CSPR"] = replace(learned.config["CSPR"], backup_key=key)
    told(learned, "create", tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    harmed = {
        "one byte": whole[:-400] + bytes([whole[-400] ^ 1]) + whole[-399:],
        "cut off": whole[:-300],
        "chunk left out": whole[: whole.index(b"\n") + 18],
        "nothing there": b"",
        "something else": b"SQLite format 3\0" * 200,
    }
    (tmp_path / "harmed").write_bytes(harmed[harm])

    with another(store, migrated, tmp_path / "new", backup_key=key) as new:
        proved, came = told(new, "check", tmp_path / "harmed"), told(new, "restore", tmp_path / "harmed")
        assert session.scalars(select(Person.id)).all() == []
        assert new.test_client().get("/health/ready").status_code == 200

    assert (proved.exit_code, came.exit_code) == (1, 1)
    assert "Traceback" not in came.output
    assert came.output.startswith("Error: ")


def test_an_audit_log_that_was_changed_in_the_database_shows_in_the_backup(learned: Flask, tmp_path: Path) -> None:
    session.execute(text("UPDATE audit_entry SET act = 'nothing' WHERE id = 2"))
    session.commit()
    told(learned, "create", tmp_path / "copy")

    proved = told(learned, "check", tmp_path / "copy")

    assert proved.exit_code == 1
    assert "Audit log: row 2 does not follow from the row before." in proved.output


def test_a_database_that_holds_something_and_a_file_that_is_there_are_left_alone(
    learned: Flask, tmp_path: Path
) -> None:
    told(learned, "create", tmp_path / "copy")
    before = (tmp_path / "copy").read_bytes()

    again, over = told(learned, "create", tmp_path / "copy"), told(learned, "restore", tmp_path / "copy")

    assert "is there already" in again.output
    assert "not empty" in over.output
    assert (tmp_path / "copy").read_bytes() == before
    assert session.scalars(select(Person.username).order_by(Person.id)).all()[0] == "amina"


def test_a_backup_of_an_earlier_release_is_brought_back_at_the_newest_migration(
    learned: Flask, store: Store, migrated: str, tmp_path: Path
) -> None:
    session.remove()
    downgrade(revision="0005")
    told(learned, "create", tmp_path / "copy")

    with another(store, migrated, tmp_path / "new") as new:
        came = told(new, "restore", tmp_path / "copy")
        assert new.test_client().get("/health/ready").status_code == 200
        assert session.scalars(select(Person.username).order_by(Person.id)).all()[:2] == ["amina", "grace"]

    assert came.exit_code == 0, came.output


def test_nobody_is_served_from_a_database_that_was_brought_back_in_part(empty_app: Flask) -> None:
    session.execute(text("CREATE TABLE half_restored (since TIMESTAMP)"))
    session.commit()

    assert empty_app.test_client().get("/health/ready").status_code == 503
    assert "brought back only in part" in empty_app.test_cli_runner().invoke(args=["doctor"]).output

"""An application on a real SQLite database, made once a worker from the migrations and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from hypothesis import settings

from app.config import Config
from app.content.checks import check
from app.core.database import db, session
from app.factory import create_app
from app.library.actions import publish_shelf
from tests.content.shipped import shelf
from tests.factories.shelf import write_shelf
from tests.visitor import Visitor

# A slow machine is not a fault; timings go into proofs.
settings.register_profile("house", deadline=None, database=None)
settings.load_profile("house")


def config_for(folder: Path, **changes: object) -> Config:
    """A configuration whose every file lies below `folder`."""
    standard = {
        "mode": "local",
        "database_url": f"sqlite:///{folder / 'test.sqlite3'}",
        "secret_key": "a secret for tests that is long enough",
        "hosts": ("localhost", "127.0.0.1"),
        "address": "http://localhost",
        "issuer": "CSPR Learning",
        "var": folder,
        "testing": True,
    }
    return Config(**(standard | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def small_shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small shelf's courses and quizzes; only to be read."""
    return write_shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at the newest migration, empty; only to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    app = create_app(config_for(folder))
    with app.app_context():
        upgrade()
        session.remove()
        db.engine.dispose()
    return folder / "test.sqlite3"


@pytest.fixture(scope="session")
def stocked(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with everything published that ships; only to be copied."""
    folder = tmp_path_factory.mktemp("stocked")
    shutil.copy(migrated, folder / "test.sqlite3")
    app = create_app(config_for(folder))
    with app.app_context():
        publish_shelf(shelf())
        session.commit()
        session.remove()
        db.engine.dispose()
    return folder / "test.sqlite3"


def _opened(database: Path, folder: Path) -> Iterator[Flask]:
    """An application on a copy of a database."""
    shutil.copy(database, folder / "test.sqlite3")
    app = create_app(config_for(folder))
    with app.app_context():
        yield app
        session.remove()
        db.engine.dispose()


@pytest.fixture
def shipped_app(stocked: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application with the real modules."""
    yield from _opened(stocked, tmp_path)


@pytest.fixture
def empty_app(migrated: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application with an empty database."""
    yield from _opened(migrated, tmp_path)


@pytest.fixture
def app(empty_app: Flask, small_shelf: tuple[Path, Path]) -> Flask:
    """An application with the small shelf published."""
    shelf, faults, _ = check(*small_shelf)
    assert shelf is not None
    assert not faults
    publish_shelf(shelf)
    session.commit()
    return empty_app


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody at the front door."""
    return Visitor(app)

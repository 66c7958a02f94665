"""An application on a real database, made once a worker from the migrations and copied for each test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
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
from tests.factories.addresses import compile_once
from tests.factories.shelf import write_shelf
from tests.stores import SERVER, Store, store_in
from tests.visitor import Visitor

# A slow machine is not a fault; timings go into proofs.
settings.register_profile("house", deadline=None, database=None)
settings.load_profile("house")
compile_once()


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
        "erasures": folder / "erasures",
        "testing": True,
    }
    return Config(**(standard | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def small_shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small shelf's courses and quizzes; only to be read."""
    return write_shelf(tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Where databases come from."""
    made = store_in(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def migrated(store: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database at the newest migration, empty."""
    with _application(store.blank("migrated"), tmp_path_factory.mktemp("migrated")):
        upgrade()
    return "migrated"


@pytest.fixture(scope="session")
def stocked(store: Store, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with everything published that ships."""
    with _application(store.blank("stocked", like=migrated), tmp_path_factory.mktemp("stocked")):
        publish_shelf(shelf())
        session.commit()
    return "stocked"


@pytest.fixture(scope="session")
def small(store: Store, migrated: str, small_shelf: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with the small shelf published."""
    found, faults, _ = check(*small_shelf)
    assert found is not None
    assert not faults
    with _application(store.blank("small", like=migrated), tmp_path_factory.mktemp("small")):
        publish_shelf(found)
        session.commit()
    return "small"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second engine, leave out what asks no database: it is the same there."""
    if SERVER:
        asking = [item for item in items if "store" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
        items[:] = asking


@contextmanager
def _application(database: str, folder: Path) -> Iterator[Flask]:
    app = create_app(config_for(folder, database_url=database))
    with app.app_context():
        yield app
        session.remove()
        db.engine.dispose()


@contextmanager
def beside(app: Flask, **changes: object) -> Iterator[Flask]:
    """A second application on the database of another, configured otherwise."""
    other = create_app(replace(app.config["CSPR"], **changes))  # type: ignore[arg-type]
    yield other
    with other.app_context():
        db.engine.dispose()


@pytest.fixture
def shipped_app(store: Store, stocked: str, tmp_path: Path) -> Iterator[Flask]:
    """An application with the real modules."""
    with store.copy(stocked, tmp_path) as database, _application(database, tmp_path) as app:
        yield app


@pytest.fixture
def empty_app(store: Store, migrated: str, tmp_path: Path) -> Iterator[Flask]:
    """An application with an empty database."""
    with store.copy(migrated, tmp_path) as database, _application(database, tmp_path) as app:
        yield app


@pytest.fixture
def app(store: Store, small: str, tmp_path: Path) -> Iterator[Flask]:
    """An application with the small shelf published."""
    with store.copy(small, tmp_path) as database, _application(database, tmp_path) as app:
        yield app


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody at the front door."""
    return Visitor(app)

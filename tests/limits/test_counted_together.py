"""Several processes count tries together; when their Redis is away each counts alone, with the same limits."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
import requests

from tests.factories.mail import free_port
from tests.factories.servers import a_site

pytestmark = pytest.mark.redis
A_MINUTE, WORKERS, THREADS = 30, 3, 4
NUMBERS = count()


@contextmanager
def redis_at(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield server
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def redis_port() -> int:
    return free_port()


@pytest.fixture
def site(redis_port: int, tmp_path: Path) -> Iterator[str]:
    """Three workers that count at one Redis."""
    variables = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
        "CSPR_REDIS": f"redis://127.0.0.1:{redis_port}",
    }
    with a_site(variables, WORKERS, THREADS) as address:
        yield address


def looked_up(site: str) -> int:
    """What looking up a certificate that nobody has is answered with."""
    return requests.get(f"{site}/check/{next(NUMBERS):028}", timeout=60).status_code


def many(site: str, tries: int) -> list[int]:
    with ThreadPoolExecutor(8) as callers:
        return list(callers.map(looked_up, [site] * tries))


def test_tries_at_three_workers_are_counted_as_those_of_one(site: str, redis_port: int) -> None:
    with redis_at(redis_port):
        time.sleep(0.5)
        answers = many(site, 3 * A_MINUTE)

    assert answers.count(429) == 2 * A_MINUTE


def test_when_redis_is_killed_nobody_meets_a_fault_of_ours_and_tries_are_still_counted(
    site: str, redis_port: int
) -> None:
    with redis_at(redis_port) as redis:
        time.sleep(0.5)
        before = many(site, 5)
        with ThreadPoolExecutor(1) as other:
            meanwhile = other.submit(many, site, 60)
            redis.kill()
            answers = before + meanwhile.result()
        answers += many(site, 3 * A_MINUTE)

    assert set(answers) <= {404, 429, 503}
    assert answers.count(503) <= WORKERS * THREADS, "only who was being counted in that moment is asked to try again"
    assert answers.count(404) <= A_MINUTE * (WORKERS + 1)


def test_the_doctor_says_who_counts(redis_port: int, tmp_path: Path) -> None:
    def says(redis: str) -> str:
        place = {"DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}", "CSPR_REDIS": redis}
        command = [sys.executable, "-m", "flask", "doctor"]
        found = subprocess.run(command, env={**os.environ, **place}, capture_output=True, text=True, check=False)
        return next(line for line in found.stdout.splitlines() if "limits" in line)

    there = f"redis://127.0.0.1:{redis_port}"
    assert "each process counts" in says("")
    assert says(there).startswith("wrong limits: Redis does not answer")
    with redis_at(redis_port):
        time.sleep(0.5)
        assert says(there) == "ok    limits: all processes count tries together"


def test_when_redis_never_was_there_the_site_opens_and_counts(site: str) -> None:
    answers = many(site, A_MINUTE * (WORKERS + 1))

    assert set(answers) <= {404, 429, 503}
    assert answers.count(503) <= WORKERS * THREADS
    assert answers.count(404) <= A_MINUTE * WORKERS

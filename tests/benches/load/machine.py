"""The stack under load: the site's processes and a worker's, what they use, and browsers sent at them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

import psycopg

from app.core.database import session
from tests.benches.load.figures import Load
from tests.benches.load.floors import ticks
from tests.factories.mail import free_port
from tests.factories.servers import Site, a_server, wait_for

CORES = len(os.sched_getaffinity(0))
CALLERS = 2
NAMED = "cspr_bench"
Requests = list[dict[str, Any]]


@dataclass(frozen=True)
class Stack:
    """Whatever serves: gunicorn and its workers, a `flask worker`, and PostgreSQL's processes for them."""

    site: Site
    worker: int = 0
    server: str = ""

    def processes(self) -> list[int]:
        return [self.site.keeper, *self.site.workers(), *([self.worker] if self.worker else [])]

    def cpu(self) -> float:
        """CPU seconds so far."""
        return sum(map(ticks, [*self.processes(), *self._serving()]))

    def _serving(self) -> list[int]:
        if not self.server:
            return []
        with psycopg.connect(self.server) as line:
            found = line.execute("SELECT pid FROM pg_stat_activity WHERE application_name = %s", [NAMED])
            return [pid for (pid,) in found]

    def memory(self) -> dict[str, float]:
        """Megabytes of each process, what several share divided among them."""
        names = ["keeper", *(f"web {n}" for n, _ in enumerate(self.site.workers(), 1)), "worker"]
        return {name: _megabytes(one) for name, one in zip(names, self.processes(), strict=False)}


def _megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@contextmanager
def a_stack(database: str, secret: str) -> Iterator[Stack]:
    """The site as docs/operate.md starts it, behind a proxy of loopback, with one worker beside it."""
    is_postgres = database.startswith("postgresql")
    address = f"{database}{'&' if '?' in database else '?'}application_name={NAMED}" if is_postgres else database
    variables = {"DATABASE_URL": address, "SECRET_KEY": secret, "CSPR_PROXIES": "127.0.0.1"}
    environment = {**os.environ, **variables}
    with a_server(variables, workers=CORES) as site:
        worker = subprocess.Popen([sys.executable, "-m", "flask", "worker"], env=environment, stderr=subprocess.DEVNULL)
        try:
            yield Stack(site, worker.pid, os.environ.get("CSPR_TEST_SERVER", "") if is_postgres else "")
        finally:
            worker.terminate()
            worker.wait()


@contextmanager
def a_bare_page(database: Path) -> Iterator[Stack]:
    """The least there is, served in the same way."""
    port = free_port()
    made = f"tests.benches.load.bare:made('{database}')"
    gunicorn = [sys.executable, "-m", "gunicorn", made, "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    options = ["--worker-class", "gthread", "--workers", f"{CORES}", "--threads", "8", "--log-level", "critical"]
    server = subprocess.Popen([*gunicorn, *options])
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield Stack(Site(f"http://127.0.0.1:{port}", server.pid))
    finally:
        server.terminate()
        server.wait()


def send(stack: Stack, what: str, users: Sequence[Requests], floor: str = "") -> Load:
    """Let some browsers ask at the same time, each what is its own, from processes of their own."""
    session.rollback()  # who only looked keeps nobody from writing
    before = stack.cpu()
    times = _together(stack.site.address, users)
    spent = stack.cpu() - before
    waits = [1000 * (end - start) for start, end in times]
    lasted = max(end for _, end in times) - min(start for start, _ in times)
    cut = quantiles(waits, n=100, method="inclusive")
    each = 1000 * spent / len(times)
    return Load(what, len(users), len(times), len(times) / lasted, cut[49], cut[94], cut[98], each, floor)


def _together(base: str, users: Sequence[Requests]) -> list[tuple[float, float]]:
    numbered = list(enumerate(users))
    plans = [{"base": base, "users": numbered[one::CALLERS]} for one in range(min(CALLERS, len(users)))]
    words = [sys.executable, "-m", "tests.benches.load.callers"]
    callers = [
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        for _ in plans
    ]
    for caller, plan in zip(callers, plans, strict=True):
        assert caller.stdin
        caller.stdin.write(json.dumps(plan))
        caller.stdin.close()
    found = []
    for caller in callers:
        assert caller.stdout
        found += json.loads(caller.stdout.read())
        assert caller.wait() == 0, "a browser was not answered well"
    return found


def walked(
    stack: Stack, database: str, secret: str, module: str, names: Sequence[str]
) -> tuple[list[float], float, float]:
    """Whole journeys, as many at once as there are cores: requests of each, server CPU ms, how many a minute."""
    environment: Mapping[str, str] = {**os.environ, "DATABASE_URL": database, "SECRET_KEY": secret}
    session.rollback()
    words = [sys.executable, "-m", "tests.benches.load.journeys", stack.site.address, module]
    before = stack.cpu()
    walkers = [
        subprocess.Popen([*words, *names[one::CORES]], stdout=subprocess.PIPE, text=True, env=environment)
        for one in range(CORES)
    ]
    found = [json.loads(walker.communicate()[0]) for walker in walkers]
    lasted = max(sum(seconds for seconds, _ in each) for each in found)
    spent, count = stack.cpu() - before, sum(map(len, found))
    return [requests for each in found for _, requests in each], 1000 * spent / count, 60 * count / lasted

"""The real server, as `make run` and docs/operate.md start it, and proxies before it; each ends with its block."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import IO

import requests

from tests.factories.mail import free_port

NGINX = Path(__file__).parents[2] / "docs/deploy/nginx.conf"
A_WHOLE_NGINX = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 2048; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
}}
"""


def wait_for(address: str, **options: object) -> None:
    """Wait until an address answers well.

    Raises:
        AssertionError: it did not within half a minute.
    """
    for _ in range(150):
        try:
            if requests.get(address, timeout=30, **options).ok:  # type: ignore[arg-type]
                return
        except requests.RequestException:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{address} did not open")


@dataclass(frozen=True)
class Site:
    """The site at an address of loopback, and the process that keeps its workers."""

    address: str
    keeper: int

    def workers(self) -> list[int]:
        """The processes that answer, by number."""
        return [int(one) for one in Path(f"/proc/{self.keeper}/task/{self.keeper}/children").read_text().split()]

    def kill_a_worker(self, chance: Random, how: signal.Signals) -> None:
        """End one of them as a power cut would, or more gently; the keeper starts another."""
        workers = self.workers()
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), how)


@contextmanager
def a_server(
    variables: Mapping[str, str], workers: int = 2, threads: int = 8, log: IO[str] | None = None
) -> Iterator[Site]:
    """The site, configured by variables, its database brought to the newest tables."""
    port, environment = free_port(), {**os.environ, **variables}
    subprocess.run([sys.executable, "-m", "flask", "db", "upgrade"], env=environment, check=True, capture_output=True)
    gunicorn = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    options = ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)]
    server = subprocess.Popen([*gunicorn, *options, "--log-level", "critical"], env=environment, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/health/live", headers={"Host": environment.get("CSPR_HOSTS", "127.0.0.1")})
        yield Site(f"http://127.0.0.1:{port}", server.pid)
    finally:
        server.terminate()
        server.wait()


@contextmanager
def a_site(
    variables: Mapping[str, str], workers: int = 2, threads: int = 8, log: IO[str] | None = None
) -> Iterator[str]:
    """The address of such a server."""
    with a_server(variables, workers, threads, log) as site:
        yield site.address


@contextmanager
def behind_nginx(site: str, host: str, folder: Path, certificate: Path, key: Path) -> Iterator[str]:
    """nginx before a site, with the very file that docs/operate.md names; its own certificate, ports and paths."""
    port = free_port()
    swaps = {
        "listen 443 ssl http2": f"listen 127.0.0.1:{port} ssl http2",
        "learning.example.org;": f"{host};",
        "/etc/letsencrypt/live/learning.example.org/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/learning.example.org/privkey.pem": str(key),
        "http://127.0.0.1:8000": site,
    }
    text = NGINX.read_text(encoding="utf-8")
    for old, new in swaps.items():
        assert old in text, f"{NGINX} no longer holds {old!r}"
        text = text.replace(old, new)
    written = folder / "nginx.conf"
    written.write_text(A_WHOLE_NGINX.format(folder=folder, site=text), encoding="utf-8")
    server = subprocess.Popen(["nginx", "-e", str(folder / "errors"), "-c", str(written)])
    try:
        wait_for(f"https://127.0.0.1:{port}/health/live", headers={"Host": host}, verify=str(certificate))
        yield f"https://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()

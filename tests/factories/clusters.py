"""A PostgreSQL of one's own, with the disk waited for as in earnest, that can be stopped in the hard way."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.factories.mail import free_port


class Cluster:
    """A running cluster in a folder: `address` is what DATABASE_URL takes."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder, self._port = programs, folder, free_port()

    @property
    def address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def make(self) -> None:
        options = ("--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C")
        self._run("initdb", *options)

    def start(self) -> None:
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder}"
        self._run("pg_ctl", "--wait", "--log", str(self._folder / "log"), "--options", options, "start")

    def stop_at_once(self) -> None:
        """As a power cut would: no checkpoint, nobody told."""
        self._run("pg_ctl", "--mode", "immediate", "--wait", "stop")

    def _run(self, program: str, *options: str) -> None:
        # PostgreSQL does not run as root; its package brings a user of its own.
        owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*owner, str(self._programs / program), "--pgdata", str(self._folder / "data"), *options]
        subprocess.run(command, check=True, cwd=self._folder, stdout=subprocess.DEVNULL)


@contextmanager
def a_cluster() -> Iterator[Cluster]:
    """A new cluster, gone after the block.

    Raises:
        FileNotFoundError: no PostgreSQL is installed.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise FileNotFoundError("No PostgreSQL is installed (apt-get install postgresql).")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() == 0:
            subprocess.run(["chown", "postgres", name], check=True)
        cluster = Cluster(found[-1].parent, folder)
        cluster.make()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop_at_once()

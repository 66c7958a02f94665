"""A provider of somebody else's making beside our application, served. Where Node is missing these tests fail."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from flask import Flask
from werkzeug.serving import make_server

from app.bridges.sso.settings import providers
from app.core.database import session
from tests.factories.people import a_person, a_post, a_setting
from tests.provider.person import AtTheKeyboard

HERE = Path(__file__).parent
CLIENT, SECRET = "the-client", "half+a%secret:& more"  # signs that must be encoded before they are sent
OTHER_CLIENT = "another-client"
AMINA = {"email": "amina@example.org", "email_verified": True, "name": "Amina"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the provider; `make provider` and `make check` ask for it."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("provider")


@dataclass
class RealProvider:
    """A provider in a process of its own. Started anew it has new keys, and the same address."""

    back: list[str]
    accounts: dict[str, dict[str, Any]] = field(default_factory=lambda: {"s-1": dict(AMINA)})
    proof: str = "client_secret_basic"
    claims_in_token: bool = True
    issuer: str = ""
    process: "subprocess.Popen[str] | None" = None

    def start(self) -> None:
        """Begin to answer, at the address it had before."""
        node = shutil.which("node")
        if not node or not (HERE / "node_modules").is_dir():
            pytest.fail("No Node or no provider here. Install nodejs and npm, then run `make provider`.")
        self.process = subprocess.Popen(
            [node, HERE / "provider.mjs"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(self._facts()) + "\n")
        self.process.stdin.flush()
        self.issuer = self.process.stdout.readline().strip()
        assert self.issuer, "The provider does not start"

    def stop(self) -> None:
        """End it; nobody answers at its address any more."""
        if self.process:
            self.process.communicate()
            self.process = None

    def start_anew(self) -> None:
        """What somebody does who rotates its keys."""
        self.stop()
        self.start()

    def _facts(self) -> dict[str, Any]:
        shared = {"client_secret": SECRET, "redirect_uris": self.back, "token_endpoint_auth_method": self.proof}
        return {
            "port": int(self.issuer.rpartition(":")[2] or 0),
            "clients": [{"client_id": one, **shared} for one in (CLIENT, OTHER_CLIENT)],
            "accounts": self.accounts,
            "claimsInToken": self.claims_in_token,
            "proofs": [self.proof],
        }


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The address of the application, served from a thread; Amina has an account here."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    address = f"http://localhost:{server.server_port}"
    app.config["CSPR"] = replace(app.config["CSPR"], address=address)
    a_post(a_person("amina", "Amina Yusuf", "amina@example.org"), a_setting())
    session.commit()
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def provider(served: str) -> Iterator[RealProvider]:
    """The provider, started, with us as one of its clients."""
    there = RealProvider([f"{served}/sign-in/with/work/back"])
    there.start()
    yield there
    there.stop()


@pytest.fixture
def configure(app: Flask, provider: RealProvider, tmp_path: Path) -> Callable[..., None]:
    """Write the file that CSPR_SSO names, and let the application read it."""

    def write(**facts: Any) -> None:
        standard = {
            "slug": "work",
            "name": "your work account",
            "issuer": provider.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
        }
        (tmp_path / "sso.yml").write_text(yaml.safe_dump([standard | facts]), encoding="utf-8")
        app.extensions["sso"] = providers(tmp_path / "sso.yml", local=True)

    write()
    return write


@pytest.fixture
def sit_down(served: str, configure: Callable[..., None]) -> Iterator[Callable[[], AtTheKeyboard]]:
    """Somebody opens a browser; each has a jar of cookies of her own."""
    opened: list[AtTheKeyboard] = []

    def sit() -> AtTheKeyboard:
        opened.append(AtTheKeyboard(served))
        return opened[-1]

    yield sit
    for one in opened:
        one.web.close()
    session.rollback()


@pytest.fixture
def amina(sit_down: Callable[[], AtTheKeyboard]) -> AtTheKeyboard:
    """Amina, who has not signed in anywhere."""
    return sit_down()

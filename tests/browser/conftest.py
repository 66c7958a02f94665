"""A served application and Chromium. Where Chromium is missing these tests fail: they are asked for by name."""

import os
import re
import shutil
from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OWN = re.compile(r"http://(127\.0\.0\.1|localhost):")
PHONE = {"width": 320, "height": 640}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser; `make browser` and `make check` ask for it."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's own Chromium (CSPR_CHROMIUM names another)."""
    found = os.environ.get("CSPR_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.fail("No Chromium here. Install it (apt-get install chromium) or name one in CSPR_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def served(shipped_app: Flask) -> Iterator[str]:
    """The address of the application, served from a thread."""
    server = make_server("127.0.0.1", 0, shipped_app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def screen(chromium: Browser) -> Iterator[Page]:
    """A phone's screen with scripts on, which notes every error and every foreign request."""
    yield from _opened(chromium, scripts=True)


@pytest.fixture
def screen_without_scripts(chromium: Browser) -> Iterator[Page]:
    """A phone's screen with scripts off."""
    yield from _opened(chromium, scripts=False)


def _opened(browser: Browser, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts, accept_downloads=True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if OWN.match(request.url) else wrong.append(request.url))
    yield page
    context.close()
    assert wrong == []

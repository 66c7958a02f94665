"""One line a request, with a number, and nothing personal in it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask, request

from app.access.guard import public
from app.web.log import write_json
from tests.conftest import beside


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream, root = io.StringIO(), logging.getLogger()
    before, handler = root.level, write_json(stream)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def said(lines: io.StringIO) -> list[dict[str, object]]:
    return [line for line in map(json.loads, lines.getvalue().splitlines()) if line["from"].startswith(("cspr", "app"))]


def test_a_request_is_one_line_that_names_the_rule_and_never_the_address(empty_app: Flask, lines: io.StringIO) -> None:
    answer = empty_app.test_client().get("/choose-password/secret-token?mail=amina@example.org")

    (line,) = said(lines)
    assert (line["method"], line["rule"], line["status"]) == ("GET", "/choose-password/<token>", 404)
    assert line["request"] == answer.headers["X-Request-ID"]
    assert "secret-token" not in lines.getvalue()
    assert "amina" not in lines.getvalue()


def test_a_fault_carries_the_number_of_its_request(empty_app: Flask, lines: io.StringIO) -> None:
    @public
    def broken() -> str:
        raise RuntimeError("broken")

    empty_app.view_functions["home.about"] = broken
    answer = empty_app.test_client().get("/about")

    fault, line = said(lines)
    assert fault["request"] == line["request"] == answer.headers["X-Request-ID"]
    assert "RuntimeError" in str(fault["trace"])


@pytest.fixture
def behind_a_proxy(empty_app: Flask) -> Iterator[Flask]:
    with beside(empty_app, proxies=("10.0.0.0/8",)) as app:
        yield app


def test_a_number_and_an_address_are_believed_of_a_known_proxy_only(behind_a_proxy: Flask) -> None:
    seen = []

    @public
    def who() -> str:
        seen.append((request.remote_addr, request.scheme))
        return "ok"

    behind_a_proxy.view_functions["home.about"] = who
    headers = {"X-Request-ID": "from-the-proxy", "X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}
    answers = [
        behind_a_proxy.test_client().get("/about", headers=headers, environ_base={"REMOTE_ADDR": sender})
        for sender in ("10.1.2.3", "192.0.2.9")
    ]

    assert seen == [("192.0.2.7", "https"), ("192.0.2.9", "http")]
    assert answers[0].headers["X-Request-ID"] == "from-the-proxy"
    assert answers[1].headers["X-Request-ID"] != "from-the-proxy"

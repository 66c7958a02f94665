"""What browsers are told in production: cookies for this host and TLS alone, and nothing from anywhere else."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from tests.conftest import beside
from tests.factories.people import PASSWORD, a_colleague

ADDRESS = "https://localhost"


@pytest.fixture
def signed_in(app: Flask) -> Iterator[TestResponse]:
    """The answer to Amina, who signed in over TLS at a site in production."""
    a_colleague("amina")
    with beside(app, mode="production", address=ADDRESS) as site:
        client = site.test_client()
        page = BeautifulSoup(client.get("/sign-in", base_url=ADDRESS).text, "html5lib")
        token = page.find(attrs={"name": "csrf_token"})["value"]  # type: ignore[index]
        typed = {"csrf_token": token, "username": "amina", "password": PASSWORD}
        yield client.post("/sign-in", data=typed, base_url=ADDRESS, headers={"Referer": f"{ADDRESS}/sign-in"})


def test_cookies_of_production_are_locked_to_this_host(signed_in: TestResponse) -> None:
    cookies = signed_in.headers.getlist("Set-Cookie")

    assert signed_in.status_code == 302
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-cspr", "__Host-cspr-known"}
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_whoever_asked_over_tls_is_told_to_stay_there(signed_in: TestResponse) -> None:
    assert signed_in.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_nothing_is_loaded_from_elsewhere_nothing_is_framed_and_no_kind_is_guessed(signed_in: TestResponse) -> None:
    directives = set(signed_in.headers["Content-Security-Policy"].split("; "))

    assert {"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= directives
    assert {"script-src 'self'", "form-action 'self'"} <= directives
    assert signed_in.headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert not [name for name, _ in signed_in.headers if name.startswith("Access-Control-")]

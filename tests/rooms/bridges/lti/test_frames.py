"""Inside a platform's page: cookies that live there, the platform's own keeping, and a window of one's own."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.core.database import session
from tests.conftest import beside
from tests.rooms.bridges.lti.conftest import Plugged
from tests.rooms.bridges.lti.test_plugged import come_in, field

IN_FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}
HTTPS = "https://localhost"


def cookies(answer: TestResponse) -> dict[str, str]:
    return {line.partition("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}


def test_pages_of_a_launched_session_may_be_shown_by_its_platform_and_no_others(mapped: Plugged) -> None:
    browser = mapped.browser()
    page = come_in(mapped, browser)
    launched, stranger = browser.get(page), mapped.browser().get("/sign-in")

    assert f"frame-ancestors {mapped.platform.base};" in launched.headers["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in launched.headers
    assert "frame-ancestors 'none'" in stranger.headers["Content-Security-Policy"]
    assert stranger.headers["X-Frame-Options"] == "DENY"


@pytest.fixture
def secure(mapped: Plugged) -> Iterator[FlaskClient]:
    """A browser in front of the same site over https."""
    session.commit()
    with beside(mapped.app, lti=True) as ours:
        ours.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_NAME="__Host-cspr")
        yield ours.test_client()


def test_in_a_frame_the_launch_is_kept_by_a_cookie_of_its_own_that_lives_there_alone(
    mapped: Plugged, secure: FlaskClient
) -> None:
    words = {"iss": mapped.platform.base, "login_hint": "s-1", "target_link_uri": "http://localhost/lti/launch"}
    asked = cookies(secure.post("/lti/login", data=words, base_url=HTTPS, headers=IN_FRAME))
    launch = next(line for name, line in asked.items() if name.startswith("__Host-cspr-launch-"))

    assert all(word in launch for word in ("SameSite=None", "Secure", "Partitioned", "HttpOnly", "Path=/"))


def test_a_session_begun_in_a_frame_is_not_that_of_a_window(mapped: Plugged, secure: FlaskClient) -> None:
    from urllib.parse import parse_qs, urlsplit

    words = {"iss": mapped.platform.base, "login_hint": "s-1", "target_link_uri": "http://localhost/lti/launch"}
    away = secure.post("/lti/login", data=words, base_url=HTTPS, headers=IN_FRAME).headers["Location"]
    asked = {name: one[0] for name, one in parse_qs(urlsplit(away).query).items()}
    sent = {"state": asked["state"], "id_token": mapped.platform.sign(mapped.platform.claims(asked["nonce"]))}
    page = secure.post("/lti/launch", data=sent, base_url=HTTPS, headers=IN_FRAME)
    held = {"held": field(page.text, "held"), "name": "Amina Yusuf", "submit_new": "x"}
    entered = secure.post("/lti/who", data=held, base_url=HTTPS, headers=IN_FRAME)
    kept = cookies(entered)["__Host-cspr-framed"]

    assert all(word in kept for word in ("SameSite=None", "Secure", "Partitioned", "HttpOnly"))
    assert "__Host-cspr" not in cookies(entered)
    onward = secure.get(entered.headers["Location"], base_url=HTTPS, headers=IN_FRAME)
    assert onward.headers["Location"].startswith("/learn/")


def test_a_browser_that_kept_nothing_is_shown_the_way_to_a_window_of_its_own(mapped: Plugged) -> None:
    browser = mapped.browser()
    page = mapped.platform.launch(browser).text
    held = {"held": field(page, "held"), "name": "Amina Yusuf", "submit_new": "x"}
    onward = browser.post("/lti/who", data=held).headers["Location"]

    visitor = mapped.visitor()
    found = visitor.visit(onward)

    assert found.heading == "Open this in a new window"
    link = found.soup.find("a", string="Open in a new window")
    assert link is not None
    assert link["target"] == "_blank"
    again = visitor.client.get(str(link["href"]))
    assert again.headers["Location"].startswith(f"{mapped.platform.base}/auth?")


def test_where_the_platform_keeps_things_for_us_it_keeps_the_secret_of_a_launch(mapped: Plugged) -> None:
    browser, other = mapped.browser(), mapped.browser()
    words = {"iss": mapped.platform.base, "login_hint": "s-1", "target_link_uri": "http://localhost/lti/launch"}
    visitor = mapped.visitor(browser)
    page = visitor.post("/lti/login", words | {"lti_storage_target": "_parent"})
    put = page.soup.find(attrs={"data-lti-put": True})
    assert put is not None
    nonce = str(put["href"]).partition("nonce=")[2].partition("&")[0]
    sent = {"state": str(put["data-state"]), "id_token": mapped.platform.sign(mapped.platform.claims(nonce))}

    without = other.post("/lti/launch", data=sent)
    taken = other.post("/lti/launch", data=sent | {"browser": str(put["data-lti-put"])})

    assert put["data-origin"] == mapped.platform.base
    assert (without.status_code, taken.status_code) == (400, 200)
    assert "data-lti-get" in without.text

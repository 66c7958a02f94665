import gzip

from flask import Flask

from app.web.headers import CONTENT_POLICY

CSS = "/static/app.css"


def test_a_browser_that_takes_it_packed_gets_the_same_file_packed(app: Flask) -> None:
    plain = app.test_client().get(CSS, buffered=True)
    packed = app.test_client().get(CSS, headers={"Accept-Encoding": "br, gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 4
    assert packed.mimetype == plain.mimetype == "text/css"
    assert packed.headers["Content-Security-Policy"] == CONTENT_POLICY


def test_a_store_on_the_way_keeps_both_forms_apart(app: Flask) -> None:
    plain = app.test_client().get(CSS, buffered=True)
    packed = app.test_client().get(CSS, headers={"Accept-Encoding": "gzip"})

    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_what_a_browser_holds_already_is_not_sent_again(app: Flask) -> None:
    first = app.test_client().get(CSS, headers={"Accept-Encoding": "gzip"})
    again = app.test_client().get(CSS, headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")


def test_a_page_is_never_packed_because_its_length_would_tell_its_secrets(app: Flask) -> None:
    assert "Content-Encoding" not in app.test_client().get("/sign-in", headers={"Accept-Encoding": "gzip"}).headers


def test_what_is_not_there_is_not_found_packed_either(app: Flask) -> None:
    for name in ("nothing.css", "../pages.py", "%2e%2e/pages.py"):
        assert app.test_client().get(f"/static/{name}", headers={"Accept-Encoding": "gzip"}).status_code == 404

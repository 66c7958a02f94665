"""Every error is a plain page of ours with all headers, and tells nothing of the machine."""

import pytest
from flask import Flask
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import OperationalError

from app.access.guard import public
from app.core.database import db, session
from app.web.errors import PAGES
from tests.factories.faults import refuse_rows, take_rows_again
from tests.factories.people import a_colleague
from tests.visitor import HEADERS, Visitor


def test_an_address_that_is_not_there(visitor: Visitor) -> None:
    assert visitor.visit("/nothing/here", status=404).heading == PAGES[404][0]


def test_a_page_that_is_not_mine(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")

    assert visitor.visit("/desk", status=403).heading == PAGES[403][0]


def test_a_method_that_a_page_does_not_answer_names_those_it_does(visitor: Visitor) -> None:
    visitor.visit("/sign-in")
    token = visitor.page.form("Sign in").find(attrs={"name": "csrf_token"})["value"]  # type: ignore[union-attr,index]
    page = visitor.post("/", {"csrf_token": token}, status=405)

    assert page.heading == PAGES[405][0]
    assert "GET" in page.response.headers["Allow"]


def test_a_form_that_is_too_large(visitor: Visitor) -> None:
    page = visitor.post("/sign-in", {"username": "a" * 400_000}, status=413)

    assert page.heading == PAGES[413][0]


def test_too_many_certificate_numbers(visitor: Visitor) -> None:
    pages = [visitor._ask("GET", f"/check/{n:028}") for n in range(40)]

    assert pages[-1].status_code == 429
    assert str(PAGES[429][0]) in pages[-1].text


def test_a_form_without_its_token(visitor: Visitor) -> None:
    assert visitor.post("/sign-in", {"username": "amina"}, status=400).heading == PAGES[400][0]


def test_our_own_fault_is_owned_and_tells_nothing(empty_app: Flask) -> None:
    @public
    def broken() -> str:
        raise RuntimeError("secret of the machine")

    empty_app.view_functions["home.about"] = broken
    page = Visitor(empty_app).visit("/about", status=500)

    assert page.heading == PAGES[500][0]
    assert not page.says("secret")
    assert not page.says("Traceback")


def test_a_database_that_cannot_answer_asks_for_patience(empty_app: Flask) -> None:
    db.drop_all()
    page = Visitor(empty_app).visit("/sign-in", status=503)

    assert page.heading == PAGES[503][0]
    assert page.response.headers["Retry-After"] == "5"


def test_what_was_typed_is_on_the_page_that_says_we_could_not_take_it(app: Flask) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    visitor.visit("/my-account/name")
    refuse_rows("audit_entry")
    page = visitor.press("Correct my name", 500, name="Amina\u00a0Yusuf & Co")
    assert page.says("What you typed is still here")
    take_rows_again("audit_entry")

    assert visitor.press("Send it again").says("Amina Yusuf & Co")


def test_a_disk_that_is_full_when_all_is_to_be_kept_asks_for_patience_and_keeps_what_was_typed(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    visitor.visit("/my-account/name")

    def full(connection: Connection) -> None:
        raise OperationalError("COMMIT", {}, Exception("database or disk is full"))

    event.listen(db.engine, "commit", full)
    page = visitor.press("Correct my name", 503, name="Amina Yusuf")
    event.remove(db.engine, "commit", full)

    assert page.response.headers["Retry-After"] == "5"
    assert visitor.press("Send it again").says("Amina Yusuf")


def test_a_password_is_never_on_a_page_of_ours(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.visit("/sign-in")
    session.execute(text("DROP TABLE sign_in_failure"))
    page = visitor.press("Sign in", 503, username="amina", password="correct horse")

    assert "correct horse" not in page.response.text
    assert not page.says("Send it again")


def test_a_redirect_a_static_file_and_a_download_carry_the_headers_too(empty_app: Flask) -> None:
    client = empty_app.test_client()

    for address in ("/my-learning", "/static/app.css", "/static/none.css", "/health"):
        with client.get(address) as response:
            assert HEADERS - {"Cache-Control"} <= set(response.headers.keys()), address
            assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_a_database_that_cannot_answer_asks_somebody_signed_in_for_patience_too(app: Flask) -> None:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    session.execute(text("DROP TABLE passkey"))
    session.commit()

    page = visitor.visit("/my-learning", status=503)

    assert page.heading == PAGES[503][0]


@pytest.mark.parametrize("host", ["evil.example", "localhost/evil", "localhost@evil.example", ""])
def test_a_name_that_is_not_this_sites(app: Flask, host: str) -> None:
    answer = app.test_client().get("/sign-in", headers={"Host": host})

    assert answer.status_code == 400
    assert "not known by that name" in answer.text
    assert set(answer.headers.keys()) >= HEADERS
    assert "evil" not in answer.text

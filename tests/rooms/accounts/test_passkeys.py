"""What a passkey's addresses refuse; that they work is seen in a browser."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Passkey
from app.core.clock import now
from app.core.database import session
from tests.factories.people import PASSWORD, a_colleague
from tests.visitor import Visitor

NONSENSE = ['"x"', "{}", "[]", "not json", '{"credential": "{}", "id": "AAAA"}', '{"credential": "x", "id": ["AAAA"]}']


def a_key(person_id: int, credential: str = "AAAA") -> None:
    session.add(
        Passkey(
            person_id=person_id, credential=credential, public_key=b"x", sign_count=0, name="A phone", added_at=now()
        )
    )
    session.commit()


def send(visitor: Visitor, address: str, body: str = "{}") -> tuple[int, dict[str, object]]:
    page = visitor.page
    assert page is not None
    token = page.soup.find(attrs={"name": "csrf_token"})
    assert token is not None
    headers = {"X-CSRFToken": str(token["value"])}
    answer = visitor._ask("POST", address, data=body, content_type="application/json", headers=headers)
    return answer.status_code, json.loads(answer.text)


@pytest.fixture
def amina(app: Flask) -> Visitor:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    return visitor


@pytest.mark.parametrize("body", NONSENSE)
def test_nonsense_adds_no_passkey(amina: Visitor, body: str) -> None:
    amina.visit("/my-account")
    send(amina, "/my-account/passkeys/options")

    assert send(amina, "/my-account/passkeys", body)[0] == 400
    assert session.scalar(select(Passkey.id)) is None


@pytest.mark.parametrize("body", NONSENSE)
def test_nonsense_opens_nothing(app: Flask, body: str) -> None:
    post = a_colleague("amina")
    a_key(post.person_id)
    visitor = Visitor(app)
    assert visitor.sign_in("amina", PASSWORD).heading == "Your second step"
    assert send(visitor, "/sign-in/passkey/options")[0] == 200

    assert send(visitor, "/sign-in/passkey", body)[0] == 400
    assert visitor.visit("/my-learning").heading == "Sign in"


def test_without_the_first_step_there_is_no_second(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.visit("/sign-in")

    assert send(visitor, "/sign-in/passkey/options")[0] == 400
    assert send(visitor, "/sign-in/passkey", '{"id": "a", "credential": "{}"}')[0] == 400


def test_only_her_own_keys_are_asked_for(app: Flask) -> None:
    amina, tom = a_colleague("amina"), a_colleague("tom")
    a_key(amina.person_id, "AAAA")
    a_key(tom.person_id, "BBBB")
    visitor = Visitor(app)
    visitor.sign_in("amina")

    _, options = send(visitor, "/sign-in/passkey/options")

    assert [one["id"] for one in options["allowCredentials"]] == ["AAAA"]  # type: ignore[index,attr-defined]


def test_nobody_takes_away_the_passkey_of_somebody_else(app: Flask, amina: Visitor) -> None:
    other = a_colleague("tom")
    a_key(other.person_id)
    token = amina.visit("/my-account").soup.find(attrs={"name": "csrf_token"})
    assert token is not None

    amina.post("/my-account/passkeys/1/take-away", {"csrf_token": str(token["value"])}, status=404)

    assert session.scalar(select(Passkey.id)) == 1

"""What was learned, told to a store that checks each statement by the rules of xAPI; nobody is named."""

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.bridges.xapi import actions, rules
from app.bridges.xapi.models import XapiStatement
from app.bridges.xapi.settings import store
from app.config import ConfigError
from app.core.clock import at, now
from app.core.database import session
from app.core.vocabulary import Office
from app.factory import create_app
from app.privacy.actions import erase
from app.privacy.queries import everything_about
from tests.factories.people import a_colleague, an_officer
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Visitor

ADL = "http://adlnet.gov/expapi/verbs/"
TOP = {"id", "actor", "verb", "object", "result", "timestamp"}


class Store:
    """A strict store: it notes every rule that a statement breaks. `status` is what it answers, if set."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.status = 0
        self.address = ""

    def put(self, address: str, headers: Any, body: dict[str, Any]) -> int:
        parts = urlsplit(address)
        named = parse_qs(parts.query)["statementId"][0]
        self.asked.append(named)
        proof = base64.b64encode(b"key:secret").decode()
        account = body["actor"].get("account", {})
        holds = {
            "the address": parts.path == "/xapi/statements",
            "who we are": headers["Authorization"] == f"Basic {proof}",
            "the version": headers["X-Experience-API-Version"].startswith("1.0."),
            "its id": str(UUID(body["id"])) == body["id"] == named,
            "properties that there are": set(body) <= TOP,
            "an actor by account alone": set(body["actor"]) == {"objectType", "account"},
            "the account": set(account) == {"homePage", "name"} and "@" not in account["name"],
            "a verb of ADL": body["verb"]["id"].startswith(ADL),
            "words by language": all(re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", one) for one in body["verb"]["display"]),
            "an activity": body["object"]["objectType"] == "Activity" and "://" in body["object"]["id"],
            "a time in UTC": datetime.fromisoformat(body["timestamp"]).utcoffset() == timedelta(0),
            "a scaled score": -1 <= body.get("result", {}).get("score", {}).get("scaled", 0) <= 1,
        }
        self.wrong += [rule for rule, is_kept in holds.items() if not is_kept]
        if self.status:
            return self.status
        if named in self.kept:
            return 409
        self.kept[named] = body
        return 204


@contextmanager
def a_store() -> Iterator[Store]:
    there = Store()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_PUT(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(there.put(self.path, self.headers, body))
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    there.address = f"http://key:secret@127.0.0.1:{server.server_port}/xapi"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield there
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def there(app: Flask) -> Iterator[Store]:
    """A store, which the application tells."""
    with a_store() as found:
        with_store = create_app(replace(app.config["CSPR"], xapi=found.address))
        app.config["CSPR"] = with_store.config["CSPR"]
        app.extensions["xapi"] = with_store.extensions["xapi"]
        yield found


def tell_all() -> int:
    """What a worker does, until nothing is taken any more."""
    count = 0
    while actions.tell_next():
        session.commit()
        count += 1
    session.commit()
    return count


def told(there: Store) -> list[str]:
    return [one["verb"]["id"].removeprefix(ADL) for one in there.kept.values()]


def test_a_journey_is_told_from_its_beginning_to_its_end_and_nothing_that_was_written(app: Flask, there: Store) -> None:
    amina, learner = a_colleague("amina"), Visitor(app)
    learner.sign_in("amina")
    complete(learner, amina.id, MODULE)

    tell_all()

    assert told(there)[0] == "initialized"
    assert {"progressed", "passed", "completed"} <= set(told(there))
    assert there.wrong == []
    assert session.scalars(select(XapiStatement)).all() == []
    whole = json.dumps(there.kept).lower()
    assert [word for word in ("amina", "@", "we ask every child") if word in whole] == []


def test_a_store_that_is_away_loses_nothing_and_is_left_in_peace(app: Flask, there: Store) -> None:
    learner = Visitor(app)
    a_colleague("amina")
    learner.sign_in("amina")
    there.status = 503
    learner.follow("Look and begin")
    learner.press("Begin")
    first = now()

    assert tell_all() == 0
    assert tell_all() == 0
    assert len(there.asked) == 1
    there.status = 0
    with at(first + timedelta(minutes=5)):
        assert tell_all() == 1
    assert there.asked[0] == there.asked[1]


def test_a_statement_that_the_store_has_already_counts_as_told(app: Flask, there: Store) -> None:
    learner = Visitor(app)
    a_colleague("amina")
    learner.sign_in("amina")
    learner.follow("Look and begin")
    learner.press("Begin")
    row = session.scalars(select(XapiStatement)).one()
    there.kept[row.id] = {}

    assert tell_all() == 1
    assert session.scalars(select(XapiStatement)).all() == []


def test_what_the_store_refuses_is_not_tried_again_and_the_administrator_sees_it(app: Flask, there: Store) -> None:
    learner = Visitor(app)
    a_colleague("amina")
    learner.sign_in("amina")
    learner.follow("Look and begin")
    learner.press("Begin")
    there.status = 400

    tell_all()
    tell_all()

    assert len(there.asked) == 1
    with_store = create_app(app.config["CSPR"])
    an_officer("owen", Office.ADMINISTRATOR)
    administrator = Visitor(with_store)
    administrator.sign_in("owen")
    assert administrator.visit("/site/record-store").says("1 was refused by the store")


def test_what_waits_about_somebody_is_hers_and_deleted_with_her(app: Flask, there: Store) -> None:
    amina, learner = a_colleague("amina"), Visitor(app)
    learner.sign_in("amina")
    learner.follow("Look and begin")
    learner.press("Begin")

    assert len(everything_about(amina.person_id)["xapi_statement"]) == 1
    erase(amina.person_id, "Mark", "She asked")
    session.commit()
    assert tell_all() == 0
    assert there.asked == []


def test_nothing_is_queued_where_no_store_is_named(app: Flask) -> None:
    learner = Visitor(app)
    a_colleague("amina")
    learner.sign_in("amina")
    learner.follow("Look and begin")
    learner.press("Begin")

    assert session.scalars(select(XapiStatement)).all() == []


def test_a_name_says_nothing_and_is_the_same_every_time() -> None:
    assert rules.actor_of(7, "one") == rules.actor_of(7, "one")
    assert len({rules.actor_of(person, secret) for person in (7, 8) for secret in ("one", "two")}) == 4


def test_waits_grow_and_end_at_six_hours() -> None:
    waits = [rules.wait_after(tries) for tries in range(1, 14)]

    assert waits == sorted(waits)
    assert waits[-1] == rules.LONGEST_WAIT
    assert rules.next_try(401, 1, datetime(2026, 11, 25, tzinfo=UTC)) is not None
    assert rules.next_try(400, 1, datetime(2026, 11, 25, tzinfo=UTC)) is None


@pytest.mark.parametrize("named", ["http://key:secret@lrs.example.org/xapi", "https://lrs.example.org/xapi", "lrs"])
def test_an_address_that_is_no_store_is_refused_at_the_start(named: str) -> None:
    with pytest.raises(ConfigError, match="CSPR_XAPI"):
        store(named, local=False)

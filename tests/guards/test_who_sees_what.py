"""Person by page: what each of six people is answered at every address that reads something."""

import pytest
from flask import Flask

from app.accounts.queries import by_username
from app.certificates import queries as certificates
from app.core.database import session
from app.core.vocabulary import Office, Role
from app.jobs.actions import Outcome, ask, can, carry_out_due
from app.jobs.records import FileMade
from app.workforce.actions import upload
from app.workforce.queries import setting
from tests.factories.people import a_colleague, a_setting, an_officer
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Visitor

PEOPLE = ("stranger", "owner", "colleague", "lead", "other_lead", "trainer")
IN, NO, NONE, OK = 302, 403, 404, 200
TABLE = {
    #                                   stranger owner colleague lead other_lead trainer
    "/": (OK, IN, IN, IN, IN, IN),
    "/about": (OK, OK, OK, OK, OK, OK),
    "/accessibility": (OK, OK, OK, OK, OK, OK),
    "/privacy": (OK, OK, OK, OK, OK, OK),
    "/worried": (OK, OK, OK, OK, OK, OK),
    "/check": (OK, OK, OK, OK, OK, OK),
    "/check/{code}": (OK, OK, OK, OK, OK, OK),
    "/forgotten": (OK, OK, OK, OK, OK, OK),
    "/choose-password/never-made": (NONE, NONE, NONE, NONE, NONE, NONE),
    "/my-account": (IN, OK, OK, OK, OK, OK),
    "/my-account/password": (IN, OK, OK, OK, OK, OK),
    "/my-account/passkeys": (IN, OK, OK, OK, OK, OK),
    "/my-account/address": (IN, OK, OK, OK, OK, OK),
    "/my-account/address/never-made": (IN, NONE, NONE, NONE, NONE, NONE),
    "/my-account/merge": (IN, OK, OK, OK, OK, OK),
    "/my-account/my-data": (IN, OK, OK, OK, OK, OK),
    "/my-account/name": (IN, OK, OK, OK, OK, OK),
    "/my-account/prove": (IN, IN, IN, IN, IN, IN),
    "/my-account/recovery-codes": (IN, IN, IN, IN, IN, IN),
    "/my-account/second-step": (IN, OK, OK, OK, OK, OK),
    "/my-account/second-step/put-away": (IN, OK, OK, OK, OK, OK),
    "/my-learning": (IN, OK, OK, OK, OK, OK),
    "/certificates": (IN, OK, OK, OK, OK, OK),
    "/certificates/{code}": (IN, OK, NONE, NONE, NONE, NONE),
    "/certificates/{code}/certificate.pdf": (IN, OK, NONE, NONE, NONE, NONE),
    "/learn/1/asking": (IN, OK, NONE, NONE, NONE, NONE),
    "/learn/1/check": (IN, OK, NONE, NONE, NONE, NONE),
    "/learn/1/check/1/result": (IN, OK, NONE, NONE, NONE, NONE),
    "/learn/1/reflection": (IN, OK, NONE, NONE, NONE, NONE),
    "/learn/1/completed": (IN, OK, NONE, NONE, NONE, NONE),
    "/desk": (IN, NO, NO, OK, OK, NO),
    "/desk/gaps": (IN, NO, NO, OK, OK, NO),
    "/desk/people/1": (IN, NO, NO, OK, NONE, NO),
    "/actions": (IN, OK, OK, OK, OK, NO),
    "/actions/new": (IN, OK, OK, OK, OK, NO),
    "/people": (IN, NO, NO, OK, OK, NO),
    "/people/new": (IN, NO, NO, OK, OK, NO),
    "/people/1": (IN, NO, NO, OK, NONE, NO),
    "/people/1/end": (IN, NO, NO, OK, NONE, NO),
    "/people/1/move": (IN, NO, NO, OK, NONE, NO),
    "/people/import": (IN, NO, NO, OK, OK, NO),
    "/people/import/template.csv": (IN, NO, NO, OK, OK, NO),
    "/people/import/1": (IN, NO, NO, OK, NONE, NO),
    "/people/import/1/to-fix.csv": (IN, NO, NO, OK, NONE, NO),
    "/messages": (IN, NO, NO, OK, OK, NO),
    "/messages/kinds": (IN, NO, NO, OK, OK, NO),
    "/messages/kinds/reset": (IN, NO, NO, OK, OK, NO),
    "/messages/to-print": (IN, NO, NO, OK, OK, NO),
    "/our-setting/kept-for": (IN, NO, NO, OK, OK, NO),
    "/our-setting/log": (IN, NO, NO, OK, OK, NO),
    "/our-setting": (IN, NO, NO, OK, OK, NO),
    "/our-setting/start": (IN, NO, NO, OK, OK, NO),
    "/work/1": (IN, NONE, NONE, OK, NONE, NONE),
    "/work/1/file": (IN, NONE, NONE, OK, NONE, NONE),
    "/join": (OK, OK, OK, OK, OK, OK),
    "/join/{join}": (OK, OK, OK, OK, OK, OK),
    "/sign-in/with/nobody": (NONE, NONE, NONE, NONE, NONE, NONE),
    "/sign-in/with/nobody/back": (NONE, NONE, NONE, NONE, NONE, NONE),
    "/sign-in/card": (OK, IN, IN, IN, IN, IN),
    "/reviews": (IN, OK, OK, OK, OK, OK),
    "/reviews/town-2020": (IN, OK, OK, OK, OK, OK),
    "/modules": (IN, NO, NO, OK, OK, OK),
    "/modules/1/primary/asking": (IN, NO, NO, OK, OK, OK),
    "/modules/1/residential/asking": (IN, NO, NO, NONE, NONE, OK),
}


@pytest.fixture
def people(app: Flask) -> dict[str, Visitor]:
    """The owner of enrolment 1, post 1 and a certificate, and five others."""
    ours, theirs = a_setting(), a_setting(code="other")
    owner = a_colleague("owner", setting=ours)
    a_colleague("colleague", setting=ours)
    a_colleague("lead", Role.DSL, ours)
    a_colleague("other_lead", Role.DSL, theirs)
    an_officer("trainer", Office.AUTHOR)
    visitors = {name: Visitor(app) for name in PEOPLE}
    for name, visitor in visitors.items():
        if name != "stranger":
            visitor.sign_in(name)
    complete(visitors["owner"], owner.id, MODULE)
    return visitors


def test_everyone_is_answered_as_the_table_says(people: dict[str, Visitor]) -> None:
    code = certificates.of_person(1)[0].number.replace("-", "")
    join = setting(1).join_code
    lead = by_username("lead")
    ask("made", 1, lead.id if lead else None)
    can("made", lambda *_: Outcome(file=FileMade("a.txt", "text/plain", b"words")))
    carry_out_due()
    upload(1, None, "staff.csv", b"first name,last name,role\nAda,,Cook\n")
    session.commit()

    answers = {
        address: tuple(people[name]._ask("GET", address.format(code=code, join=join)).status_code for name in PEOPLE)
        for address in TABLE
    }

    assert answers == TABLE


def test_the_table_names_every_address_that_reads_something(app: Flask) -> None:
    exempt = {
        "/sign-in/new-pin",
        "/health",
        "/sign-in",
        "/my-name",
        "/static/<path:filename>",
        "/learn/<int:enrolment_id>",
    }
    exempt |= {
        "/learn/<course>/<module>",
        "/sign-in/new-pin",
        "/sign-in/code",
        "/sign-in/with/linking",
    }  # walked by every journey
    reading = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    named = {_matched(app, address.format(code="0" * 28, join="0" * 8)) for address in TABLE}
    walked = {rule for rule in reading if "<int:position>" in rule or rule.endswith("/answers")}

    assert reading - exempt - walked == named


def _matched(app: Flask, address: str) -> str:
    return app.url_map.bind("localhost").match(address, return_rule=True)[0].rule

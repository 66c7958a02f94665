"""Before something that matters, somebody who signed in a while ago shows once more that it is she."""

from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select, update

from app.access.guard import asks_proof
from app.accounts.models import Person, RecoveryCode, SignInSession
from app.core.clock import now
from app.core.database import session
from app.core.vocabulary import Role
from tests.factories.people import PASSWORD, a_colleague
from tests.journeys.test_second_step import set_up
from tests.visitor import Visitor

ASKED = "Show that it is you"
GUARDED = {
    "authoring.decide",
    "authoring.publish",
    "authoring.take_back",
    "record.take_mine",
    "record.take_theirs",
    "thread.export",
    "accounts.add_passkey",
    "accounts.change_address",
    "accounts.change_password",
    "accounts.my_passkeys",
    "accounts.passkey_to_add",
    "accounts.put_away",
    "accounts.recovery_codes",
    "accounts.second_step",
    "accounts.take_passkey_away",
    "jobs.file",
    "practice.export",
    "privacy.merge",
    "privacy.merge_two",
    "privacy.my_data",
    "privacy.undo_merge",
    "site.appoint",
    "site.change_trust",
    "site.deactivate",
    "site.end_office",
    "site.new_lead",
    "site.new_partnership",
    "site.new_setting",
    "site.new_trust",
    "site.reactivate",
    "site.sign_out_everywhere",
    "tracker.certificates",
    "tracker.evidence",
    "tracker.export",
    "workforce.print_cards",
}


def later(visitor: Visitor, minutes: int) -> Visitor:
    visitor.moment = now() + timedelta(minutes=minutes)
    return visitor


@pytest.fixture
def amina(app: Flask) -> Visitor:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    return visitor


def test_these_are_behind_a_proof_and_whatever_joins_them_is_named_here(app: Flask) -> None:
    behind = {name for name, view in app.view_functions.items() if asks_proof(view)}

    assert behind == GUARDED


def test_for_a_quarter_of_an_hour_after_signing_in_nothing_is_asked(amina: Visitor) -> None:
    assert later(amina, 14).visit("/my-account/address").heading == "Change my email address"


@pytest.mark.parametrize(
    "address", ["password", "address", "second-step", "second-step/put-away", "passkeys", "my-data", "merge"]
)
def test_an_hour_later_she_is_asked_and_then_comes_where_she_was_going(amina: Visitor, address: str) -> None:
    later(amina, 60).visit(f"/my-account/{address}")
    assert amina.page is not None
    assert amina.page.heading == ASKED

    amina.press("Go on", key=PASSWORD)

    assert amina.page.address == f"/my-account/{address}"
    assert later(amina, 74).visit(f"/my-account/{address}").heading != ASKED
    assert later(amina, 76).visit(f"/my-account/{address}").heading == ASKED


def test_something_sent_too_late_changes_nothing_and_she_is_told_so(amina: Visitor) -> None:
    later(amina, 14).visit("/my-account/address")

    page = later(amina, 16).press("Send a link there", email="amina@home.example")
    assert page.heading == ASKED
    assert page.says("Nothing was changed")

    amina.press("Go on", key=PASSWORD)
    assert amina.press("Send a link there", email="amina@home.example").says("amina@home.example")


def test_a_wrong_password_is_refused_and_five_slow_it_down(amina: Visitor) -> None:
    later(amina, 60).visit("/my-account/my-data")
    amina.press("Go on", 400, key="")
    for _ in range(4):
        assert amina.press("Go on", 400, key="wrong").says("That is not your password")

    assert amina.press("Go on", 429, key=PASSWORD).says("Too many tries")

    later(amina, 76).visit("/my-account/my-data")
    assert amina.press("Go on", key=PASSWORD).heading == "My data"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/%09/evil.example", "/sign-out", ""])
def test_the_way_back_leads_nowhere_else(amina: Visitor, elsewhere: str) -> None:
    later(amina, 60).visit(f"/my-account/prove?next={elsewhere}")

    assert amina.press("Go on", key=PASSWORD).heading == "My account"


def test_her_app_proves_it_too_and_each_code_works_once(amina: Visitor) -> None:
    secret, _ = set_up(amina)
    later(amina, 60).visit("/my-account/password")
    code = pyotp.TOTP(secret).at(int(now().timestamp()) + 3600)

    amina.press("Go on", 400, code="000000")
    assert amina.press("Go on", code=code).heading == "Change my password"
    later(amina, 76).visit("/my-account/password")
    amina.press("Go on", 400, code=code)


def test_whoever_comes_in_by_another_site_signs_out_and_in_again(app: Flask, amina: Visitor) -> None:
    session.execute(update(Person).values(password_hash=None))
    session.commit()

    page = later(amina, 60).visit("/my-account/address")
    assert page.heading == ASKED
    assert page.says("sign out, sign in again")
    amina.press("Sign out now")

    assert session.scalars(select(SignInSession.ended_at)).all() != [None]


def test_a_lead_proves_it_before_she_prints_cards(app: Flask) -> None:
    mark, amina = a_colleague("mark", Role.DSL), a_colleague("amina")
    lead = Visitor(app)
    lead.sign_in("mark")
    later(lead, 20).visit("/people")
    pin = session.scalar(select(Person.pin_hash).where(Person.id == amina.person_id))

    assert lead.press("Print cards", post=str(amina.id)).says("Nothing was changed")
    assert session.scalar(select(Person.pin_hash).where(Person.id == amina.person_id)) == pin
    assert lead.press("Go on", key=PASSWORD).heading == "People"
    assert mark.id


def test_the_first_set_up_right_after_signing_in_asks_nothing_twice(app: Flask, amina: Visitor) -> None:
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/our-setting")
    lead.press("These facts are right today", asks_second_step="y")
    fresh = Visitor(app)

    assert fresh.sign_in("amina").heading == "Set up a second step"
    set_up(fresh)
    assert fresh.visit("/my-learning").heading == "My learning"


def test_whoever_owes_a_second_step_and_waits_proves_it_first(app: Flask, amina: Visitor) -> None:
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/our-setting")
    lead.press("These facts are right today", asks_second_step="y")

    assert later(amina, 20).visit("/my-learning").heading == ASKED
    assert amina.press("Go on", key=PASSWORD).heading == "Set up a second step"


def test_ten_new_recovery_codes_end_the_old_ones(amina: Visitor) -> None:
    _, old = set_up(amina)
    before = set(session.scalars(select(RecoveryCode.code_digest)))
    session.rollback()
    amina.visit("/my-account")
    amina.follow("make new ones")
    page = amina.press("Make ten new codes")

    after = set(session.scalars(select(RecoveryCode.code_digest)))
    assert page.heading == "Your recovery codes"
    assert len(after) == 10
    assert not before & after
    assert not any(page.says(f"{code[:5]} {code[5:]}") for code in old)

"""A second step at sign-in: offered to all, asked of those who look after others' records."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.actions.keys import make_link
from app.accounts.models import RecoveryCode, SecondFactor
from app.accounts.rules import Purpose
from app.core.clock import now
from app.core.database import session
from app.core.vocabulary import Role
from tests.factories.people import PASSWORD, a_colleague
from tests.visitor import Page, Visitor


def code(secret: str, later: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(now().timestamp()) + later)


def set_up(visitor: Visitor) -> tuple[str, list[str]]:
    """Turn the second step on; returns the secret and the recovery codes."""
    page = visitor.visit("/my-account/second-step")
    shown = page.soup.find(class_="certificate__number")
    assert shown is not None
    secret = shown.get_text().replace("-", "")
    done = visitor.press("Go on", code=code(secret))
    assert done.heading == "Your recovery codes"
    return secret, [item.get_text().replace(" ", "") for item in done.soup.find_all(class_="certificate__number")]


def sign_in(app: Flask, typed: str, status: int = 200, later: int = 0) -> Page:
    """From nothing to whatever comes after the second step."""
    visitor = Visitor(app)
    visitor.moment = now() + timedelta(seconds=later)
    assert visitor.sign_in("amina", PASSWORD).heading == "Your second step"
    return visitor.press("Go on", status, code=typed)


@pytest.fixture
def amina(app: Flask) -> Visitor:
    a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    return visitor


def test_after_it_is_set_up_a_password_alone_opens_nothing(app: Flask, amina: Visitor) -> None:
    secret, _ = set_up(amina)
    halfway = Visitor(app)
    halfway.sign_in("amina")

    assert halfway.visit("/my-learning").heading == "Sign in"
    assert sign_in(app, "000000", status=400).says("That code is not right")
    assert sign_in(app, code(secret, 60), later=60).heading == "My learning"


@pytest.mark.parametrize("typed", ["٣٣٣٣٣٣", "²²²²²²", "１２３４５６", "é", "🔑"])
def test_a_code_in_other_letters_is_simply_not_right(app: Flask, amina: Visitor, typed: str) -> None:
    set_up(amina)

    assert sign_in(app, typed, status=400).says("That code is not right")


def test_a_code_works_once(app: Flask, amina: Visitor) -> None:
    secret, _ = set_up(amina)
    typed = code(secret, 60)

    assert sign_in(app, typed, later=60).heading == "My learning"
    sign_in(app, typed, status=400, later=60)


def test_the_code_that_turned_it_on_opens_nothing_again(app: Flask, amina: Visitor) -> None:
    page = amina.visit("/my-account/second-step")
    secret = page.soup.find(class_="certificate__number").get_text().replace("-", "")  # type: ignore[union-attr]
    typed = code(secret)
    amina.press("Go on", code=typed)

    sign_in(app, typed, status=400)


def test_a_recovery_code_works_once_and_only_its_hash_is_kept(app: Flask, amina: Visitor) -> None:
    _, codes = set_up(amina)
    assert len(codes) == 10
    assert all(kept.startswith("$argon2id$") for kept in session.scalars(select(RecoveryCode.code_digest)))
    session.rollback()

    assert sign_in(app, codes[3].lower()).heading == "My learning"
    sign_in(app, codes[3], status=400)


def test_turning_it_on_and_off_keeps_her_here_and_signs_her_out_elsewhere(app: Flask, amina: Visitor) -> None:
    elsewhere = Visitor(app)
    elsewhere.sign_in("amina")
    secret, _ = set_up(amina)

    assert elsewhere.visit("/my-learning").heading == "Sign in"
    assert elsewhere.sign_in("amina", PASSWORD).heading == "Your second step"
    elsewhere.moment = now() + timedelta(seconds=60)
    assert elsewhere.press("Go on", code=code(secret, 60)).heading == "My learning"

    amina.visit("/my-account/second-step/put-away")
    amina.press("Turn it off")

    assert elsewhere.visit("/my-learning").heading == "Sign in"
    assert amina.visit("/my-learning").heading == "My learning"


def test_the_secret_is_sealed(amina: Visitor) -> None:
    secret, _ = set_up(amina)

    assert secret not in (session.scalar(select(SecondFactor.secret)) or "")


def test_five_wrong_codes_slow_it_down(app: Flask, amina: Visitor) -> None:
    secret, _ = set_up(amina)
    for guess in range(5):
        sign_in(app, f"00000{guess}", status=400)

    sign_in(app, code(secret), status=429)


def test_a_lead_must_set_it_up_before_anything_else_where_the_policy_says_so(app: Flask) -> None:
    app.config["CSPR"] = replace(app.config["CSPR"], second_step="leads")
    a_colleague("mark", Role.DSL)
    a_colleague("amina")
    lead, staff = Visitor(app), Visitor(app)

    assert lead.sign_in("mark").heading == "Set up a second step"
    assert lead.visit("/desk").heading == "Set up a second step"
    assert lead.visit("/worried").heading == "Worried about a child now?"
    set_up(lead)
    assert lead.visit("/desk").heading == "Safeguarding desk"
    assert staff.sign_in("amina").heading == "My learning"


def test_turned_off_a_password_is_enough_again(app: Flask, amina: Visitor) -> None:
    set_up(amina)
    amina.visit("/my-account/second-step/put-away")
    amina.press("Turn it off")

    assert Visitor(app).sign_in("amina").heading == "My learning"


def test_a_reset_password_does_not_skip_the_second_step(app: Flask, amina: Visitor) -> None:
    set_up(amina)
    token = make_link(1, Purpose.RESET)
    session.commit()
    visitor = Visitor(app)
    visitor.visit(f"/choose-password/{token}")

    assert visitor.press("Use this password", password="three purple teapots").heading == "Sign in"


def test_one_setting_can_ask_everybody_for_a_second_step(app: Flask, amina: Visitor) -> None:
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/our-setting")
    lead.press("These facts are right today", asks_second_step="y")

    assert amina.visit("/my-learning").heading == "Set up a second step"
    set_up(amina)
    assert amina.visit("/my-learning").heading == "My learning"

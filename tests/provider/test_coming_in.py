"""Coming in by a provider of somebody else's making."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import ExternalIdentity
from app.core.database import session
from tests.factories.people import PASSWORD
from tests.journeys.test_second_step import set_up
from tests.provider.conftest import AMINA, RealProvider
from tests.provider.person import AtTheKeyboard
from tests.visitor import Visitor

Sit = Callable[[], AtTheKeyboard]


def test_the_first_time_asks_for_the_password_here_once_and_the_second_time_goes_straight_in(
    amina: AtTheKeyboard, sit_down: Sit, provider: RealProvider
) -> None:
    amina.come_in()
    assert amina.heading == "Link your two accounts"
    assert amina.press("Link the two", password="wrong").status == 400
    assert amina.press("Link the two", password=PASSWORD).heading == "My learning"

    assert sit_down().come_in().heading == "My learning"
    linked = session.execute(select(ExternalIdentity.issuer, ExternalIdentity.subject)).all()
    assert linked == [(provider.issuer, "s-1")]


def test_somebody_still_signed_in_there_comes_in_without_a_form(amina: AtTheKeyboard) -> None:
    amina.link()
    amina.press("Sign out")

    amina.ask()

    assert amina.answer.is_redirect
    assert amina.go(amina.agree()).heading == "My learning"


def test_an_address_that_stands_only_at_user_info_is_found(
    amina: AtTheKeyboard, sit_down: Sit, provider: RealProvider
) -> None:
    provider.claims_in_token = False
    provider.start_anew()

    assert amina.link().heading == "My learning"
    assert sit_down().come_in().heading == "My learning"


def test_a_provider_that_wants_the_secret_in_the_form_is_given_it_there(
    amina: AtTheKeyboard, provider: RealProvider
) -> None:
    provider.proof = "client_secret_post"
    provider.start_anew()

    assert amina.link().heading == "My learning"


def test_a_second_step_that_was_set_up_here_is_still_asked_for(app: Flask, amina: AtTheKeyboard, sit_down: Sit) -> None:
    amina.link()
    here = Visitor(app)
    here.sign_in("amina")
    set_up(here)

    her = sit_down()

    assert her.come_in().heading == "Your second step"
    assert her.go("/my-learning").heading == "Sign in"


def test_who_somebody_is_stays_when_her_address_there_changes_and_is_not_another_with_it(
    amina: AtTheKeyboard, sit_down: Sit, provider: RealProvider
) -> None:
    amina.link()
    provider.accounts = {"s-1": AMINA | {"email": "new@example.org"}, "s-2": AMINA}
    provider.start_anew()

    assert sit_down().come_in("s-1").heading == "My learning"
    assert sit_down().come_in("s-2").heading == "Link your two accounts"


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (AMINA | {"email_verified": False}, "has not verified your email address"),
        ({"name": "Amina"}, "has not verified your email address"),
        (AMINA | {"email": "nobody@example.org"}, "Nobody here has your email address"),
    ],
)
@pytest.mark.parametrize("claims_in_token", [True, False])
def test_somebody_who_cannot_be_linked_is_told_why(
    amina: AtTheKeyboard, provider: RealProvider, account: dict[str, object], words: str, claims_in_token: bool
) -> None:
    provider.accounts, provider.claims_in_token = {"s-1": account}, claims_in_token
    provider.start_anew()

    amina.come_in()

    assert amina.status == 403
    assert amina.says(words)


def test_only_the_workspaces_and_domains_that_are_listed_come_in(
    sit_down: Sit, provider: RealProvider, configure: Callable[..., None]
) -> None:
    provider.accounts = {"s-1": AMINA | {"hd": "example.org"}, "s-2": AMINA}
    provider.start_anew()
    configure(tenants=["example.org"])
    assert sit_down().come_in("s-1").heading == "Link your two accounts"
    assert sit_down().come_in("s-2").says("Your organisation is not one")
    configure(domains=["school.example"])

    assert sit_down().come_in("s-1").says("Your email address is not one")

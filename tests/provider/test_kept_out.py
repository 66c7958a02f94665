"""Everybody whom a provider of somebody else's making must not bring in, and a provider that is not there."""

import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from flask import Flask

from app.bridges.sso.provider import verified
from app.bridges.sso.records import Refused
from app.bridges.sso.routes import ASKED
from app.bridges.sso.rules import check
from tests.provider.conftest import CLIENT, OTHER_CLIENT, SECRET, RealProvider
from tests.provider.person import AtTheKeyboard

Sit = Callable[[], AtTheKeyboard]
AGAIN = "Signing in there did not work"
DOWN = "does not answer"


def kept(app: Flask, her: AtTheKeyboard) -> dict[str, Any]:
    """What our cookie in her browser keeps."""
    sealer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return dict(sealer.loads(her.web.cookies["cspr"]))


def keep(app: Flask, her: AtTheKeyboard, facts: dict[str, Any]) -> None:
    """Put a cookie of ours into her browser that keeps something else."""
    sealer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    next(one for one in her.web.cookies if one.name == "cspr").value = sealer.dumps(facts)


def a_token(app: Flask, her: AtTheKeyboard, provider: RealProvider, client: str) -> tuple[str, str]:
    """A token that the provider signed for one of its clients, and the nonce in it."""
    back = her.ask().agree()
    asked = kept(app, her)[ASKED]
    given = requests.post(
        f"{provider.issuer}/token",
        data={
            "grant_type": "authorization_code",
            "code": back.partition("code=")[2].partition("&")[0],
            "code_verifier": asked["verifier"],
            "redirect_uri": provider.back[0],
            "client_id": client,
            "client_secret": SECRET,
        },
        timeout=5,
    )
    return str(given.json()["id_token"]), str(asked["nonce"])


def is_refused(her: AtTheKeyboard, words: str) -> bool:
    """Whether she is told so in words, and is not signed in."""
    return her.status == 403 and her.says(words) and her.go("/my-learning").heading == "Sign in"


def test_a_provider_that_describes_another_issuer_than_we_expect_is_not_asked(
    amina: AtTheKeyboard, provider: RealProvider, configure: Callable[..., None]
) -> None:
    configure(issuer=provider.issuer.replace("127.0.0.1", "localhost"))

    assert is_refused(amina.ask(), DOWN)


def test_a_code_of_one_client_is_worth_nothing_to_another(
    amina: AtTheKeyboard, sit_down: Sit, configure: Callable[..., None]
) -> None:
    amina.link()
    her = sit_down()
    back = her.ask().agree()
    configure(client_id=OTHER_CLIENT)

    assert is_refused(her.go(back), AGAIN)


def test_a_token_of_another_client_is_not_for_us(
    app: Flask, amina: AtTheKeyboard, provider: RealProvider, configure: Callable[..., None]
) -> None:
    provider.proof = "client_secret_post"
    provider.start_anew()
    configure(client_id=OTHER_CLIENT)
    token, nonce = a_token(app, amina, provider, OTHER_CLIENT)
    claims = verified(token, f"{provider.issuer}/jwks", local=True)
    check(claims, app.extensions["sso"]["work"], nonce, int(time.time()))
    configure(client_id=CLIENT)

    with pytest.raises(Refused) as refusal:
        check(claims, app.extensions["sso"]["work"], nonce, int(time.time()))

    assert "audience" in refusal.value.cause


def test_a_token_for_another_asking_of_hers_is_refused(app: Flask, amina: AtTheKeyboard, sit_down: Sit) -> None:
    amina.link()
    her = sit_down()
    back = her.ask().agree()
    keep(app, her, {ASKED: kept(app, her)[ASKED] | {"nonce": "of another asking"}})

    assert is_refused(her.go(back), AGAIN)


def test_an_answer_to_another_browser_is_refused(amina: AtTheKeyboard, sit_down: Sit) -> None:
    amina.link()
    back = sit_down().ask().agree()
    her = sit_down()
    assert is_refused(her.go(back), AGAIN)
    her.ask()

    assert is_refused(her.go(back), AGAIN)


def test_an_answer_of_another_issuer_is_refused(amina: AtTheKeyboard, sit_down: Sit) -> None:
    amina.link()
    her = sit_down()
    back, _, said = her.ask().agree().partition("&iss=")
    assert said

    assert is_refused(her.go(f"{back}&iss=https://evil.example"), AGAIN)
    her = sit_down()
    assert is_refused(her.go(her.ask().agree().partition("&iss=")[0]), AGAIN)


def test_a_code_is_taken_once_also_by_a_browser_that_kept_its_cookie(
    app: Flask, amina: AtTheKeyboard, sit_down: Sit, caplog: pytest.LogCaptureFixture
) -> None:
    amina.link()
    her = sit_down()
    back, before = her.ask().agree(), kept(app, her)
    assert her.go(back).heading == "My learning"
    her.press("Sign out")
    assert is_refused(her.go(back), AGAIN)
    her.go("/sign-in")
    keep(app, her, before)

    assert is_refused(her.go(back), AGAIN)
    assert "the code was not taken: OAuthError" in caplog.text


def test_somebody_who_changes_her_mind_there_is_back_in_words(amina: AtTheKeyboard) -> None:
    back = amina.ask().cancel()

    assert "error=access_denied" in back
    assert is_refused(amina.go(back), AGAIN)


def test_after_its_keys_are_rotated_a_new_one_lets_in_and_an_old_one_no_more(
    app: Flask, amina: AtTheKeyboard, sit_down: Sit, provider: RealProvider, configure: Callable[..., None]
) -> None:
    provider.proof = "client_secret_post"
    provider.start_anew()
    amina.link()
    old, _ = a_token(app, sit_down(), provider, CLIENT)
    assert verified(old, f"{provider.issuer}/jwks", local=True)["sub"] == "s-1"
    provider.start_anew()

    assert sit_down().come_in().heading == "My learning"
    with pytest.raises(Refused):
        verified(old, f"{provider.issuer}/jwks", local=True)


def test_a_provider_that_stops_is_said_in_words_and_comes_back(
    amina: AtTheKeyboard, sit_down: Sit, provider: RealProvider
) -> None:
    amina.link()
    her = sit_down()
    back = her.ask().agree()
    provider.stop()
    began = time.monotonic()

    assert is_refused(her.go(back), DOWN)
    assert time.monotonic() - began < 3
    provider.start()
    assert sit_down().come_in().heading == "My learning"


def test_a_provider_that_was_never_there_is_said_in_words(amina: AtTheKeyboard, provider: RealProvider) -> None:
    provider.stop()

    assert is_refused(amina.ask(), DOWN)


def test_a_provider_that_falls_silent_is_waited_for_no_longer_than_we_say(
    amina: AtTheKeyboard, provider: RealProvider
) -> None:
    assert provider.process
    provider.process.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    try:
        assert is_refused(amina.ask(), DOWN)
        assert 9 < time.monotonic() - began < 15
    finally:
        provider.process.send_signal(signal.SIGCONT)

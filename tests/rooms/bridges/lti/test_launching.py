"""A launch is believed once, in the browser it was asked for in, and only as the platform signed it."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

from app.bridges.lti.rules import DEEP, LONGEST_TOKEN, LTI
from app.core.database import session
from app.workforce.queries import colleagues
from tests.factories.learning_platform import CLIENT, KEY, TEACHER, Bend, Sign
from tests.rooms.bridges.lti.conftest import Plugged

STRANGER = RSAKey.generate_key(2048, {"kid": "first"})
FREE_KEY = RSAKey.import_key(KEY.as_pem(private=True), {"kid": "first"})  # not bound to the algorithm that we take

WRONG: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "client-2"},
    "several audiences without an authorised party": {"aud": [CLIENT, "other"]},
    "another authorised party": {"aud": [CLIENT, "other"], "azp": "other"},
    "no audience": {"aud": None},
    "no expiry": {"exp": None},
    "expired": {"exp": int(time.time()) - 3600},
    "an expiry that is no number": {"exp": "soon"},
    "no time of issue": {"iat": None},
    "issued tomorrow": {"iat": int(time.time()) + 86_400},
    "issued long ago": {"iat": int(time.time()) - 86_400},
    "another nonce": {"nonce": "from yesterday"},
    "no nonce": {"nonce": None},
    "no subject": {"sub": None},
    "a subject that is no word": {"sub": 7},
    "a subject without an end": {"sub": "x" * 300},
    "no version": {f"{LTI}version": None},
    "another version": {f"{LTI}version": "1.1.0"},
    "no message type": {f"{LTI}message_type": None},
    "another message type": {f"{LTI}message_type": "LtiSubmissionReviewRequest"},
    "no deployment": {f"{LTI}deployment_id": None},
    "another deployment": {f"{LTI}deployment_id": "deployment-2"},
    "no link": {f"{LTI}resource_link": None},
    "a link without an id": {f"{LTI}resource_link": {"title": "x"}},
    "no target": {f"{LTI}target_link_uri": None},
    "no course": {f"{LTI}context": None},
    "roles that are no list": {f"{LTI}roles": TEACHER},
    "choosing by a learner": {f"{LTI}message_type": "LtiDeepLinkingRequest"},
    "choosing without an address": {
        f"{LTI}message_type": "LtiDeepLinkingRequest",
        f"{LTI}roles": [TEACHER],
        f"{DEEP}deep_linking_settings": {"accept_types": ["ltiResourceLink"]},
    },
}


def _let_in(mapped: Plugged, bend: Bend = lambda _: None, sign: Sign | None = None) -> bool:
    """Whether a launch gets anywhere in a browser of its own."""
    browser = mapped.app.test_client()
    answer = mapped.platform.launch(browser, bend, sign)
    return answer.status_code != 400 or browser.get("/my-learning").status_code != 302


def _bent(changes: dict[str, Any]) -> Bend:
    def bend(claims: dict[str, Any]) -> None:
        claims.update(changes)
        for gone in [name for name, value in changes.items() if value is None]:
            del claims[gone]

    return bend


def test_a_launch_with_a_wrong_or_missing_claim_lets_nobody_in(mapped: Plugged) -> None:
    session.commit()

    assert _let_in(mapped)
    assert [name for name, changes in WRONG.items() if _let_in(mapped, _bent(changes))] == []
    assert [one.username for one in colleagues(mapped.setting_id)] == ["lee"]


def _compact(head: dict[str, str], claims: dict[str, Any], key: bytes = b"") -> str:
    """A token that no careful library would make: signed by nobody, or with any bytes as a secret."""
    parts = [base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in (head, claims)]
    mark = hmac.new(key, b".".join(parts), hashlib.sha256).digest() if key else b""
    return b".".join([*parts, base64.urlsafe_b64encode(mark).rstrip(b"=")]).decode()


def _key_in_header(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "own", "jwk": STRANGER.as_dict(private=False)}, claims, STRANGER)


def _tampered(claims: dict[str, Any]) -> str:
    head, _, tail = jwt.encode({"alg": "RS256", "kid": "first"}, claims | {"sub": "s-2"}, KEY).split(".")
    return f"{head}.{jwt.encode({'alg': 'RS256', 'kid': 'first'}, claims, KEY).split('.')[1]}.{tail}"


SIGNED = {
    "by somebody else": lambda claims: jwt.encode({"alg": "RS256", "kid": "first"}, claims, STRANGER),
    "by nobody": lambda claims: _compact({"alg": "none", "kid": "first"}, claims),
    "with the public key, which everybody has, as a secret": lambda claims: _compact(
        {"alg": "HS256", "kid": "first"}, claims, KEY.as_pem(private=False)
    ),
    "with a key that it brings along": _key_in_header,
    "with another algorithm": lambda claims: jwt.encode(
        {"alg": "PS256", "kid": "first"}, claims, FREE_KEY, algorithms=["PS256"]
    ),
    "with a key that it says where to find": lambda claims: jwt.encode(
        {"alg": "RS256", "kid": "first", "jku": "https://evil.example/keys"}, claims, STRANGER
    ),
    "for other words": _tampered,
    "without saying by which key": lambda claims: jwt.encode({"alg": "RS256"}, claims, KEY),
    "by a key that nobody published": lambda claims: jwt.encode({"alg": "RS256", "kid": "gone"}, claims, KEY),
    "without an end": lambda claims: jwt.encode(
        {"alg": "RS256", "kid": "first"}, claims | {"x": "x" * LONGEST_TOKEN}, KEY
    ),
    "in no way at all": lambda _: "good morning",
    "with nothing": lambda _: "",
    "with a head that is no head": lambda _: "W10.e30.AA",
}


def test_a_launch_that_the_platform_did_not_sign_lets_nobody_in(mapped: Plugged) -> None:
    session.commit()

    assert _let_in(mapped)
    assert [name for name, sign in SIGNED.items() if _let_in(mapped, sign=sign)] == []


def test_an_unknown_key_is_asked_for_once_more_so_that_rotated_keys_work(mapped: Plugged) -> None:
    mapped.platform.launch(mapped.browser())
    mapped.platform.key = RSAKey.generate_key(2048, {"kid": "second"})

    assert "Have you learned here before?" in mapped.platform.launch(mapped.browser()).text
    mapped.platform.launch(mapped.browser(), sign=SIGNED["by a key that nobody published"])

    assert mapped.platform.asked.count("GET /keys") == 3


def test_a_launch_is_taken_once(mapped: Plugged) -> None:
    browser, platform = mapped.browser(), mapped.platform
    asked = platform.ask(browser)
    sent = {"state": asked["state"], "id_token": platform.sign(platform.claims(asked["nonce"]))}

    assert browser.post("/lti/launch", data=sent).status_code == 200
    assert browser.post("/lti/launch", data=sent).status_code == 400
    assert mapped.browser().post("/lti/launch", data=sent).status_code == 400


def test_a_launch_that_another_browser_brings_is_not_taken_and_that_browser_is_shown_the_way(mapped: Plugged) -> None:
    answer = mapped.platform.launch(mapped.browser(), back=mapped.browser())

    assert answer.status_code == 400
    assert "Open in a new window" in answer.text


def test_the_secret_of_one_launch_does_not_open_another(mapped: Plugged) -> None:
    browser, other, platform = mapped.browser(), mapped.browser(), mapped.platform
    asked, theirs = platform.ask(browser), platform.ask(other)
    sent = {"state": asked["state"], "id_token": platform.sign(platform.claims(asked["nonce"]))}
    crossed = sent | {"id_token": platform.sign(platform.claims(theirs["nonce"]))}

    assert browser.post("/lti/launch", data=crossed).status_code == 400
    assert other.post("/lti/launch", data=sent | {"browser": "a guess"}).status_code == 400
    assert browser.post("/lti/launch", data=sent).status_code == 200


NOT_OURS = (
    {"iss": "https://evil.example"},
    {"client_id": "client-2"},
    {"target_link_uri": "https://evil.example/lti/launch"},
    {"target_link_uri": ""},
    {"login_hint": ""},
    {"lti_deployment_id": "deployment-2"},
    {"lti_message_hint": "x" * 9000},
)


def test_nobody_is_sent_to_a_platform_for_a_launch_that_is_not_ours(mapped: Plugged) -> None:
    usual = {"iss": mapped.platform.base, "login_hint": "s-1", "target_link_uri": "http://localhost/lti/launch"}
    browser = mapped.browser()

    assert browser.post("/lti/login", data=usual).status_code == 302
    assert {browser.post("/lti/login", data=usual | words).status_code for words in NOT_OURS} == {400}


def test_a_platform_that_is_silent_is_said_so_and_the_launch_can_be_sent_again(mapped: Plugged) -> None:
    browser, platform = mapped.browser(), mapped.platform
    asked = platform.ask(browser)
    sent = {"state": asked["state"], "id_token": platform.sign(platform.claims(asked["nonce"]))}
    platform.answers = 503

    assert "does not answer just now" in browser.post("/lti/launch", data=sent).text
    platform.answers = 200

    assert browser.post("/lti/launch", data=sent).status_code == 200


def test_a_course_without_a_setting_lets_nobody_in_and_waits_for_the_administrator(plugged: Plugged) -> None:
    answer = plugged.platform.launch(plugged.browser())
    session.rollback()
    admin = plugged.visitor()
    admin.sign_in("admin")

    assert "not tied to a setting here yet" in answer.text
    assert admin.visit("/lti/platforms/1").says("None yet")

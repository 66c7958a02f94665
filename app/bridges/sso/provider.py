"""Speaking with a provider: what it says of itself, and a token verified before it is believed."""

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from flask import current_app
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.bridges.outward import careful
from app.bridges.sso import rules
from app.bridges.sso.records import Claims, Provider, Refused
from app.bridges.sso.rules import AGAIN, ALGORITHMS
from app.core.clock import now

DOWN = "The other site does not answer. Please try again later, or sign in with your password or card."
KEPT_SECONDS = 600
DESCRIBED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def _kept() -> dict[str, tuple[float, dict[str, Any]]]:
    """What this application was told, by address: another's is not its own, though a port may come round again."""
    kept: dict[str, tuple[float, dict[str, Any]]] = current_app.extensions.setdefault("sso_documents", {})
    return kept


def fetch(address: str, local: bool, fresh: bool = False) -> dict[str, Any]:
    """A JSON document, kept for ten minutes. Raises Refused when it cannot be had."""
    kept = _kept()
    if not fresh and address in kept and time.monotonic() - kept[address][0] < KEPT_SECONDS:
        return kept[address][1]
    found = _asked(address, local)
    kept[address] = (time.monotonic(), found)
    return found


def _asked(address: str, local: bool, bearer: str = "") -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    try:
        with careful(requests.Session(), local) as line:
            answer = line.get(address, headers=headers, allow_redirects=False)
        if answer.status_code != 200:
            raise Refused(DOWN, f"{address} answered {answer.status_code}")
        found = json.loads(answer.content)
    except (requests.RequestException, ValueError, RecursionError) as fault:
        raise Refused(DOWN, f"{address}: {type(fault).__name__}") from fault
    if not isinstance(found, dict):
        raise Refused(DOWN, f"{address} is not what it must be")
    return found


def _described(provider: Provider) -> dict[str, Any]:
    found = fetch(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration", provider.local)
    if found.get("issuer") != (provider.template or provider.issuer):
        raise Refused(DOWN, "the provider describes another issuer")
    lacking = [name for name in DESCRIBED if not isinstance(found.get(name), str)]
    if lacking:
        raise Refused(DOWN, f"the provider describes no {', '.join(lacking)}")
    return found


def _session(provider: Provider, described: dict[str, Any], back: str) -> OAuth2Session:
    method, client_id, secret = (
        "client_secret_basic",
        quote_plus(provider.client_id),
        quote_plus(provider.client_secret),
    )
    if not rules.takes(described, method) and rules.takes(described, "client_secret_post"):
        method, client_id, secret = "client_secret_post", provider.client_id, provider.client_secret
    return careful(
        OAuth2Session(client_id, secret, token_endpoint_auth_method=method, redirect_uri=back), provider.local
    )


def address_to_ask(provider: Provider, back: str, asked: Mapping[str, str]) -> str:
    """Where to send somebody who wants to sign in there.

    Args:
        provider: whom to ask.
        back: our own address for the answer.
        asked: `state`, `nonce` and `verifier` of this one asking.
    """
    line = OAuth2Session(
        provider.client_id, scope="openid email profile", redirect_uri=back, code_challenge_method="S256"
    )
    with line:
        address, _ = line.create_authorization_url(
            _described(provider)["authorization_endpoint"],
            state=asked["state"],
            nonce=asked["nonce"],
            code_verifier=asked["verifier"],
        )
    return str(address)


def claims_for(provider: Provider, back: str, asked: Mapping[str, str], answer: Mapping[str, str]) -> Claims:
    """Exchange the code of an answer, once, for what the provider says of somebody. Raises Refused."""
    described = _described(provider)
    rules.check_answer(answer, provider, described)
    given = _exchanged(provider, described, back, answer["code"], asked["verifier"])
    token = verified(str(given.get("id_token") or ""), described["jwks_uri"], provider.local)
    rules.check(token, provider, asked["nonce"], int(now().timestamp()))
    at = described.get("userinfo_endpoint")
    if not token.get("email") and isinstance(at, str):
        told = _asked(at, provider.local, str(given.get("access_token") or ""))
        token = rules.completed(token, told)
    return rules.claims_of(token)


def _exchanged(provider: Provider, described: dict[str, Any], back: str, code: str, verifier: str) -> dict[str, Any]:
    try:
        with _session(provider, described, back) as line:
            return dict(
                line.fetch_token(
                    described["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                    allow_redirects=False,
                )
            )
    except requests.RequestException as fault:
        raise Refused(DOWN, f"the code was not exchanged: {type(fault).__name__}") from fault
    except (AuthlibBaseError, ValueError, RecursionError) as fault:
        raise Refused(AGAIN, f"the code was not taken: {type(fault).__name__}") from fault


def verified(token: str, keys_at: str, local: bool) -> dict[str, Any]:
    """The claims of a token whose signature is good; keys are fetched afresh once, in case they were rotated.

    Raises:
        Refused: no key that the provider has now signed it.
    """
    for fresh in (False, True):
        found = fetch(keys_at, local, fresh)
        try:
            keys = KeySet.import_key_set(found)  # type: ignore[arg-type]
            signed = jwt.decode(token, keys, algorithms=ALGORITHMS)
            rules.check_key(found["keys"], str(signed.header.get("kid")), signed.claims)
            return dict(signed.claims)
        except (JoseError, ValueError, KeyError, TypeError) as fault:
            cause = type(fault).__name__
    raise Refused(AGAIN, f"the token's signature: {cause}")

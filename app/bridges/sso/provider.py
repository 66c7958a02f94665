"""Speaking with a provider: one way of fetching, and a token verified before it is believed."""

import json
import time
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.bridges.sso.records import Claims, Provider, Refused
from app.bridges.sso.rules import AGAIN, ALGORITHMS, claims_of
from app.core.clock import now

TIMEOUTS = (3.0, 10.0)  # seconds to connect, seconds to answer
LARGEST_ANSWER = 256 * 1024
KEPT_SECONDS = 600
DESCRIBED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
DOWN = "The other site does not answer. Please try again later, or sign in with your password or card."
_kept: dict[str, tuple[float, dict[str, Any]]] = {}


def fetch(address: str, fresh: bool = False) -> dict[str, Any]:
    """A JSON document: https only (but on loopback), no redirects, small, soon; kept for ten minutes.

    Raises:
        Refused: it cannot be had.
    """
    _may_ask(address)
    kept = _kept.get(address)
    if kept and not fresh and time.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    try:
        with requests.get(address, timeout=TIMEOUTS, allow_redirects=False, stream=True) as answer:
            body = answer.raw.read(LARGEST_ANSWER + 1, decode_content=True)
            if answer.status_code != 200 or len(body) > LARGEST_ANSWER:
                raise Refused(DOWN, f"{address} answered {answer.status_code} with {len(body)} bytes")
        found = json.loads(body)
    except (requests.RequestException, ValueError, OSError) as fault:
        raise Refused(DOWN, f"{address}: {type(fault).__name__}") from fault
    if not isinstance(found, dict):
        raise Refused(DOWN, f"{address} is not what it must be")
    _kept[address] = (time.monotonic(), found)
    return found


def _may_ask(address: str) -> None:
    parts = urlsplit(address)
    on_loopback = parts.hostname in ("127.0.0.1", "localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and on_loopback):
        raise Refused(DOWN, "an address that is not https")


def _described(provider: Provider) -> dict[str, Any]:
    found = fetch(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise Refused(DOWN, "the provider describes another issuer")
    lacking = [name for name in DESCRIBED if not isinstance(found.get(name), str)]
    if lacking:
        raise Refused(DOWN, f"the provider describes no {', '.join(lacking)}")
    return found


def _session(provider: Provider, back: str) -> OAuth2Session:
    return OAuth2Session(
        provider.client_id,
        provider.client_secret,
        scope="openid email profile",
        redirect_uri=back,
        code_challenge_method="S256",
        default_timeout=TIMEOUTS[1],
    )


def address_to_ask(provider: Provider, back: str, state: str, nonce: str, verifier: str) -> str:
    """Where to send somebody who wants to sign in there. `back` is our own address for the answer."""
    asked = _session(provider, back).create_authorization_url(
        _described(provider)["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
    )
    return str(asked[0])


def claims_for(provider: Provider, back: str, code: str, nonce: str, verifier: str) -> Claims:
    """Exchange a code, once, for what the provider says of somebody. Raises Refused."""
    described = _described(provider)
    endpoint = described["token_endpoint"]
    _may_ask(endpoint)
    try:
        answer = _session(provider, back).fetch_token(
            endpoint, grant_type="authorization_code", code=code, code_verifier=verifier, allow_redirects=False
        )
    except (AuthlibBaseError, requests.RequestException, ValueError) as fault:
        raise Refused(AGAIN, f"the code was not taken: {type(fault).__name__}") from fault
    token = _verified(str(answer.get("id_token") or ""), described["jwks_uri"])
    return claims_of(token, provider, nonce, int(now().timestamp()))


def _verified(token: str, keys_at: str) -> dict[str, Any]:
    """A token whose signature is good; keys are fetched afresh once, in case they were rotated."""
    for fresh in (False, True):
        found = fetch(keys_at, fresh)
        try:
            keys = KeySet.import_key_set(found)  # type: ignore[arg-type]
            return dict(jwt.decode(token, keys, algorithms=ALGORITHMS).claims)
        except (JoseError, ValueError, KeyError, TypeError) as fault:
            cause = type(fault).__name__
    raise Refused(AGAIN, f"the token's signature: {cause}")

"""Speaking with a platform: its keys, a token verified before it is believed, and its services."""

import json
import time
from typing import Any

import requests
from flask import current_app
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, RSAKey

from app.bridges.lti.records import NotNow, PlatformRecord, Refused
from app.bridges.lti.rules import AGAIN, ALGORITHM, LONGEST_TOKEN
from app.bridges.outward import careful
from app.core.clock import now
from app.core.codes import new_token
from app.core.database import reading

KEPT_SECONDS = 600
ASSERTION_SECONDS = 60
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LATER = (401, 408, 425, 429)  # a token that ran out meanwhile is asked for anew


def _kept(what: str) -> dict[Any, tuple[float, Any]]:
    """What this application was told by platforms, each until a moment; another's is not its own."""
    kept: dict[Any, tuple[float, Any]] = current_app.extensions.setdefault("lti", {}).setdefault(what, {})
    return kept


def asked(method: str, address: str, **more: Any) -> requests.Response:
    """Ask a platform. Raises NotNow when it does not answer, and Refused when it says no."""
    try:
        with careful(requests.Session(), not current_app.config["CSPR"].is_production) as line:
            answer = line.request(method, address, allow_redirects=False, **more)
    except (requests.RequestException, ValueError) as fault:
        raise NotNow(f"{address}: {type(fault).__name__}") from fault
    if answer.status_code in LATER or answer.status_code >= 500:
        raise NotNow(f"{address} answered {answer.status_code}")
    if not answer.ok or answer.is_redirect:
        raise Refused("The platform said no.", f"{address} answered {answer.status_code}")
    return answer


def document(answer: requests.Response) -> Any:
    """What an answer says in JSON. Raises Refused when it says something else."""
    try:
        return json.loads(answer.content)
    except (ValueError, RecursionError) as fault:
        raise Refused("The platform’s answer cannot be read.", "not JSON") from fault


def _keys(platform: PlatformRecord, fresh: bool) -> KeySet:
    kept = _kept("keys")
    until, keys = kept.get(platform.id, (0.0, None))
    if keys is None or fresh or time.monotonic() > until:
        with reading():  # nobody waits to write while a platform takes its time
            found = document(asked("GET", platform.keys_at))
        keys = KeySet.import_key_set({"keys": [one for one in found["keys"] if one.get("kty") == "RSA"]})
        kept[platform.id] = (time.monotonic() + KEPT_SECONDS, keys)
    known: KeySet = keys
    return known


def forget(platform_id: int) -> None:
    """Forget a platform's keys."""
    _kept("keys").pop(platform_id, None)


def verified(token: str, platform: PlatformRecord) -> dict[str, Any]:
    """The claims of a token whose signature is good; for a key not known yet the platform is asked once more.

    Raises:
        Refused: no key that the platform has now signed it, in the one way that is taken.
    """
    if len(token) > LONGEST_TOKEN:
        raise Refused(AGAIN, "the token is too long")
    try:
        try:
            return _decoded(token, _keys(platform, fresh=False))
        except InvalidKeyIdError:
            return _decoded(token, _keys(platform, fresh=True))
    except NotNow as silence:
        raise Refused("Your learning platform does not answer just now. Please try again.", str(silence)) from silence
    except (JoseError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise Refused(AGAIN, f"the token's signature: {type(fault).__name__}") from fault


def _decoded(token: str, keys: KeySet) -> dict[str, Any]:
    """The claims of a token that one of some keys signed, which it must name."""
    signed = jwt.decode(token, lambda guest: keys.get_by_kid(str(guest.headers()["kid"])), algorithms=[ALGORITHM])
    return dict(signed.claims)


def _token(platform: PlatformRecord, scope: str, key: RSAKey) -> str:
    """A token that lets us ask for one thing, kept for as long as the platform says. Raises NotNow, Refused."""
    kept, mine = _kept("tokens"), (platform.id, scope)
    if mine in kept and time.monotonic() < kept[mine][0]:
        return str(kept[mine][1])
    moment = int(now().timestamp())
    said: dict[str, Any] = {"iss": platform.client_id, "sub": platform.client_id, "aud": platform.tokens_at}
    said |= {"iat": moment, "exp": moment + ASSERTION_SECONDS, "jti": new_token()}
    asking = {"grant_type": "client_credentials", "client_assertion_type": JWT_BEARER, "scope": scope}
    given = document(asked("POST", platform.tokens_at, data=asking | {"client_assertion": signed(said, key)}))
    if not isinstance(given, dict) or not isinstance(given.get("access_token"), str):
        raise Refused("The platform gave us no token.", "no access token")
    lasts = given.get("expires_in")
    kept[mine] = (
        time.monotonic() + (lasts - ASSERTION_SECONDS if isinstance(lasts, int) else 0),
        given["access_token"],
    )
    return str(given["access_token"])


def signed(said: dict[str, Any], key: RSAKey) -> str:
    """Claims of ours, signed with our key."""
    return jwt.encode({"alg": ALGORITHM, "kid": key.kid, "typ": "JWT"}, said, key)


def serve(
    platform: PlatformRecord, scope: str, key: RSAKey, method: str, address: str, kind: str, said: Any = None
) -> requests.Response:
    """Ask a service of a platform for one thing.

    Args:
        platform: whose service.
        scope: what the asking needs leave for.
        key: ours, to prove who asks.
        method: GET or POST.
        address: of the service, as a launch named it.
        kind: the media type, as in application/<kind>+json, of what is asked for or sent.
        said: what is sent; None with GET.

    Raises:
        NotNow: it does not answer now.
        Refused: it says no.
    """
    media = f"application/{kind}+json"
    headers = {"Authorization": f"Bearer {_token(platform, scope, key)}", "Accept": media}
    sent = {} if said is None else {"data": json.dumps(said), "headers": headers | {"Content-Type": media}}
    try:
        return asked(method, address, **({"headers": headers} | sent))
    except NotNow:
        _kept("tokens").pop((platform.id, scope), None)
        raise

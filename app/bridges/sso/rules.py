"""What a token must say before anybody is let in. Pure: the time is handed in.

Sources: OpenID Connect Core 1.0, 3.1.3.7 (ID token validation), 5.3.2 (user info), 5.4 (where claims stand); RFC 6749,
2.3.1 (client password); RFC 9207 (issuer of an answer); OWASP ASVS 5.0, 10.5. Microsoft's tokens say `xms_edov` for
`email_verified`.
"""

import re
from collections.abc import Mapping
from typing import Any

from app.bridges.sso.records import Claims, Provider, Refused

ALGORITHMS = ("RS256", "ES256", "PS256")  # fixed here; what a token asks for is not asked
LEEWAY_SECONDS = 60
OLDEST_SECONDS = 600
AGAIN = "Signing in there did not work. Please try again."
TENANT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
YES = (True, "true", "1")


def takes(described: Mapping[str, Any], method: str) -> bool:
    """Whether a provider takes a way of proving who we are; where it names none, the standard's own."""
    named = described.get("token_endpoint_auth_methods_supported")
    return method in (named if isinstance(named, list) else ["client_secret_basic"])


def check_answer(answer: Mapping[str, str], provider: Provider, described: Mapping[str, Any]) -> None:
    """See that an answer names no other provider, and names this one where it says that it does. Raises Refused."""
    must_say = described.get("authorization_response_iss_parameter_supported") is True
    if not provider.template and ("iss" in answer or must_say) and answer.get("iss") != provider.issuer:
        raise Refused(AGAIN, "the answer is of another issuer")


def check(token: Mapping[str, Any], provider: Provider, nonce: str, now: int) -> None:
    """Check the claims of a token whose signature is good.

    Raises:
        Refused: it was made by somebody else, for somebody else, for another sign-in, or at another time.
    """
    audience = token.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    checks = (
        (_is_of(token, provider), "issuer"),
        (provider.client_id in audiences, "audience"),
        (len(audiences) == 1 or token.get("azp") == provider.client_id, "authorised party"),
        (token.get("azp") in (None, provider.client_id), "authorised party"),
        (bool(nonce) and token.get("nonce") == nonce, "nonce"),
        (isinstance(token.get("sub"), str) and 0 < len(str(token.get("sub"))) <= 255, "subject"),
        (_number(token, "exp") > now - LEEWAY_SECONDS, "expiry"),
        (now - OLDEST_SECONDS < _number(token, "iat") < now + LEEWAY_SECONDS, "time of issue"),
    )
    for holds, what in checks:
        if not holds:
            raise Refused(AGAIN, f"the token's {what} is not what it must be")


def _is_of(token: Mapping[str, Any], provider: Provider) -> bool:
    """Whether a token's issuer is the provider's; of one for many tenants, the issuer of the tenant it names."""
    if not provider.template:
        return bool(token.get("iss") == provider.issuer)
    tenant = token.get("tid")
    if not isinstance(tenant, str) or not TENANT.fullmatch(tenant):
        return False
    return bool(token.get("iss") == provider.template.replace("{tenantid}", tenant))


def _number(token: Mapping[str, Any], name: str) -> float:
    value = token.get(name)
    return value if isinstance(value, int | float) else 0


def check_key(keys: list[dict[str, Any]], kid: str, token: Mapping[str, Any]) -> None:
    """See that a key which is one issuer's alone signed for that issuer. Raises Refused."""
    for key in keys:
        whose = key.get("issuer")
        is_named = key.get("kid") == kid and isinstance(whose, str)
        if is_named and str(whose).replace("{tenantid}", str(token.get("tid"))) != token.get("iss"):
            raise Refused(AGAIN, "the token's key is another issuer's")


def completed(token: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """A token's claims, with what the provider told beside it of the same somebody. Raises Refused."""
    if told.get("sub") != token["sub"]:
        raise Refused(AGAIN, "the user info is of another subject")
    beside = {name: told.get(name) for name in ("email", "email_verified", "xms_edov")}
    return {**token, **beside, "name": token.get("name") or told.get("name")}


def claims_of(token: Mapping[str, Any]) -> Claims:
    """What a checked token says of somebody."""
    says_verified = token.get("email_verified")
    return Claims(
        issuer=str(token["iss"]),
        subject=str(token["sub"]),
        email=str(token.get("email") or "").strip().lower(),
        email_is_verified=(token.get("xms_edov") if says_verified is None else says_verified) in YES,
        name=str(token.get("name") or "")[:120],
        tenant=str(token.get("tid") or token.get("hd") or ""),
    )


def let_in(claims: Claims, provider: Provider) -> None:
    """Let in only the tenants and domains that this site is for. Raises Refused."""
    if (provider.tenants or provider.template) and claims.tenant not in provider.tenants:
        raise Refused("Your organisation is not one that this site is for.", "tenant not allowed")
    domain = claims.email.rpartition("@")[2]
    if provider.domains and not (claims.email_is_verified and domain in provider.domains):
        raise Refused("Your email address is not one that this site is for.", "domain not allowed or not verified")

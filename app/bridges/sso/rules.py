"""What a token must say before anybody is let in. Pure: the time is handed in.

Sources: OpenID Connect Core 1.0, 3.1.3.7 (ID token validation); OWASP ASVS 5.0, 10.5.
"""

from typing import Any

from app.bridges.sso.records import Claims, Provider, Refused

ALGORITHMS = ("RS256", "ES256", "PS256")  # fixed here; what a token asks for is not asked
LEEWAY_SECONDS = 60
OLDEST_SECONDS = 600
AGAIN = "Signing in there did not work. Please try again."


def claims_of(token: dict[str, Any], provider: Provider, nonce: str, now: int) -> Claims:
    """The claims of a token whose signature is good.

    Raises:
        Refused: it was made by somebody else, for somebody else, for another sign-in, or at another time.
    """
    audience = token.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    checks = (
        (token.get("iss") == provider.issuer, "issuer"),
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
    return Claims(
        issuer=provider.issuer,
        subject=str(token["sub"]),
        email=str(token.get("email") or "").strip().lower(),
        email_is_verified=token.get("email_verified") in (True, "true"),
        name=str(token.get("name") or "")[:120],
        tenant=str(token.get("tid") or token.get("hd") or ""),
    )


def _number(token: dict[str, Any], name: str) -> int:
    value = token.get(name)
    return int(value) if isinstance(value, int | float) else 0


def let_in(claims: Claims, provider: Provider) -> None:
    """Let in only the tenants and domains that this site is for. Raises Refused."""
    if provider.tenants and claims.tenant not in provider.tenants:
        raise Refused("Your organisation is not one that this site is for.", "tenant not allowed")
    domain = claims.email.rpartition("@")[2]
    if provider.domains and not (claims.email_is_verified and domain in provider.domains):
        raise Refused("Your email address is not one that this site is for.", "domain not allowed or not verified")

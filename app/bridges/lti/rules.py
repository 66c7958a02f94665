"""What a launch must say before it is believed, and what we say to a platform. Pure: the time is handed in.

Sources: 1EdTech Security Framework 1.0, 5.1.3 (authentication response validation); LTI Core 1.3, 5.3 (claims) and
A.2 (roles); Deep Linking 2.0, 3 and 4; Assignment and Grade Services 2.0, 3; Names and Role Provisioning Services
2.0, 2; LTI Dynamic Registration 1.0, 3.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from app.bridges.lti.records import Launch, PlatformRecord, Refused, origin
from app.core.vocabulary import Role

ALGORITHM = "RS256"  # fixed here; what a token asks for is not asked
LEEWAY_SECONDS, OLDEST_SECONDS = 60, 600
LONGEST_TOKEN = 32 * 1024  # characters
LONGEST_ID, LONGEST_ADDRESS = 255, 1000
MOST_POINTS = 100
OPEN, CHOOSE = "LtiResourceLinkRequest", "LtiDeepLinkingRequest"
LTI, DEEP = "https://purl.imsglobal.org/spec/lti/claim/", "https://purl.imsglobal.org/spec/lti-dl/claim/"
SCORES, MEMBERS = (
    "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint",
    "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
)
MAY_LINE, MAY_SCORE, MAY_LIST = (
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
    "https://purl.imsglobal.org/spec/lti-ags/scope/score",
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
)
TOOL, PLATFORM = (
    "https://purl.imsglobal.org/spec/lti-tool-configuration",
    "https://purl.imsglobal.org/spec/lti-platform-configuration",
)
MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
TEACHES = {f"{MEMBERSHIP}{name}" for name in ("Instructor", "ContentDeveloper", "Mentor")}
CHOOSES = TEACHES | {f"{MEMBERSHIP}Administrator"}
AGAIN = "Opening this did not work. Go back to your course and open it again."


def check(token: Mapping[str, Any], platform: PlatformRecord, nonce: str, now: int) -> None:
    """Check the claims of a token whose signature is good.

    Raises:
        Refused: it was made by or for somebody else, for another launch, at another time, or is no launch of ours.
    """
    audience, deployment = token.get("aud"), token.get(f"{LTI}deployment_id")
    audiences = audience if isinstance(audience, list) else [audience]
    checks = (
        (token.get("iss") == platform.issuer, "issuer"),
        (platform.client_id in audiences, "audience"),
        (len(audiences) == 1 or "azp" in token, "authorised party"),
        (token.get("azp", platform.client_id) == platform.client_id, "authorised party"),
        (_number(token, "exp") > now - LEEWAY_SECONDS, "expiry"),
        (now - OLDEST_SECONDS < _number(token, "iat") < now + LEEWAY_SECONDS, "time of issue"),
        (bool(nonce) and token.get("nonce") == nonce, "nonce"),
        (_is_id(token.get("sub")), "subject"),
        (token.get(f"{LTI}version") == "1.3.0", "version"),
        (token.get(f"{LTI}message_type") in (OPEN, CHOOSE), "message type"),
        (_is_id(deployment) and deployment in platform.deployments, "deployment"),
        (_are_words(token.get(f"{LTI}roles", [])), "roles"),
        (_is_id(_part(token, f"{LTI}context").get("id")), "course"),
    )
    for holds, what in checks:
        if not holds:
            raise Refused(AGAIN, f"the token's {what} is not what it must be")
    _check_message(token)


def _check_message(token: Mapping[str, Any]) -> None:
    """See that a token has what its kind of message needs. Raises Refused."""
    if token[f"{LTI}message_type"] == OPEN:
        if not _is_id(_part(token, f"{LTI}resource_link").get("id")) or not token.get(f"{LTI}target_link_uri"):
            raise Refused(AGAIN, "the token names no link")
        return
    choosing = _part(token, f"{DEEP}deep_linking_settings")
    if "ltiResourceLink" not in choosing.get("accept_types", ()) or not choosing.get("deep_link_return_url"):
        raise Refused("Your platform does not take links to modules here.", "the token takes no links, or nowhere")
    if not CHOOSES & set(token.get(f"{LTI}roles", ())):
        raise Refused("Only somebody who teaches a course can choose modules for it.", "no role that chooses")


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_ID


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _number(token: Mapping[str, Any], name: str) -> float:
    value = token.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _part(token: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = token.get(name)
    return value if isinstance(value, dict) else {}


def _address(part: Mapping[str, Any], name: str, scope: str = "") -> str | None:
    value, scopes = part.get(name), part.get("scope") or ()
    is_one = isinstance(value, str) and len(value) <= LONGEST_ADDRESS
    return value if is_one and (not scope or scope in scopes) else None


def launch_of(token: Mapping[str, Any], platform_id: int) -> Launch:
    """What a checked token says."""
    context, scores = _part(token, f"{LTI}context"), _part(token, SCORES)
    return Launch(
        platform_id=platform_id,
        issuer=token["iss"],
        subject=token["sub"],
        name=name_of(token),
        roles=tuple(token.get(f"{LTI}roles", ())),
        deployment=token[f"{LTI}deployment_id"],
        message=token[f"{LTI}message_type"],
        course=context["id"],
        course_title=str(context.get("title") or context.get("label") or context["id"])[:200],
        module=str(_part(token, f"{LTI}custom").get("module") or ""),
        link=str(_part(token, f"{LTI}resource_link").get("id") or ""),
        line_at=_address(scores, "lineitem", MAY_SCORE),
        lines_at=_address(scores, "lineitems", MAY_LINE) if _address(scores, "lineitems", MAY_SCORE) else None,
        members_at=_address(_part(token, MEMBERS), "context_memberships_url"),
        choosing=dict(_part(token, f"{DEEP}deep_linking_settings")),
    )


def name_of(said: Mapping[str, Any]) -> str:
    """What a token or a list calls somebody; empty where it keeps that to itself."""
    parts = (said.get("given_name"), said.get("family_name"))
    return str(said.get("name") or " ".join(str(one) for one in parts if one)).strip()[:120]


def members_of(said: Any) -> list[dict[str, Any]]:
    """Everybody active on a page of a course's list. Raises Refused when it is no such page."""
    found = said.get("members") if isinstance(said, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refused("The platform’s list cannot be read.", "no members")
    return [one for one in found if one.get("status", "Active") == "Active" and _is_id(one.get("user_id"))]


def is_same_origin(one: str, other: str) -> bool:
    """Whether two addresses are of one scheme, host and port."""
    return origin(one) == origin(other)


def line_in(said: Any, module: str) -> str | None:
    """The address of a module's line item among those that a platform lists."""
    lines = said if isinstance(said, list) else []
    return next(
        (_address(one, "id") for one in lines if isinstance(one, dict) and one.get("resourceId") == module), None
    )


def role_of(roles: Iterable[str]) -> Role:
    """The role of a post that somebody begins by a launch; by full URI, and never one that sees others' records."""
    return Role.FACILITATOR if TEACHES & set(roles) else Role.STAFF


def chosen(launch_deployment: str, data: Any, modules: Iterable[tuple[str, str]], address: str) -> dict[str, Any]:
    """The claims that hand chosen modules to a platform, each with its line item.

    Args:
        launch_deployment: the deployment that asked.
        data: what the platform asked to have back; None where it asked for nothing.
        modules: each with its title.
        address: where they are opened.
    """
    items = [
        {
            "type": "ltiResourceLink",
            "title": title,
            "url": address,
            "custom": {"module": module},
            "lineItem": line_item(module, title),
        }
        for module, title in modules
    ]
    said = {
        f"{LTI}deployment_id": launch_deployment,
        f"{LTI}message_type": "LtiDeepLinkingResponse",
        f"{LTI}version": "1.3.0",
        f"{DEEP}content_items": items,
    }
    return said if data is None else {**said, f"{DEEP}data": data}


def line_item(module: str, title: str) -> dict[str, Any]:
    """A module's column in a platform's book of marks."""
    return {"label": title, "scoreMaximum": MOST_POINTS, "resourceId": module, "tag": "check"}


def score(subject: str, percent: int | None, at: str) -> dict[str, Any]:
    """What a platform is told of somebody: that she is not ready yet, or, once all is done, her check's score.

    Args:
        subject: who she is there.
        percent: her check's score; None while the reflection is still to be written, of which nothing is ever told.
        at: the moment it came about, ISO 8601.
    """
    said = {"userId": subject, "timestamp": at, "activityProgress": "Completed"}
    if percent is None:
        return {**said, "gradingProgress": "NotReady"}
    return {**said, "gradingProgress": "FullyGraded", "scoreGiven": percent, "scoreMaximum": MOST_POINTS}


def below(address: str, name: str) -> str:
    """An address with one more step to its path; what it asks stays behind it."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path}/{name}"))


def described(at: str, said: Mapping[str, Any], client: Mapping[str, Any]) -> PlatformRecord:
    """A platform from its own configuration and its answer to our registration.

    Raises:
        Refused: its issuer's host is another than that of its configuration, or something is missing.
    """
    issuer, client_id = said.get("issuer"), client.get("client_id")
    needed = [said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if not all(isinstance(one, str) and 0 < len(one) <= LONGEST_ID for one in (issuer, client_id, *needed)):
        raise Refused("The platform does not describe itself in full.", "configuration lacks something")
    if urlsplit(str(issuer)).hostname != urlsplit(at).hostname:
        raise Refused("The platform’s issuer is of another host than its configuration.", "issuer of another host")
    deployment = _part(client, TOOL).get("deployment_id")
    family = _part(said, PLATFORM).get("product_family_code")
    return PlatformRecord(
        f"{family or 'Platform'} at {urlsplit(str(issuer)).hostname}"[:160],
        str(issuer),
        str(client_id),
        str(needed[0]),
        str(needed[1]),
        str(needed[2]),
        deployments=(str(deployment),) if _is_id(deployment) else (),
        shown_on=tuple(dict.fromkeys((origin(str(issuer)), origin(str(needed[0]))))),
    )


def registration(name: str, address: str) -> dict[str, Any]:
    """What we say of ourselves to a platform. `address` is that of our own pages for platforms."""
    launch = f"{address}/launch"
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": f"{address}/login",
        "redirect_uris": [launch],
        "client_name": name,
        "jwks_uri": f"{address}/keys",
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": f"{MAY_LINE} {MAY_SCORE} {MAY_LIST}",
        TOOL: {
            "domain": urlsplit(address).netloc,
            "target_link_uri": launch,
            "claims": ["iss", "sub", "name"],
            "messages": [{"type": OPEN}, {"type": CHOOSE, "target_link_uri": launch, "label": "Safeguarding modules"}],
        },
    }

"""Microsoft, Google and others: whose word counts for what."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.bridges.sso.records import Provider, Refused
from app.bridges.sso.rules import check, check_answer, check_key, claims_of, completed, let_in, takes
from app.bridges.sso.settings import providers
from app.config import ConfigError

NOW = 1_790_000_000
OURS, OTHERS = "8d9b1c5e-0000-4000-8000-0000000000aa", "8d9b1c5e-0000-4000-8000-0000000000bb"
MICROSOFT = "https://login.microsoftonline.com"
MANY = Provider("microsoft", "Microsoft", f"{MICROSOFT}/common/v2.0", "us", "s", tenants=(OURS,))
GOOGLE = Provider("google", "Google", "https://accounts.google.com", "us", "s", tenants=("school.example",))


def a_token(**facts: Any) -> dict[str, Any]:
    standard = {"iss": f"{MICROSOFT}/{OURS}/v2.0", "tid": OURS, "aud": "us", "sub": "s-1", "nonce": "n"}
    return standard | {"iat": NOW, "exp": NOW + 300} | facts


def test_one_of_many_tenants_is_known_by_its_own_issuer() -> None:
    token = a_token()

    check(token, MANY, "n", NOW)
    let_in(claims_of(token), MANY)

    assert claims_of(token).issuer == f"{MICROSOFT}/{OURS}/v2.0"


@pytest.mark.parametrize(
    "facts",
    [
        {"tid": OTHERS},
        {"tid": None},
        {"tid": "common", "iss": f"{MICROSOFT}/common/v2.0"},
        {"tid": "{tenantid}", "iss": f"{MICROSOFT}/{{tenantid}}/v2.0"},
        {"tid": [OURS]},
        {"iss": f"https://evil.example/{OURS}/v2.0"},
        {"iss": f"{MICROSOFT}/{OTHERS}/v2.0"},
    ],
)
def test_a_tenant_that_is_not_its_issuers_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refusal:
        check(a_token(**facts), MANY, "n", NOW)

    assert "issuer" in refusal.value.cause


@pytest.mark.parametrize("tenants", [(OURS,), ()])
def test_a_tenant_that_is_not_listed_is_refused(tenants: tuple[str, ...]) -> None:
    token = a_token(tid=OTHERS, iss=f"{MICROSOFT}/{OTHERS}/v2.0")
    check(token, MANY, "n", NOW)

    with pytest.raises(Refused, match="organisation"):
        let_in(claims_of(token), replace(MANY, tenants=tenants))


@pytest.mark.parametrize("which", ["common", "organizations"])
def test_one_for_many_organisations_must_name_those_let_in(tmp_path: Path, which: str) -> None:
    listed = {"slug": "m", "name": "M", "issuer": f"{MICROSOFT}/{which}/v2.0", "client_id": "us", "client_secret": "s"}
    (tmp_path / "sso.yml").write_text(yaml.safe_dump([listed]), encoding="utf-8")

    with pytest.raises(ConfigError, match="m speaks for many organisations"):
        providers(tmp_path / "sso.yml", local=True)


@pytest.mark.parametrize(
    ("facts", "lets_in"), [({"hd": "school.example"}, True), ({"hd": "evil.example"}, False), ({}, False)]
)
def test_only_the_workspaces_that_are_listed_come_in_by_google(facts: dict[str, Any], lets_in: bool) -> None:
    claims = claims_of(
        {"iss": GOOGLE.issuer, "sub": "s-1", "email": "a@school.example", "email_verified": True} | facts
    )

    if lets_in:
        let_in(claims, GOOGLE)
    else:
        with pytest.raises(Refused):
            let_in(claims, GOOGLE)


@pytest.mark.parametrize(
    ("facts", "is_verified"),
    [
        ({"email_verified": True}, True),
        ({"email_verified": "true"}, True),
        ({"xms_edov": True}, True),
        ({"xms_edov": 1}, True),
        ({"xms_edov": "1"}, True),
        ({"xms_edov": 0}, False),
        ({"email_verified": False, "xms_edov": True}, False),
        ({"email_verified": "yes"}, False),
        ({"email_verified": {}}, False),
        ({}, False),
    ],
)
def test_an_address_is_verified_only_where_the_provider_says_so(facts: dict[str, Any], is_verified: bool) -> None:
    assert claims_of(a_token(**facts)).email_is_verified is is_verified


def test_user_info_is_of_the_same_somebody_and_brings_its_own_word_for_its_address() -> None:
    token = a_token(email_verified=True)
    told = {"sub": "s-1", "email": "a@example.org", "tid": OTHERS, "iss": "https://evil.example"}

    claims = claims_of(completed(token, told))

    assert (claims.email, claims.email_is_verified, claims.tenant) == ("a@example.org", False, OURS)
    assert claims.issuer == token["iss"]
    with pytest.raises(Refused):
        completed(token, told | {"sub": "s-2"})


@pytest.mark.parametrize(("whose", "may"), [(None, True), (OURS, True), ("{tenantid}", True), (OTHERS, False)])
def test_a_key_that_is_one_tenants_signs_for_that_tenant_alone(whose: str | None, may: bool) -> None:
    key = {"kid": "k"} | ({"issuer": f"{MICROSOFT}/{whose}/v2.0"} if whose else {})

    if may:
        check_key([{"kid": "other", "issuer": "x"}, key], "k", a_token())
    else:
        with pytest.raises(Refused):
            check_key([key], "k", a_token())


@pytest.mark.parametrize("time", [float("inf"), float("nan"), "soon", None, 10**400])
def test_a_time_that_is_none_is_refused_and_breaks_nothing(time: Any) -> None:
    with pytest.raises(Refused):
        check(a_token(iat=time, exp=time), MANY, "n", NOW)


def test_an_answer_that_names_another_issuer_or_none_where_it_must_is_refused() -> None:
    says = {"authorization_response_iss_parameter_supported": True}
    check_answer({"iss": GOOGLE.issuer}, GOOGLE, says)
    check_answer({}, GOOGLE, {})
    check_answer({}, MANY, says)

    for answer, described in (({}, says), ({"iss": "https://evil.example"}, says), ({"iss": "x"}, {})):
        with pytest.raises(Refused):
            check_answer(answer, GOOGLE, described)


def test_a_provider_that_names_no_way_of_proving_who_we_are_takes_the_standards_own() -> None:
    assert takes({}, "client_secret_basic")
    assert not takes({}, "client_secret_post")
    assert takes({"token_endpoint_auth_methods_supported": ["client_secret_post"]}, "client_secret_post")

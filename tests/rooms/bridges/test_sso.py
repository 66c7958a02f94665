"""Single sign-on against a provider: who gets in, and everybody who must not."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from joserfc.jwk import RSAKey
from sqlalchemy import select

from app.accounts.actions import close, create_person
from app.accounts.models import ExternalIdentity
from app.accounts.records import Closure
from app.bridges.sso.records import Provider
from app.core.database import session
from app.privacy.actions import erase
from app.privacy.queries import everything_about
from tests.factories.openid import CLIENT, SECRET, OpenIdProvider, an_openid_provider
from tests.factories.people import PASSWORD, a_person, a_post, a_setting
from tests.journeys.test_second_step import set_up
from tests.visitor import Page, Visitor

AGAIN = "Signing in there did not work"


@pytest.fixture
def provider(app: Flask) -> Iterator[OpenIdProvider]:
    with an_openid_provider() as there:
        configure(app, there)
        person = a_person("amina", "Amina Yusuf", "amina@example.org")
        a_post(person, a_setting())
        session.commit()
        yield there


def configure(app: Flask, there: OpenIdProvider, **facts: tuple[str, ...]) -> None:
    known = Provider("work", "your work account", there.issuer, CLIENT, SECRET, local=True, **facts)
    app.extensions["sso"] = {"work": known}


def go_there(visitor: Visitor) -> str:
    """Follow the button and the provider's own redirect; returns the address it sends us back to."""
    visitor.visit("/sign-in")
    link = visitor.page.soup.find("a", string="Sign in with your work account")  # type: ignore[union-attr]
    away = visitor._ask("GET", str(link["href"]))  # type: ignore[index]
    assert away.status_code == 302
    answer = requests.get(away.headers["Location"], allow_redirects=False, timeout=5)
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def come_in(app: Flask, status: int = 200) -> tuple[Visitor, Page]:
    visitor = Visitor(app)
    return visitor, visitor.visit(go_there(visitor), status)


def linked(app: Flask) -> None:
    visitor, page = come_in(app)
    assert page.heading == "Link your two accounts"
    visitor.press("Link the two", password=PASSWORD)


def test_the_first_time_two_accounts_are_linked_with_a_password_and_then_never_again(
    app: Flask, provider: OpenIdProvider
) -> None:
    visitor, page = come_in(app)
    assert page.heading == "Link your two accounts"
    visitor.press("Link the two", 400, password="wrong")
    assert visitor.press("Link the two", password=PASSWORD).heading == "My learning"

    _, again = come_in(app)

    assert again.heading == "My learning"
    assert session.scalars(select(ExternalIdentity.subject)).all() == ["s-1"]


def test_who_somebody_is_stays_when_her_address_there_changes(app: Flask, provider: OpenIdProvider) -> None:
    linked(app)
    provider.person["email"] = "new@example.org"

    _, page = come_in(app)

    assert page.heading == "My learning"


def test_another_subject_with_her_address_does_not_get_in_without_her_password(
    app: Flask, provider: OpenIdProvider
) -> None:
    linked(app)
    provider.person["sub"] = "s-2"

    _, page = come_in(app)

    assert page.heading == "Link your two accounts"


BENT = {
    "another issuer": {"iss": "https://evil.example"},
    "another audience": {"aud": "somebody-else"},
    "several audiences without a party": {"aud": [CLIENT, "other"]},
    "another authorised party": {"azp": "somebody-else"},
    "another nonce": {"nonce": "from yesterday"},
    "no nonce": {"nonce": None},
    "no subject": {"sub": ""},
    "long over": {"exp": 1_600_000_000},
    "issued long ago": {"iat": 1_600_000_000},
    "issued tomorrow": {"iat": 4_000_000_000},
}


@pytest.mark.parametrize("name", BENT)
def test_a_token_with_something_wrong_lets_nobody_in(app: Flask, provider: OpenIdProvider, name: str) -> None:
    linked(app)
    provider.bend = lambda claims: claims.update(BENT[name])

    visitor, page = come_in(app, status=403)

    assert page.says(AGAIN)
    assert visitor.visit("/my-learning").heading == "Sign in"


def test_a_token_signed_by_somebody_else_lets_nobody_in(app: Flask, provider: OpenIdProvider) -> None:
    linked(app)
    other = OpenIdProvider()
    provider.signs_with = other.key

    come_in(app, status=403)


def test_rotated_keys_are_fetched_afresh(app: Flask, provider: OpenIdProvider) -> None:
    linked(app)
    provider.rotate()

    _, page = come_in(app)

    assert page.heading == "My learning"


def test_an_answer_is_believed_only_in_the_browser_that_asked(app: Flask, provider: OpenIdProvider) -> None:
    linked(app)
    hers = Visitor(app)
    back = go_there(hers)

    assert Visitor(app).visit(back, status=403).says(AGAIN)


@pytest.mark.parametrize("query", ["state=é&code=x", "code=x", "state=x", "error=access_denied", "state=%00&code=%00"])
def test_an_answer_that_nobody_sent_is_refused_in_words(app: Flask, provider: OpenIdProvider, query: str) -> None:
    visitor = Visitor(app)
    go_there(visitor)

    assert visitor.visit(f"/sign-in/with/work/back?{query}", status=403).says(AGAIN)


def test_a_provider_that_describes_itself_badly_is_as_good_as_down(app: Flask, provider: OpenIdProvider) -> None:
    provider.leaves_out = "token_endpoint"
    visitor = Visitor(app)
    visitor.visit("/sign-in")

    assert visitor.follow("Sign in with your work account", status=403).says("does not answer")


def test_keys_that_are_none_let_nobody_in(app: Flask, provider: OpenIdProvider) -> None:
    linked(app)
    provider.key = RSAKey.generate_key(2048, {"kid": "second"})
    provider.keys = {"keys": [{"kty": "nonsense"}]}

    assert come_in(app, status=403)[1].says(AGAIN)


def test_an_answer_works_once(app: Flask, provider: OpenIdProvider) -> None:
    linked(app)
    hers = Visitor(app)
    back = go_there(hers)
    hers.visit(back)
    hers.press("Sign out")

    assert hers.visit(back, status=403).says(AGAIN)


def test_a_code_from_another_sign_in_is_refused(app: Flask, provider: OpenIdProvider) -> None:
    linked(app)
    stolen = parse_qs(urlsplit(go_there(Visitor(app))).query)["code"][0]
    mine = Visitor(app)
    query = parse_qs(urlsplit(go_there(mine)).query)

    page = mine.visit(f"/sign-in/with/work/back?code={stolen}&state={query['state'][0]}", status=403)

    assert page.says(AGAIN)


def test_an_address_that_is_not_verified_there_links_nothing(app: Flask, provider: OpenIdProvider) -> None:
    provider.person["email_verified"] = False

    _, page = come_in(app, status=403)

    assert page.says("has not verified your email address")


def test_somebody_whom_nobody_here_knows_is_told_what_to_do(app: Flask, provider: OpenIdProvider) -> None:
    provider.person |= {"sub": "s-9", "email": "nobody@example.org"}

    _, page = come_in(app, status=403)

    assert page.says("Ask your safeguarding lead to add you")


def test_only_allowed_domains_and_tenants_come_in(app: Flask, provider: OpenIdProvider) -> None:
    configure(app, provider, domains=("school.example",))
    assert come_in(app, status=403)[1].says("not one that this site is for")
    configure(app, provider, tenants=("t-1",))
    assert come_in(app, status=403)[1].says("not one that this site is for")
    provider.person["tid"] = "t-1"

    assert come_in(app)[1].heading == "Link your two accounts"


def test_a_provider_that_is_down_is_said_in_words_and_other_ways_stay_open(
    app: Flask, provider: OpenIdProvider
) -> None:
    gone = Provider("work", "your work account", "http://127.0.0.1:9", CLIENT, SECRET, local=True)
    app.extensions["sso"] = {"work": gone}
    visitor = Visitor(app)
    visitor.visit("/sign-in")

    page = visitor.follow("Sign in with your work account", status=403)

    assert page.says("does not answer")
    assert visitor.sign_in("amina").heading == "My learning"


def test_a_second_step_is_still_asked_for(app: Flask, provider: OpenIdProvider) -> None:
    linked(app)
    amina = Visitor(app)
    amina.sign_in("amina")
    set_up(amina)

    _, page = come_in(app)

    assert page.heading == "Your second step"


def test_somebody_invited_who_has_no_password_yet_uses_her_invitation_first(
    app: Flask, provider: OpenIdProvider
) -> None:
    create_person("zoe", "Zoë Cook", "zoe@example.org")
    session.commit()
    provider.person |= {"sub": "s-3", "email": "zoe@example.org"}

    _, page = come_in(app, status=403)

    assert page.says("by the link in your invitation")


def test_somebody_who_asks_for_a_provider_that_is_not_there_finds_nothing(app: Flask) -> None:
    Visitor(app).visit("/sign-in/with/nobody", status=404)


def test_pressing_twice_links_once(app: Flask, provider: OpenIdProvider) -> None:
    first, _ = come_in(app)
    second, _ = come_in(app)

    assert first.press("Link the two", password=PASSWORD).heading == "My learning"
    assert second.press("Link the two", password=PASSWORD).heading == "My learning"
    assert len(session.scalars(select(ExternalIdentity)).all()) == 1


def test_an_account_there_opens_one_account_here(app: Flask, provider: OpenIdProvider) -> None:
    a_person("zoe", "Zoë Cook", "zoe@example.org")
    late, _ = come_in(app)
    provider.person["email"] = "zoe@example.org"
    linked(app)

    page = late.press("Link the two", 400, password=PASSWORD)

    assert page.says("already linked with another account here")


def test_a_record_that_was_closed_is_left_for_the_one_that_stayed(app: Flask, provider: OpenIdProvider) -> None:
    linked(app)
    close(session.scalars(select(ExternalIdentity.person_id)).one(), Closure.DEACTIVATED, None)
    _, page = come_in(app, status=403)
    assert page.says("Nobody here has your email address")
    kept = a_person("amina2", "Amina Yusuf", "amina@example.org")
    session.commit()
    linked(app)

    assert come_in(app)[1].heading == "My learning"
    assert session.scalars(select(ExternalIdentity.person_id)).all() == [kept.id]


def test_what_opens_her_account_is_in_her_archive_and_goes_when_she_is_erased(
    app: Flask, provider: OpenIdProvider
) -> None:
    linked(app)
    person_id = session.scalars(select(ExternalIdentity.person_id)).one()
    assert everything_about(person_id)["external_identity"][0]["subject"] == "s-1"

    erase(person_id, "Mark", "She asked")

    assert session.scalars(select(ExternalIdentity)).all() == []
    assert come_in(app, status=403)[1].says("Nobody here has your email address")


def test_a_provider_for_many_tenants_lets_in_those_that_are_listed(app: Flask, provider: OpenIdProvider) -> None:
    ours = "8d9b1c5e-0000-4000-8000-0000000000aa"
    base, provider.issuer = provider.issuer, f"{provider.issuer}/{ours}/v2.0"
    provider.describes_issuer = f"{base}/{{tenantid}}/v2.0"
    many = Provider("work", "your work account", f"{base}/common/v2.0", CLIENT, SECRET, tenants=(ours,), local=True)
    app.extensions["sso"] = {"work": many}
    provider.person |= {"tid": ours, "email_verified": None, "xms_edov": True}
    linked(app)

    assert session.scalars(select(ExternalIdentity.issuer)).all() == [f"{base}/{ours}/v2.0"]
    provider.person["tid"] = "8d9b1c5e-0000-4000-8000-0000000000bb"
    come_in(app, status=403)

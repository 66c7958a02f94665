"""Platforms register or are added, wait for an administrator, and can be taken away; our key is always there."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from joserfc.jwk import KeySet

from app.bridges.lti import actions, queries
from app.bridges.lti.records import State
from app.core.clock import at, now
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Office
from app.workforce.queries import setting
from tests.conftest import beside
from tests.factories.learning_platform import COURSE, DEPLOYMENT, LearningPlatform
from tests.factories.people import an_officer
from tests.rooms.bridges.lti.conftest import Plugged
from tests.rooms.bridges.lti.test_plugged import field
from tests.visitor import Visitor

ROOT = Path(__file__).parents[4]
AT = "/.well-known/openid-configuration"
CODE = """
import sys
from app.config import from_environment
from app.factory import create_app
app = create_app(from_environment())
print([name for name in sys.modules if name.startswith("app.bridges.lti")])
print([rule.rule for rule in app.url_map.iter_rules() if "lti" in rule.endpoint.split(".")])
"""


def _register(app: Flask, there: LearningPlatform, status: int = 200) -> Visitor:
    visitor = Visitor(app)
    visitor.visit(f"/lti/register?openid_configuration={there.base}{AT}&registration_token=once")
    visitor.press("Register", status)
    return visitor


def test_a_platform_registers_itself_and_nobody_comes_in_before_an_administrator_confirms_it(
    empty_app: Flask, there: LearningPlatform
) -> None:
    an_officer("admin", Office.ADMINISTRATOR)
    with beside(empty_app, lti=True) as ours:
        assert _register(ours, there).page.heading == "Registered"  # type: ignore[union-attr]
        words = {"iss": there.base, "login_hint": "s-1", "target_link_uri": "http://localhost/lti/launch"}
        before = ours.test_client().post("/lti/login", data=words).status_code
        admin = Visitor(ours)
        admin.sign_in("admin")
        admin.visit("/lti/platforms")
        assert admin.page is not None
        assert admin.page.says("Waits for you to confirm it")
        admin.visit("/lti/platforms/1")
        admin.press("Confirm this platform")
        after = ours.test_client().post("/lti/login", data=words).status_code
        admin.press("Remove this platform")
        removed = ours.test_client().post("/lti/login", data=words).status_code

    assert (before, after, removed) == (400, 302, 400)
    assert queries.platform(1).state is State.REMOVED
    assert queries.platform(1).deployments == (DEPLOYMENT,)
    assert there.registered["initiate_login_uri"] == "http://localhost/lti/login"
    assert there.registered["jwks_uri"] == "http://localhost/lti/keys"


def test_a_platform_that_speaks_for_another_host_or_lacks_something_is_not_kept(
    empty_app: Flask, there: LearningPlatform
) -> None:
    with beside(empty_app, lti=True) as ours:
        for wrong in ({"issuer": "https://other.example"}, {"jwks_uri": None}, {"token_endpoint": 7}):
            there.said = wrong
            _register(ours, there, 400)
        there.answers = 302
        _register(ours, there, 400)
        held = field(ours.test_client().get(f"/lti/register?openid_configuration={there.base}{AT}").text, "held")
        forged = ours.test_client().post("/lti/register", data={"held": f"{held[:-2]}xx"}).status_code

    assert queries.platforms() == []
    assert forged == 400
    assert "POST /register" not in there.asked


def test_outside_local_mode_no_private_address_is_asked_on_a_strangers_word(
    empty_app: Flask, there: LearningPlatform
) -> None:
    with beside(empty_app, lti=True, mode="production", address="https://localhost") as ours:
        client = ours.test_client()
        for base in (there.base, there.base.replace("http:", "https:")):
            page = client.get(f"/lti/register?openid_configuration={base}{AT}", base_url="https://localhost").text
            sent = {"held": field(page, "held")}
            assert client.post("/lti/register", data=sent, base_url="https://localhost").status_code == 400

    assert there.asked == []


def test_a_platform_is_added_by_hand_and_its_course_is_given_a_setting(plugged: Plugged) -> None:
    plugged.platform.launch(plugged.browser())
    admin = plugged.visitor()
    admin.sign_in("admin")
    admin.visit("/lti/platforms/new")
    words = {"name": "Moodle", "issuer": "https://moodle.example", "deployments": "1", "client_id": "abc"}
    words |= {"shown_on": "https://moodle.example/path", "authorises_at": "https://moodle.example/auth"}
    words |= {"tokens_at": "https://moodle.example/token", "keys_at": "https://moodle.example/keys"}
    admin.press("Add this platform", 400, **words)
    admin.press("Add this platform", **words | {"shown_on": "https://moodle.example"})
    admin.visit("/lti/platforms/1")
    admin.follow("Choose")
    admin.press("Save", 400, code="NOTACODE")
    admin.press("Save", code=setting(plugged.setting_id).join_code)

    assert [one.name for one in queries.platforms()] == ["Moodle", "Town platform"]
    assert [one.setting_id for one in queries.courses(1)] == [plugged.setting_id]
    assert COURSE


def test_our_keys_are_never_none_and_a_new_one_signs_once_platforms_have_had_a_day_to_fetch_it(
    plugged: Plugged,
) -> None:
    first, begun = actions.signing_key(), now()
    with pytest.raises(DomainError, match="not a day old"):
        actions.renew_key()
    signing = []
    for days in range(2, 10, 2):
        with at(begun + timedelta(days=days)):
            actions.renew_key()
            signing.append(actions.signing_key().kid)
            published = KeySet.import_key_set(actions.published())  # type: ignore[arg-type]
            assert signing[-1] in {key.kid for key in published.keys}

    assert signing[0] == first.kid
    assert len(set(signing)) == len(signing)
    assert len(published.keys) == 3
    assert not any(key.is_private for key in published.keys)


def test_keys_that_were_sealed_with_a_secret_that_is_gone_are_replaced(plugged: Plugged) -> None:
    session.commit()
    with beside(plugged.app, secret_key="another secret that is long enough") as moved:
        assert len(moved.test_client().get("/lti/keys").json["keys"]) == 1  # type: ignore[index]


def test_where_it_is_off_nothing_of_it_is_imported_and_there_is_no_route(tmp_path: Path) -> None:
    for value, expected in (("off", "[]\n[]\n"), ("on", None)):
        environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}", "CSPR_LTI": value, "PATH": "/usr/bin"}
        run = subprocess.run(
            [sys.executable, "-c", CODE], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        assert (run.stdout == expected) if expected else "/lti/launch" in run.stdout

"""Every route declares who may call it, and docs/access.md says the same."""

from pathlib import Path

from flask import Flask

from app.access.cli import table
from app.access.guard import permission_of
from tests.conftest import beside

ROOT = Path(__file__).parents[2]


def test_every_route_declares_who_may_call_it(empty_app: Flask) -> None:
    silent = [name for name, view in empty_app.view_functions.items() if permission_of(view) is None]

    assert silent == []


def test_the_access_table_and_the_routes_agree(empty_app: Flask) -> None:
    with beside(empty_app, lti=True, xapi="http://key:secret@localhost/xapi") as plugged:
        assert (ROOT / "docs/access.md").read_text(encoding="utf-8") == table(plugged)


def test_every_route_of_a_bridge_that_is_off_by_itself_declares_who_may_call_it(empty_app: Flask) -> None:
    with beside(empty_app, lti=True, xapi="http://key:secret@localhost/xapi") as plugged:
        silent = [name for name, view in plugged.view_functions.items() if permission_of(view) is None]

    assert silent == []


def test_no_route_that_changes_something_answers_without_its_token(empty_app: Flask) -> None:
    with beside(empty_app, lti=True, xapi="http://key:secret@localhost/xapi") as plugged:
        client = plugged.test_client()
        posts = [rule for rule in plugged.url_map.iter_rules() if "POST" in (rule.methods or ())]

        answers = {rule.endpoint: client.post(_filled(rule.rule)).status_code for rule in posts}

    assert set(answers.values()) == {400}


def _filled(rule: str) -> str:
    return "/".join("1" if part.startswith("<") else part for part in rule.split("/"))

"""Every kind of message that any room writes can be read beforehand."""

import ast
from pathlib import Path

from flask import Flask

from app.core.vocabulary import Role
from app.notices.actions import samples
from tests.factories.people import a_colleague
from tests.visitor import Visitor

APP = Path(__file__).parents[2] / "app"


def kinds_in_the_code() -> set[str]:
    """The second fact of every message that is written anywhere."""
    calls = [
        node
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message"
    ]
    found = [next((word.value for word in call.keywords if word.arg == "kind"), call.args[1:2]) for call in calls]
    return {(one[0] if isinstance(one, list) else one).value for one in found}  # type: ignore[attr-defined]


def test_every_kind_of_message_has_a_sample(empty_app: Flask) -> None:
    kinds = kinds_in_the_code()

    assert {"invitation", "reset", "certificate-issued", "post-ended", "test"} <= kinds
    assert {one.kind for one in samples()} == kinds


def test_a_lead_reads_when_each_is_sent_and_what_it_says(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("mark")
    lead.visit("/messages")
    listed = lead.follow("read what each kind of message says")

    for one in samples():
        assert listed.says(one.sent_when)
        page = lead.visit(f"/messages/kinds/{one.kind}")
        assert page.heading == one.title
        assert page.says(one.message.subject)
        assert page.text.count(one.message.body.split("\n\n")[1].split("\n")[0][:40]) == 2


def test_no_link_of_a_sample_leads_anywhere(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("mark")
    for one in samples():
        page = lead.visit(f"/messages/kinds/{one.kind}")
        main = page.soup.main
        assert main is not None
        links = {str(link["href"]) for link in main.find_all("a") if str(link["href"]).startswith("http")}
        assert all(link.startswith("https://learning.example/") for link in links)
        assert ("https://learning.example" in one.message.body) == bool(links)


def test_a_kind_that_nobody_sends_is_not_found(app: Flask) -> None:
    a_colleague("mark", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("mark")

    lead.visit("/messages/kinds/nonsense", status=404)

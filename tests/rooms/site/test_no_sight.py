"""Whoever looks after the site sees nothing that anybody learned, answered or wrote, on any page there is."""

import ast
from pathlib import Path

from flask import Flask

from app.audit.rules import OF_LEARNING
from app.certificates import queries as certificates
from app.core.vocabulary import Role
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE
from tests.journeys.walks import THOUGHT, complete
from tests.visitor import Visitor

APP = Path(__file__).parents[3] / "app"
OF_WHAT_WAS_LEARNED = {
    "certificates",
    "here",
    "learning",
    "practice",
    "quizzes",
    "recall",
    "reflection",
    "requirements",
    "tracker",
}
# The two pages of a certificate that are anybody's who was given its number, and a learner's own shelf, which is empty.
OPEN = {"certificates.check", "certificates.checked", "certificates.mine", "recall.mine"}
# A list of modules that can be taken away names each, whoever learned it or nobody.
NAMES_MODULES = {"packages.choose"}


def test_no_page_shows_her_a_word_an_answer_a_score_or_a_standing(app: Flask, owen: Visitor) -> None:
    post = a_colleague("amina", name="Amina Yusuf")
    a_colleague("mark", Role.DSL)
    amina = Visitor(app)
    amina.sign_in("amina")
    complete(amina, post.id, MODULE)
    amina.visit("/actions/new")
    amina.press("Add to our", words="A planted action", owner="Planted owner", review_on=["1", "3", "2027"])
    code = certificates.of_person(post.person_id)[0].code
    planted = (
        THOUGHT,
        "A planted action",
        "Planted owner",
        "Listening",
        "Module completed",
        code,
        "100 %",
        "100%",
        "Question ",
    )
    reading = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]

    seen, opened = {}, set()
    for rule in reading:
        for number in ("1", "2", "3"):
            answer = owen._ask("GET", _filled(rule.rule, number, code))
            opened |= {rule.endpoint} if answer.status_code == 200 else set()
            if answer.status_code != 200 or rule.endpoint in OPEN:
                continue
            known = {"Listening"} if rule.endpoint in NAMES_MODULES else set()
            found = [words for words in planted if words in answer.text and words not in known]
            if found:
                seen[rule.endpoint] = found

    assert seen == {}
    assert {name for name in opened if name.split(".")[0] in OF_WHAT_WAS_LEARNED} <= OPEN
    assert {"site.person", "site.front", "audit.site_log"} <= opened


def _filled(rule: str, number: str, code: str) -> str:
    parts = rule.split("/")
    kinds = {"<code>": code, "<course>": "series", "<module>": "01-listening", "<slug>": "asking"}
    return "/".join(kinds.get(part, number if part.startswith("<") else part) for part in parts)


def test_every_act_that_a_room_of_learning_records_is_kept_from_her() -> None:
    acts = {
        node.args[0].value
        for room in OF_WHAT_WAS_LEARNED
        for path in (APP / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "record"
        and isinstance(node.args[0], ast.Constant)
    }

    kept_beside = {"meeting answers taken back"}  # of a meeting, and of what one person had learned in it
    assert acts | kept_beside == set(OF_LEARNING)

"""Whatever a trainer types into the desk comes back as text, and no page of it runs or breaks."""

import pytest
from flask import Flask

from app.core.vocabulary import Office
from tests.factories.people import an_officer
from tests.factories.shelf import MODULE
from tests.visitor import Visitor

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1)) ![x](https://evil.example/x.png)",
    ":::\n# Other {#other}\n::: only for=primary",
    "{{ 7 * 7 }} ⟦dsl⟧ [@nowhere-1999.1]",
    "\u202egnirts\u202c \u200b 😀 漢",
]


@pytest.fixture
def trainer(app: Flask) -> Visitor:
    an_officer("trainer", Office.AUTHOR)
    visitor = Visitor(app)
    visitor.sign_in("trainer")
    visitor.visit("/write/new")
    visitor.press("Begin the draft", title="Listening", start="new-version 1")
    return visitor


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_into_a_step_is_shown_as_text_wherever_it_stands(trainer: Visitor, text: str) -> None:
    trainer.visit("/write/1/step/statements/asking")
    trainer.press("Save", **{"statements.0.text": text})
    trainer.visit("/write/1/step/scenes/primary/1")
    trainer.press("Save", title=text, taught=text)
    trainer.visit("/write/1/remarks")
    trainer.press("Say it", passage=text, words=text)

    for address in ("", "/checks", "/review", "/coverage", "/remarks", "/preview/primary/asking", "/findings"):
        page = trainer.visit(f"/write/1{address}")
        assert not page.soup.find("img"), address
        assert not [link for link in page.soup.find_all("a") if "javascript" in str(link.get("href"))], address


@pytest.mark.parametrize("sign", ["[", "*", "<", "`", "- ", "{", "&a ", "\\", ":::\n"])
def test_a_file_full_of_one_sign_is_kept_and_every_page_still_answers(trainer: Visitor, sign: str) -> None:
    for name in (f"courses/{MODULE}.md", f"courses/{MODULE}/primary.yml"):
        trainer.visit(f"/write/1/text/{name}")
        token = trainer.page and trainer.page.form("Save").find(attrs={"name": "csrf_token"})
        seen = trainer.page and trainer.page.form("Save").find(attrs={"name": "seen"})
        assert token
        assert seen
        sent = {"csrf_token": token["value"], "seen": seen["value"], "text": sign * (100_000 // len(sign))}
        assert (
            trainer._ask("POST", f"/write/1/text/{name}", data=sent, content_type="multipart/form-data").status_code
            == 302
        )

    answers = {a: trainer._ask("GET", f"/write/1{a}").status_code for a in ("", "/checks", "/review", "/coverage")}

    assert set(answers.values()) <= {200, 400}, answers


def test_a_file_beyond_what_any_module_has_is_refused_in_words(trainer: Visitor) -> None:
    trainer.visit(f"/write/1/text/courses/{MODULE}.md")

    page = trainer.press("Save", 400, text="x" * 150_001)

    assert page.says("One file may have 150,000 characters")

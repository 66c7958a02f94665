"""The shelf as it ships, read once, and what a member of staff of each kind would read."""

import re
from functools import cache
from html import unescape
from pathlib import Path

from app.content.checks import check
from app.content.documents import ModuleDocument, Shelf
from app.content.pages import Page, pages
from app.core.vocabulary import SettingKind

THE_VOICE_OF_THE_CHILD = "working-together-better/01-voice-of-the-child"
ROOT = Path(__file__).parents[2]
SENTENCE_ENDS = re.compile(r"</(?:p|li|h\d)>")
MARKUP = re.compile(r"<sup.*?</sup>|<[^>]+>", re.DOTALL)


@cache
def shelf() -> Shelf:
    """Everything under courses/ and quizzes/."""
    found, _, _ = check(ROOT / "courses", ROOT / "quizzes")
    assert found is not None
    return found


def module() -> ModuleDocument:
    """The first module."""
    return next(m for m in shelf().modules if m.code == THE_VOICE_OF_THE_CHILD)


@cache
def read_by(kind: SettingKind) -> list[Page]:
    """The module's sections as staff of one kind of setting read them."""
    return pages(module(), kind, shelf())


def words_of(page: Page) -> str:
    """The running text of a section without its scenes: one sentence to a line end at least."""
    html = "\n".join(
        part["html"] + "</p>"
        for block in page.blocks
        if block["name"] != "scene"
        for part in block.get("records", [block])
    )
    text = unescape(MARKUP.sub("", SENTENCE_ENDS.sub(". ", html)))
    return re.sub(r"([.?!:”])(?:\s*\.)+", r"\1", text)

"""How a draft begins: from nothing, from a template, from a Word document, or from a module that is published."""

import re
from itertools import chain, count
from typing import Any

from app.content.blocks import Block, Section
from app.content.reader import bank_name
from app.content.word import Chapter
from app.content.word_package import TOO_MUCH, Unreadable
from app.content.writer import EXPLAINED, module_text, yaml_text
from app.core.vocabulary import EVERYONE, SettingKind

BLANK, TEMPLATE = "blank", "template"
MOST_CHARACTERS = 150_000
FRONT: dict[str, Any] = {
    "edition": "1.0",
    "change": "learning",
    "title": "",
    "level": "supports level 2 training",
    "theme": "",
    "minutes": 20,
    "review_by": "",
    "written_on": "",
    "outcomes": [],
    "content_note": "",
    "check": {"questions": 8, "own_kind": 3, "pass_percent": 80, "critical_must_be_right": True},
    "reflection": {"prompts": 3, "at_least": 2},
    "contributes_to": [],
    "does_not_evidence": [],
}
SECTIONS = (
    ("What the review found", "what-the-review-found", "✎ Say in your own words what the review found, and cite it."),
    ("What it means here", "what-it-means-here", "✎ Say what it means for everyday work. Then say it for each kind."),
    ("What we do", "what-we-do", "✎ Say what to do, whom to tell and how to write it down."),
)


def slug(title: str) -> str:
    """A title as an id: small letters, digits and single dashes."""
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60]


def fresh(
    course: str, module: str, title: str, kinds: list[SettingKind], written_on: str, full: bool
) -> dict[str, str]:
    """The texts of a new module.

    Args:
        course: the id of its series.
        module: its own id.
        title: what it is called.
        kinds: the kinds of setting it is for; all is said by naming none.
        written_on: today, as 2026-11-24.
        full: whether it has a template's sections, a scene and a pause, or one empty section.
    """
    sections = [Section(name, words, 1, _blocks(name, hint)) for words, name, hint in SECTIONS]
    chosen = sections if full else [Section("beginning", "Beginning", 1, ())]
    return _begun(course, module, title, kinds, written_on, chosen)


def from_word(
    code: str, title: str, kinds: list[SettingKind], written_on: str, chapters: list[Chapter]
) -> dict[str, str]:
    """The texts of a new module, series/module, whose sections are a document's chapters; the rest is as in `fresh`.

    Raises:
        Unreadable: the document is longer than a file of a draft may be.
    """
    sections: list[Section] = []
    for chapter in chapters:
        base, taken = slug(chapter.title) or "section", {one.slug for one in sections}
        name = next(one for one in chain([base], (f"{base}-{n}" for n in count(2))) if one not in taken)
        sections.append(Section(name, chapter.title, 1, (Block("text", chapter.text, 1),) if chapter.text else ()))
    course, _, module = code.partition("/")
    texts = _begun(course, module, title, kinds, written_on, sections)
    if len(texts[f"courses/{code}.md"]) > MOST_CHARACTERS:
        raise Unreadable(TOO_MUCH)
    return texts


def _begun(
    course: str, module: str, title: str, kinds: list[SettingKind], written_on: str, sections: list[Section]
) -> dict[str, str]:
    front = {"id": module, "course": course, **FRONT, "title": title, "written_on": written_on}
    review_by = f"{int(written_on[:4]) + 1}{written_on[4:]}"
    front |= {"review_by": review_by} | ({} if len(kinds) == len(SettingKind) else {"kinds": [str(k) for k in kinds]})
    return {f"courses/{course}/{module}.md": module_text(front, sections)}


def _blocks(section: str, hint: str) -> tuple[Block, ...]:
    text = Block("text", hint, 1)
    if section == "what-it-means-here":
        return (text, Block("scene", "", 1, "1"))
    return (text, Block("pause", "✎ Ask one question about the reader’s own week.", 1))


def copied(texts: dict[str, str], old: str, new: str, title: str) -> dict[str, str]:
    """The texts of a published module under a new code and title."""
    course, _, module = new.partition("/")
    copied = {name.replace(f"/{old}", f"/{new}", 1): text for name, text in texts.items()}
    main = f"courses/{new}.md"
    replaced = {"id": module, "course": course, "title": title}
    lines = copied[main].split("\n")
    for number, line in enumerate(lines[1:], 1):
        key = line.partition(":")[0]
        if line == "---":
            break
        if key in replaced:
            lines[number] = yaml_text({key: replaced[key]}).rstrip("\n")
    return copied | {main: "\n".join(lines)}


def empty_file(code: str, name: str) -> str:
    """What a scenes or question file says before anything is in it."""
    who = name.rpartition("/")[2].removesuffix(".yml")
    if name.startswith("quizzes/"):
        return yaml_text({"for": EVERYONE if name == bank_name(code, EVERYONE) else who, "questions": []}, EXPLAINED)
    return yaml_text({"kind": who, "scenes": []}, EXPLAINED)


def belongs(code: str, name: str) -> bool:
    """Whether a file's name is one that a module may have."""
    kinds = "|".join(SettingKind)
    place = re.escape(code)
    pattern = rf"courses/{place}(\.md|/({kinds})\.yml)|quizzes/{place}/(common|{kinds})\.yml"
    return re.fullmatch(pattern, name) is not None

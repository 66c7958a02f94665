"""Taking what changed in one text of a module into another that began from the same: part by part, losing no words."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.content.blocks import Block, Section, parse
from app.content.marked_yaml import load
from app.content.reader import divide
from app.content.writer import EXPLAINED, module_text, yaml_text

Texts: TypeAlias = Mapping[str, str]
GONE = None


@dataclass(frozen=True)
class Clash:
    """A part that both changed. Mine stays."""

    place: str
    mine: str
    theirs: str


def merge(base: Texts, mine: Texts, theirs: Texts) -> tuple[dict[str, str], list[Clash]]:
    """Three texts of a module as one.

    Args:
        base: what both began from.
        mine: what stays wherever both changed the same part.
        theirs: what changed meanwhile, under the same names of files.

    Returns:
        The files of mine that say something else now, and every part that both changed.
    """
    changed, clashes = {}, list[Clash]()
    for name in sorted({*mine, *theirs}):
        was, here, there = (_value(name, texts.get(name), base.get(name)) for texts in (base, mine, theirs))
        found = merged(was, here, there, name, clashes)
        if found not in (here, GONE):
            changed[name] = _text(name, found)
    return changed, clashes


def merged(base: Any, mine: Any, theirs: Any, place: str, clashes: list[Clash]) -> Any:
    """Three values as one; parts that both changed are added to the clashes, and mine stays."""
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    sides = (base if base is not GONE else type(mine)(), mine, theirs)
    if all(isinstance(side, dict) for side in sides):
        return _by_key(*sides, place, clashes)
    if all(_is_listed(side) for side in sides):
        was, here, there = ({one["id"]: one for one in side} for side in sides)
        found = _by_key(was, here, there, place, clashes)
        return [found[key] for key in _in_order(list(here), list(there)) if key in found]
    clashes.append(Clash(place, _said(mine), _said(theirs)))
    return mine


def _is_listed(side: Any) -> bool:
    return isinstance(side, list) and all(isinstance(one, dict) and "id" in one for one in side)


def _by_key(base: Any, mine: Any, theirs: Any, place: str, clashes: list[Clash]) -> dict[str, Any]:
    found = {}
    for key in [*mine, *(key for key in theirs if key not in mine)]:
        value = merged(base.get(key, GONE), mine.get(key, GONE), theirs.get(key, GONE), f"{place}, {key}", clashes)
        if value is not GONE:
            found[key] = value
    return found


def _in_order(mine: list[str], theirs: list[str]) -> list[str]:
    """My order, with what only they have after what it follows there."""
    order = list(mine)
    for place, key in enumerate(theirs):
        if key not in order:
            before = next((one for one in reversed(theirs[:place]) if one in order), None)
            order.insert(order.index(before) + 1 if before else 0, key)
    return order


def _said(value: Any) -> str:
    if value is GONE:
        return ""
    return value if isinstance(value, str) else yaml_text(value).strip()


def _value(name: str, text: str | None, base: str | None) -> Any:
    """A file as a value whose parts have names; a part of a section is named after what it was in the base."""
    if text is None:
        return GONE
    if not name.endswith(".md"):
        return load(name, text)[0].value
    front, sections = _parts(name, text)
    before = {section.slug: section for section in _parts(name, base)[1]} if base else {}
    return {
        "front": front,
        "sections": [
            {"id": one.slug, "title": one.title, "blocks": _blocks(before.get(one.slug), one)} for one in sections
        ],
    }


def _parts(name: str, text: str) -> tuple[Any, list[Section]]:
    front, body, line = divide(text)
    return load(name, front)[0].value or {}, parse(name, body, line)[0]


def _blocks(before: Section | None, section: Section) -> list[dict[str, Any]]:
    old, new = ([_facts(block) for block in one.blocks] if one else [] for one in (before, section))
    names: dict[int, str] = {}
    for _, i, j, k, m in difflib.SequenceMatcher(None, list(map(str, old)), list(map(str, new))).get_opcodes():
        names |= {there: f"block {here + 1}" for here, there in zip(range(i, j), range(k, m), strict=False)}
    return [{"id": _name(one, names.get(place, "")), **one} for place, one in enumerate(new)]


def _name(facts: dict[str, Any], aligned: str) -> str:
    own = facts["attributes"].get("id", "") if facts["name"] == "statement" else ""
    return own or aligned or f"new {facts['name']} {facts['text'][:40]}"


def _facts(block: Block) -> dict[str, Any]:
    return {"name": block.name, "text": block.text, "value": block.value, "attributes": dict(block.attributes)}


def _text(name: str, value: Any) -> str:
    if not name.endswith(".md"):
        return yaml_text(value, EXPLAINED)
    sections = [
        Section(one["id"], one["title"], 1, tuple(_block(facts) for facts in one["blocks"]))
        for one in value["sections"]
    ]
    return module_text(value["front"], sections)


def _block(facts: dict[str, Any]) -> Block:
    return Block(facts["name"], facts["text"], 1, facts["value"], facts["attributes"])

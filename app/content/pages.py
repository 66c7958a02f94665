"""A module rendered once per kind of setting: what a version keeps and learners read."""

from dataclasses import dataclass
from typing import Any

from app.content.blocks import Block, Section
from app.content.documents import Entry, ModuleDocument, Shelf
from app.content.markup import Numbering, inline, render
from app.core.vocabulary import SettingKind


@dataclass(frozen=True)
class Page:
    """One section for one kind of setting: plain data, ready to be kept."""

    slug: str
    title: str
    position: int
    blocks: list[dict[str, Any]]
    cites: list[str]


def pages(module: ModuleDocument, kind: SettingKind, shelf: Shelf) -> list[Page]:
    """Every section of a module as staff of one kind of setting read it."""
    scenes, secondary = module.scenes_for(kind), _secondary(shelf)
    return [_page(section, position, kind, scenes, secondary) for position, section in enumerate(module.sections, 1)]


def _secondary(shelf: Shelf) -> set[str]:
    return {ref for ref, status in shelf.evidence().items() if status == "secondary"}


def _page(section: Section, position: int, kind: SettingKind, scenes: list[Entry], secondary: set[str]) -> Page:
    numbering = Numbering()
    blocks: list[dict[str, Any]] = []
    for block in section.blocks:
        if kind in block.kinds:
            _add(blocks, _rendered(block, scenes, numbering, secondary))
    return Page(section.slug, section.title, position, blocks, numbering.refs)


def _add(blocks: list[dict[str, Any]], new: dict[str, Any]) -> None:
    """Append a block; a model record joins the one before it, so that poor and good stand side by side."""
    if new["name"] == "record" and blocks and blocks[-1]["name"] == "records":
        blocks[-1]["records"].append(new)
    elif new["name"] == "record":
        blocks.append({"name": "records", "records": [new]})
    else:
        blocks.append(new)


def _rendered(block: Block, scenes: list[Entry], numbering: Numbering, secondary: set[str]) -> dict[str, Any]:
    match block.name:
        case "scene":
            return scene(scenes[int(block.value) - 1], numbering)
        case "statement":
            refs = [*block.listed("findings"), *block.listed("sources")]
            return {
                "name": "statement",
                "id": block.attributes["id"],
                "html": inline(block.text, numbering),
                "findings": block.listed("findings"),
                "sources": block.listed("sources"),
                "confirm": bool(secondary.intersection(refs)),
            }
        case "picture":
            return {"name": "picture", "picture": block.value, "alt": " ".join(block.text.split())}
        case "record":
            return {"name": "record", "value": block.value, "html": render(block.text, numbering)}
        case "only":
            return {"name": "text", "html": render(block.text, numbering)}
        case _:
            return {"name": block.name, "html": render(block.text, numbering)}


def scene(entry: Entry, numbering: Numbering) -> dict[str, Any]:
    """A scene with its texts rendered."""

    def turn(part: Entry) -> Entry:
        choices = [
            {"text": c["text"], "verdict": c["verdict"], "html": render(c["consequence"], numbering)}
            for c in part["choices"]
        ]
        opening = {"html": render(part["scene"], numbering)} if "scene" in part else {}
        return {"question": part["question"], "choices": choices, **opening}

    return {
        "name": "scene",
        "id": entry["id"],
        "title": entry["title"],
        "note": entry["note"],
        "html": render(entry["scene"], numbering),
        "first": turn(entry["first"]),
        "second": turn(entry["second"]),
        "taught": render(entry["taught"], numbering),
        "gentle": render(entry["gentle"], numbering),
        "findings": entry["findings"],
        "statements": entry["statements"],
    }

"""Where a draft is thin: what each kind of setting has of each statement, and each finding and theme of each other."""

from dataclasses import dataclass

from app.content.documents import Entry, ModuleDocument, Shelf
from app.content.unfinished import GAP
from app.core.vocabulary import EVERYONE, SettingKind

WAYS = ("text", "scene", "question", "prompt")


@dataclass(frozen=True)
class Cell:
    """Whether something is there, and the step that mends it where it is not."""

    is_there: bool
    step: str
    words: str


@dataclass(frozen=True)
class Line:
    """One line of a grid: what it is about, and its cells."""

    name: str
    cells: tuple[Cell, ...]


def by_kind(module: ModuleDocument) -> dict[SettingKind, list[Line]]:
    """For each kind of setting: every statement, and whether that kind reads, plays, is asked and thinks about it."""
    return {kind: [_line(module, kind, code) for code in _codes(module, kind)] for kind in module.kinds}


def _codes(module: ModuleDocument, kind: SettingKind) -> list[str]:
    return [block.attributes.get("id", "?") for _, block in module.statements() if kind in block.kinds]


def _line(module: ModuleDocument, kind: SettingKind, code: str) -> Line:
    own = any(block.name == "only" and kind in block.kinds for section in module.sections for block in section.blocks)
    played = any(code in scene["statements"] for scene in module.scenes_for(kind))
    asked = any(entry["statement"] == code for entry in _asked(module, kind))
    bank = module.banks.get(kind)
    first = module.sections[0].slug if module.sections else "beginning"
    there = (own, played, asked, bool(bank and bank.prompts))
    steps = (f"kinds/{first}", f"scenes/{kind}/1", f"questions/{kind}/new/single", f"prompts/{kind}")
    return Line(code, tuple(Cell(has, step, way) for has, step, way in zip(there, steps, WAYS, strict=True)))


def _asked(module: ModuleDocument, kind: SettingKind) -> list[Entry]:
    return [entry for who in (EVERYONE, kind) if who in module.banks for entry in module.banks[who].questions]


def findings(module: ModuleDocument) -> list[Line]:
    """Every finding that the module cites anywhere, and whether a statement teaches it."""
    taught: dict[str, list[str]] = {}
    for _, block in module.statements():
        for ref in block.listed("findings"):
            taught.setdefault(ref, []).append(block.attributes.get("id", "?"))
    used = [ref for scenes in module.scenes.values() for scene in scenes.value["scenes"] for ref in scene["findings"]]
    used += [
        ref for bank in module.banks.values() for entry in bank.questions for ref in entry["sources"] if "." in ref
    ]
    refs = [ref for ref in dict.fromkeys([*taught, *used]) if ref != GAP]
    step = f"statements/{module.sections[0].slug}" if module.sections else "about"
    return [Line(ref, (Cell(ref in taught, step, ", ".join(taught.get(ref, []))),)) for ref in refs]


def themes(module: ModuleDocument, shelf: Shelf) -> list[Line]:
    """Every theme that the module's findings have, and how many questions test it."""
    known = shelf.finding_refs()
    counts = {
        known[ref]["theme"]: 0 for _, block in module.statements() for ref in block.listed("findings") if ref in known
    }
    counts.setdefault(module.front["theme"], 0)
    for bank in module.banks.values():
        for entry in bank.questions:
            for theme in {known[ref]["theme"] for ref in entry["sources"] if ref in known}:
                counts[theme] = counts.get(theme, 0) + 1
    step = f"questions/{EVERYONE}/new/single"
    return [Line(theme, (Cell(count > 0, step, str(count)),)) for theme, count in counts.items()]

"""An unfinished module as a whole one: what is missing or does not fit is stood in for, so that it can be looked at."""

from typing import Any

from app.content import schemas
from app.content.blocks import Block, Section, parse
from app.content.documents import Bank, Entry, ModuleDocument
from app.content.marked_yaml import Marked, load
from app.content.pictures import NAME as PICTURE
from app.content.reader import bank_name, divide, served
from app.content.schemas import Schema
from app.content.texts import Texts
from app.core.vocabulary import EVERYONE

GAP = "(not written yet)"


def module(code: str, texts: Texts) -> ModuleDocument:
    """The module that these texts would make if their gaps were filled; never fails."""
    name = f"courses/{code}.md"
    head, body, line = divide(texts.get(name) or "")
    raw, _ = load(name, head, 2)
    whole = _front(code, raw.value)
    sections, _ = parse(name, body, line)
    kinds = served(raw.value)
    most = max((int(block.value) for section in sections for block in section.blocks if _is_scene(block)), default=0)
    scenes = {kind: _scenes(texts, f"courses/{code}/{kind}.yml", kind, most) for kind in kinds}
    banks = {who: _bank(texts, bank_name(code, who), who) for who in (EVERYONE, *kinds)}
    return ModuleDocument(Marked(name, whole, raw.lines), tuple(map(_section, sections)), scenes, banks)


def front(code: str, texts: Texts) -> Entry:
    """The front matter that a module would have if its gaps were filled."""
    name = f"courses/{code}.md"
    return _front(code, load(name, divide(texts.get(name) or "")[0], 2)[0].value)


def _front(code: str, value: Any) -> Entry:
    course, _, module_id = code.partition("/")
    return {**stand_in(value, schemas.MODULE), "id": module_id, "course": course}


def stand_in(value: Any, schema: Schema) -> Any:
    """The nearest value to `value` that has the shape of `schema`."""
    match schema.get("type"):
        case "object":
            return _record(value, schema)
        case "array":
            given = value if isinstance(value, list) else []
            least = max(0, schema.get("minItems", 0) - len(given))
            return [stand_in(one, schema["items"]) for one in [*given, *[None] * least]]
        case "boolean":
            return value is True
        case "integer":
            return value if isinstance(value, int) and not isinstance(value, bool) else schema.get("minimum", 0)
        case "string":
            return _word(value, schema)
        case _:
            return value


def _record(value: Any, schema: Schema) -> dict[str, Any]:
    given = value if isinstance(value, dict) else {}
    kept = [key for key in schema.get("properties", {}) if key in schema["required"] or given.get(key) is not None]
    known = {key: stand_in(given.get(key), schema["properties"][key]) for key in kept}
    return known if schema.get("additionalProperties") is False else {**given, **known}


def _word(value: Any, schema: Schema) -> str:
    if "enum" in schema:
        return str(value if value in schema["enum"] else schema["enum"][0])
    if value is None or value == "":
        return "1.0" if "edition" in schema.get("description", "") else GAP
    return str(value)


def _can_be_shown(block: Block) -> bool:
    if block.name == "picture":
        return PICTURE.fullmatch(block.value) is not None
    return block.name != "scene" or _is_scene(block)


def _is_scene(block: Block) -> bool:
    return block.name == "scene" and block.value in ("1", "2", "3")


def _section(section: Section) -> Section:
    kept = [block for block in section.blocks if _can_be_shown(block)]
    named = [
        Block(b.name, b.text or GAP, b.line, b.value, {**b.attributes, "id": b.attributes.get("id") or "?"}, b.kinds)
        if b.name == "statement"
        else b
        for b in kept
    ]
    return Section(section.slug, section.title, section.line, tuple(named))


def _scenes(texts: Texts, name: str, kind: str, most: int) -> Marked:
    raw, _ = load(name, texts.get(name) or "")
    whole = stand_in(raw.value, schemas.SCENES)
    given = raw.value["scenes"] if isinstance(raw.value, dict) and isinstance(raw.value.get("scenes"), list) else []
    padded = [*given, *[None] * max(0, most - len(given))][: max(most, len(given))]
    scenes = [stand_in(one, schemas.SCENES["properties"]["scenes"]["items"]) for one in padded]
    return Marked(name, {**whole, "kind": str(kind), "scenes": scenes}, raw.lines)


def _bank(texts: Texts, name: str, who: str) -> Bank:
    raw, _ = load(name, texts.get(name) or "")
    given = raw.value if isinstance(raw.value, dict) else {}
    asked = given.get("questions") if isinstance(given.get("questions"), list) else []
    prompts = given.get("prompts") if isinstance(given.get("prompts"), list) else []
    prompt = schemas.QUESTIONS["properties"]["prompts"]["items"]
    value = {
        "for": who,
        "questions": [stand_in(one, schemas.question(_kind(one))) for one in asked or []],
        "prompts": [stand_in(one, prompt) for one in prompts or []],
    }
    return Bank(Marked(name, value, raw.lines))


def _kind(question: Any) -> str:
    kind = question.get("type") if isinstance(question, dict) else None
    return kind if kind in schemas.QUESTION_PARTS else "single"

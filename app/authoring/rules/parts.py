"""A draft in parts: each page of the guided path reads one part out of the texts, and writes it back into them.

The texts stay the only truth, so that a part can be edited on its page or in the plain text, in any order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.authoring.rules.passages import (
    Tangled,
    Texts,
    front_of,
    is_own,
    loaded,
    main_file,
    named,
    named_apart,
    placed,
    sections_of,
    set_front,
    set_sections,
    statements_of,
    told,
)
from app.authoring.rules.starts import MOST_CHARACTERS, empty_file
from app.content import schemas
from app.content.marked_yaml import load
from app.content.reader import bank_name
from app.content.schemas import KINDS, Schema, list_of, one_of, record, text
from app.content.writer import EXPLAINED, yaml_text
from app.core.errors import NotFound
from app.core.vocabulary import EVERYONE, SettingKind

CHANGED_ELSEWHERE = ("id", "course", "edition", "change", "only_for")


@dataclass(frozen=True)
class Part:
    """One part: its name in the history, the file it lies in, its shape, and the way between it and the texts."""

    title: str
    file: str
    schema: Schema
    read: Callable[[Texts], Any]
    write: Callable[[Texts, Any], Texts]


def part(code: str, key: str, texts: Texts) -> Part:
    """The part that an address names, such as about, scenes/primary/1 or questions/everyone/new/order.

    Raises:
        NotFound: there is no such part.
    """
    match key.split("/"):
        case ["about"]:
            return _about(code)
        case ["statements", slug]:
            return _statements(code, slug, texts)
        case ["kinds", slug]:
            return _by_kind(code, slug)
        case ["scenes", kind, number] if kind in KINDS and number in ("1", "2", "3"):
            return _scene(code, kind, int(number) - 1)
        case ["questions", who, number, kind] if who in (*KINDS, EVERYONE) and kind in schemas.QUESTION_PARTS:
            return _question(code, who, number, kind)
        case ["prompts", kind] if kind in KINDS:
            return _prompts(code, kind)
    raise NotFound("There is no such step.")


def _without(schema: Schema, *keys: str) -> Schema:
    properties = {key: inner for key, inner in schema["properties"].items() if key not in keys}
    return {**schema, "properties": properties, "required": [key for key in schema["required"] if key not in keys]}


def _about(code: str) -> Part:
    schema = _without(schemas.MODULE, *CHANGED_ELSEWHERE)

    def read(texts: Texts) -> Any:
        return {key: value for key, value in front_of(code, texts).items() if key in schema["properties"]}

    def write(texts: Texts, value: Any) -> Texts:
        return set_front(code, texts, {"kinds": None, **value})

    return Part("About the module", main_file(code), schema, read, write)


def _statements(code: str, slug: str, texts: Texts) -> Part:
    section = named(code, slug, texts)
    slugs = [one.slug for one in sections_of(code, texts)]
    schema = record(
        {
            "statements": list_of(
                record(
                    {
                        "id": text("Such as ask-first. It never changes. Leave it empty to let it be made."),
                        "section": one_of(slugs, "Where it stands."),
                        "text": text("One thing staff should remember, in one or two sentences."),
                        "findings": list_of(text("A finding."), "The findings it came from, one a line."),
                    },
                    {
                        "sources": list_of(text("A source."), "Other sources, one a line."),
                        "for": list_of(text("A kind."), "Only for these kinds, such as primary; none is all."),
                    },
                ),
                "",
            )
        }
    )

    def read(now: Texts) -> Any:
        return {"statements": [one for one in statements_of(sections_of(code, now)) if one["section"] == slug]}

    def write(now: Texts, value: Any) -> Texts:
        sections = sections_of(code, now)
        others = [one for one in statements_of(sections) if one["section"] != slug]
        typed = [{**one, "section": one["section"] if one["section"] in slugs else slug} for one in value["statements"]]
        return set_sections(code, now, placed(sections, named_apart(typed, {one["id"] for one in others}) + others))

    return Part(f"Statements: {section.title}", main_file(code), schema, read, write)


def _by_kind(code: str, slug: str) -> Part:
    schema = record({}, {kind: text("What is said to this kind of setting alone. Empty: nothing.") for kind in KINDS})

    def read(texts: Texts) -> Any:
        section = named(code, slug, texts)
        return {str(next(iter(b.kinds))): b.text for b in reversed(section.blocks) if is_own(b)}

    def write(texts: Texts, value: Any) -> Texts:
        sections = sections_of(code, texts)
        return set_sections(code, texts, [told(one, value) if one.slug == slug else one for one in sections])

    return Part(f"Words for each kind of setting: {slug}", main_file(code), schema, read, write)


def listed_in(name: str, key: str, texts: Texts) -> list[Any]:
    """The list under a key of a scenes or question file; empty where there is none. Raises Tangled."""
    value = loaded(name, texts.get(name, "")) or {}
    found = value.get(key) if isinstance(value, dict) else None
    return list(found) if isinstance(found, list) else []


def _set_list(code: str, name: str, key: str, texts: Texts, entries: list[Any]) -> Texts:
    value = loaded(name, texts.get(name) or empty_file(code, name))
    value = value if isinstance(value, dict) else {}
    return {name: yaml_text({**value, key: entries}, EXPLAINED)}


def _entry(code: str, name: str, key: str, index: int | None, title: str, schema: Schema) -> Part:
    """One entry of a list in a YAML file; `index` None is a new one at its end."""

    def read(texts: Texts) -> Any:
        entries = listed_in(name, key, texts)
        there = entries[index] if index is not None and index < len(entries) else {}
        if not isinstance(there, dict):
            raise Tangled(f"{name} must be mended in its plain text first.")
        return there

    def write(texts: Texts, value: Any) -> Texts:
        entries = listed_in(name, key, texts)
        if index is not None and index < len(entries):
            # What the form does not know, such as a key that was misspelt, stays for the checks to name.
            known = {*schema["properties"], "type"}
            entries[index] = value | {key: said for key, said in read(texts).items() if key not in known}
        else:
            entries.append(value)
        return _set_list(code, name, key, texts, entries)

    return Part(title, name, schema, read, write)


def _scene(code: str, kind: str, index: int) -> Part:
    schema = schemas.SCENES["properties"]["scenes"]["items"]
    name = f"courses/{code}/{kind}.yml"
    return _entry(code, name, "scenes", index, f"Scene {index + 1} for {SettingKind(kind).label}", schema)


def _question(code: str, who: str, number: str, kind: str) -> Part:
    if number != "new" and not (number.isascii() and number.isdigit() and 0 < int(number) <= 200):
        raise NotFound("There is no such question.")
    index = None if number == "new" else int(number) - 1
    title = f"Question {number} for {who if who == EVERYONE else SettingKind(who).label}"
    schema = _without(schemas.question(kind), "type")
    whole = _entry(code, bank_name(code, who), "questions", index, title, schema)

    def write(texts: Texts, value: Any) -> Texts:
        return whole.write(texts, {"id": value["id"], "type": kind, **value})

    return Part(title, whole.file, schema, whole.read, write)


def questions_in(code: str, who: str, texts: Texts) -> list[Any]:
    """The questions of everyone or of one kind of setting as they stand, of whatever shape. Raises Tangled."""
    return listed_in(bank_name(code, who), "questions", texts)


def with_questions(code: str, who: str, texts: Texts, more: list[Any]) -> Texts:
    """The question file of everyone or of one kind of setting, with more questions at its end.

    Raises:
        Tangled: the file cannot be taken apart, or could not be with all of them in it.
    """
    there, name = questions_in(code, who, texts), bank_name(code, who)
    whole = _set_list(code, name, "questions", texts, [*there, *more])
    if len(whole[name]) > MOST_CHARACTERS or load(name, whole[name])[1]:
        raise Tangled("These are more than one file of questions can hold. Bring in fewer, or shorter ones.")
    return whole


def _prompts(code: str, kind: str) -> Part:
    name = bank_name(code, kind)
    schema = record({"prompts": schemas.QUESTIONS["properties"]["prompts"]})

    def read(texts: Texts) -> Any:
        return {"prompts": listed_in(name, "prompts", texts)}

    def write(texts: Texts, value: Any) -> Texts:
        return _set_list(code, name, "prompts", texts, value["prompts"])

    return Part(f"Reflection prompts for {SettingKind(kind).label}", name, schema, read, write)

"""A form drawn from a schema: its fields with what they hold, and the value that somebody sent back.

Nothing is refused here. Whatever was typed becomes part of the value, and the checks say what does not fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.content.schemas import Schema
from app.core.vocabulary import KIND_LABELS

LONG = {
    "text", "scene", "taught", "gentle", "consequence", "content_note", "stem", "explanation", "misconception",
    "feedback", "if_true", "if_false", "hint", "question", *KIND_LABELS,
}  # fmt: skip
LABELS = {
    "id": "Short name",
    "theme": "Theme",
    "minutes": "Minutes it takes",
    "review_by": "To be looked at again by",
    "written_on": "Written on",
    "outcomes": "What staff can do after it",
    "content_note": "Content note",
    "contributes_to": "Requirements it contributes to",
    "does_not_evidence": "Requirements it is no evidence for",
    "own_kind": "Of these, for the reader’s own kind of setting",
    "pass_percent": "Per cent needed to pass",
    "critical_must_be_right": "Critical questions must be right whatever the score",
    "at_least": "Prompts to be answered at least",
    "kinds": "Kinds of setting",
    "for": "Only for",
    "findings": "Findings",
    "sources": "Sources",
    "stem": "The question",
    "misconception": "The wrong idea it brings to light",
    "left": "Left side",
    "right": "What belongs to it",
    "correct": "Right",
    "critical": "Critical: must be right whatever the score",
    "answer": "The sentence is true",
    "if_true": "Feedback for saying true",
    "if_false": "Feedback for saying false",
    "note": "What the scene touches on",
    "renewal": "A shorter path for whoever takes it again (leave empty where there is none)",
    "within_months": "Months since the last time in which the shorter path is enough",
    "taught": "What the reviews taught",
    "gentle": "The learning without the scene",
}
KIND_NAMES = {str(kind): label for kind, label in KIND_LABELS.items()}


@dataclass(frozen=True)
class Row:
    """One field. `kind` is line, long, lines, choice, checks, tick or heading."""

    kind: str
    name: str
    label: str
    hint: str = ""
    value: Any = ""
    choices: tuple[tuple[str, str], ...] = ()
    depth: int = 2


def rows(schema: Schema, value: Any, choices: Mapping[str, list[tuple[str, str]]], path: str = "") -> list[Row]:
    """The fields of a record.

    Args:
        schema: the record's shape.
        value: what it holds, of whatever shape.
        choices: for a key whose values are known here, such as a theme, each value with its words.
        path: where the record lies, in the names of its fields.
    """
    given = value if isinstance(value, dict) else {}
    found: list[Row] = []
    for key, inner in schema["properties"].items():
        found += _rows(key, inner, given.get(key), choices, f"{path}{key}")
    return found


def _rows(key: str, schema: Schema, value: Any, choices: Mapping[str, list[tuple[str, str]]], name: str) -> list[Row]:
    label, hint = _label(key), str(schema.get("description", ""))
    if schema.get("type") == "object":
        return [Row("heading", name, label), *rows(schema, value, choices, f"{name}.")]
    if schema.get("type") == "array" and schema["items"].get("type") == "object":
        return _list(label, schema, value, choices, name)
    if schema.get("type") == "array":
        return [_several(label, hint, schema, value, choices.get(key), name)]
    if schema.get("type") == "boolean":
        return [Row("tick", name, label, value=value is True)]
    known = choices.get(key) or [(one, KIND_NAMES.get(one, one)) for one in schema.get("enum", [])]
    if known:
        return [Row("choice", name, label, hint.partition(" One of:")[0], _shown(value), tuple(known))]
    return [Row("long" if key in LONG else "line", name, label, hint, _shown(value))]


def _label(key: str) -> str:
    return LABELS.get(key) or KIND_NAMES.get(key) or key.replace("_", " ").capitalize()


def _list(label: str, schema: Schema, value: Any, choices: Mapping[str, list[tuple[str, str]]], name: str) -> list[Row]:
    """The entries there are, as many more as are needed, and one to spare."""
    given = value if isinstance(value, list) else []
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(given) + 1)
    shown = max(least, min(most, len(given) + 1))
    found: list[Row] = []
    for place in range(shown):
        entry = given[place] if place < len(given) else None
        spare = " (leave empty if not needed)" if place >= max(least, len(given)) else ""
        one = label.removesuffix("s")
        found.append(Row("heading", f"{name}.{place}", f"{one} {place + 1}{spare}", depth=3))
        found += rows(schema["items"], entry, choices, f"{name}.{place}.")
    return found


def _several(label: str, hint: str, schema: Schema, value: Any, known: list[tuple[str, str]] | None, name: str) -> Row:
    given = [str(one) for one in value] if isinstance(value, list) else []
    known = known or [(one, KIND_NAMES.get(one, one)) for one in schema["items"].get("enum", [])]
    if known:
        strange = [(one, one) for one in given if one not in dict(known)]
        return Row("checks", name, label, hint, given, (*known, *strange))
    return Row("lines", name, label, f"{hint} One a line.", "\n".join(given))


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def taken(schema: Schema, posted: Mapping[str, list[str]], path: str = "") -> dict[str, Any]:
    """The record that a form sent back. What was left empty and is not needed is left out."""
    value: dict[str, Any] = {}
    for key, inner in schema["properties"].items():
        name = f"{path}{key}"
        found = _taken(inner, posted, name)
        if key in schema["required"] or _holds(found):
            value[key] = found
    return value


def _taken(schema: Schema, posted: Mapping[str, list[str]], name: str) -> Any:
    said = posted.get(name, [])
    match schema.get("type"):
        case "object":
            return taken(schema, posted, f"{name}.")
        case "array" if schema["items"].get("type") == "object":
            entries = [taken(schema["items"], posted, f"{name}.{place}.") for place in range(_places(posted, name))]
            return [entry for entry in entries if _holds(entry)]
        case "array":
            return [one.strip() for part in said for one in part.splitlines() if one.strip()]
        case "boolean":
            return bool(said)
        case "integer":
            typed = said[0].strip() if said else ""
            return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else typed
        case _:
            return said[0].replace("\r\n", "\n").strip() if said else ""


def _places(posted: Mapping[str, list[str]], name: str) -> int:
    places = [key[len(name) + 1 :].partition(".")[0] for key in posted if key.startswith(f"{name}.")]
    return max((int(one) + 1 for one in places if one.isascii() and one.isdigit() and len(one) < 4), default=0)


def _holds(value: Any) -> bool:
    """Whether somebody wrote anything in a record: a chosen value alone is nothing."""
    if isinstance(value, dict):
        chosen = ("section", "verdict", "difficulty", "theme", "evidence")
        return any(_holds(inner) for key, inner in value.items() if key not in chosen)
    return any(map(_holds, value)) if isinstance(value, list) else value not in ("", False, None)


def compared(schema: Schema, stands: Any, typed: Any) -> list[tuple[str, str, str]]:
    """Each field that two people filled differently: its label, what was saved, what was typed."""
    saved, mine = ({row.name: row for row in rows(schema, one, {})} for one in (stands, typed))
    names = [name for name in dict.fromkeys([*saved, *mine]) if (mine.get(name) or saved[name]).kind != "heading"]
    found = []
    for name in names:
        left, right = (_read_out(side.get(name)) for side in (saved, mine))
        if left != right:
            found.append(((mine.get(name) or saved[name]).label, left, right))
    return found


def _read_out(row: Row | None) -> str:
    value = row.value if row else ""
    if isinstance(value, list):
        return ", ".join(value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)

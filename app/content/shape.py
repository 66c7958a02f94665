"""Hold a marked value against its schema and say each difference as a fault."""

import difflib
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from app.content.faults import Fault
from app.content.marked_yaml import Marked, Path, dotted
from app.content.schemas import Schema


def faults_of(marked: Marked, schema: Schema, under: Path = ()) -> list[Fault]:
    """Every way in which `marked` (or the part of it `under` a path) differs from `schema`."""
    value: Any = marked.value
    for part in under:
        value = value[part]
    errors = Draft202012Validator(schema).iter_errors(value)
    return [fault for error in errors for fault in _say(marked, under, error)]


def _say(marked: Marked, under: Path, error: Any) -> Iterator[Fault]:
    path = (*under, *error.absolute_path)
    hint = str(error.schema.get("description", "")) if isinstance(error.schema, dict) else ""

    def fault(at: Path, wrong: str, mend: str) -> Fault:
        return Fault(marked.file, marked.line(at), dotted(at), wrong, mend)

    if error.validator == "required":
        for name in error.validator_value:
            if name not in error.instance:
                mend = f"Add `{name}: …`. {error.schema['properties'][name].get('description', '')}".strip()
                yield fault((*path, name), "This key is missing.", mend)
    elif error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        for name in sorted(set(error.instance) - set(known)):
            near = difflib.get_close_matches(name, known, 1)
            mend = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
            yield fault((*path, name), "This key is not known here.", mend)
    elif error.validator == "type":
        yield fault(path, f"{_found(error.instance)} stands where something else belongs.", hint)
    else:
        yield fault(path, _wrong(error), hint)


def _wrong(error: Any) -> str:
    match error.validator:
        case "minItems":
            return f"There are {len(error.instance)} here, and at least {error.validator_value} are needed."
        case "maxItems":
            return f"There are {len(error.instance)} here, and at most {error.validator_value} may stand."
        case "minLength":
            return "This is empty."
        case "minimum" | "maximum":
            return f"{error.instance} is out of range ({error.validator} {error.validator_value})."
        case _:
            return f"{error.instance!r} does not fit."


def _found(value: Any) -> str:
    names = {dict: "A block of keys", list: "A list", str: "A text", bool: "true or false", int: "A number"}
    return names.get(type(value), "Nothing" if value is None else "A number")

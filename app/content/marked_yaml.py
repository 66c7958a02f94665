"""YAML that remembers on which line each value stands. Anyone may have written it: it is limited before it is built."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from app.content.faults import Fault

Path: TypeAlias = tuple[str | int, ...]
DEEPEST = 20
MOST_CHARACTERS = 400_000
MOST_VALUES = 20_000
TOO_MUCH = "more, or more levels inside one another, than content ever has"
# Half of a character, and what no database keeps.
_UNSAYABLE = re.compile("[\ud800-\udfff\x00]")


class Refused(yaml.YAMLError):
    """The text is larger, deeper or stranger than content ever is."""


class _PlainLoader(yaml.CSafeLoader):
    """Safe YAML in which a date stays the text that was written."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Marked:
    """A file's value, and the line of every key path in it."""

    file: str
    value: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of a path, or of its nearest ancestor that was written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(file: str, text: str, first_line: int = 1) -> tuple[Marked, list[Fault]]:
    """Read YAML text.

    Args:
        file: the name that faults will carry.
        text: the YAML.
        first_line: the line of `text`'s first line in its file (front matter starts at 2).
    """
    lines: dict[Path, int] = {}
    faults: list[Fault] = []
    loader = _PlainLoader("")
    try:
        _limit(text)
        loader = _PlainLoader(text)
        node = loader.get_single_node()
        value = None if node is None else _build(loader, node, (), lines, faults, file, first_line)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or str(error)
        mend = "Look for a missing quote, a colon inside a text (put quotes round it), or lines that do not line up."
        return Marked(file, None, {}), [Fault(file, line, "-", f"This is not YAML that can be read: {problem}.", mend)]
    finally:
        loader.dispose()
    return Marked(file, value, lines), faults


def _limit(text: str) -> None:
    """Refuse what is too large or too deep before anything is built from it."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(f"more than {MOST_CHARACTERS} characters")
    if _UNSAYABLE.search(text):
        raise Refused("a character that cannot be shown")
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_PlainLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or count > MOST_VALUES:
            raise Refused(TOO_MUCH)
        if getattr(event, "tag", None):
            raise Refused("a tag (!); put quotes round the value")


def _build(
    loader: yaml.CSafeLoader,
    node: yaml.Node,
    path: Path,
    lines: dict[Path, int],
    faults: list[Fault],
    file: str,
    first: int,
) -> Any:
    # What an alias refers to is built again each time, so it counts each time.
    if len(path) > DEEPEST or len(lines) > MOST_VALUES:
        raise Refused(TOO_MUCH)
    lines.setdefault(path, first + node.start_mark.line)
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, n, (*path, i), lines, faults, file, first) for i, n in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        value = loader.construct_object(node, deep=True)
        if isinstance(value, str) and _UNSAYABLE.search(value):
            raise Refused("a character that cannot be shown")
        return value
    built: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        line = first + key_node.start_mark.line
        if key in built:
            faults.append(Fault(file, line, dotted((*path, key)), "This key is written twice.", "Keep one of them."))
        lines[(*path, key)] = line
        built[key] = _build(loader, value_node, (*path, key), lines, faults, file, first)
    return built


def dotted(path: Path) -> str:
    """A key path as people read it: questions.3.options.0.text, lists counted from 0."""
    return ".".join(str(part) for part in path) or "-"

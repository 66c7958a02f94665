"""The language rules for writing about children (courses/language.yml) as a check.

Source: Child exploitation and abuse: an appropriate language guide, The Children's Society and NAPAC, 2024.
A phrase quoted in “curly quotes” is being taught against, and is let through.
"""

import re
from collections.abc import Iterable, Iterator

from app.content.documents import Entry
from app.content.faults import Fault
from app.content.marked_yaml import Marked, Path, dotted

QUOTED = re.compile(r"“[^”]*”")
# Keys that people never read as prose, or that name published things as they are.
NOT_PROSE = {"id", "title", "body", "where", "address", "avoid", "kind", "type", "statement", "findings", "sources"}


def unquoted(text: str) -> str:
    """The text with everything in curly quotes blanked out, lines kept."""
    return QUOTED.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def breaches(text: str, swaps: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    """Each rule broken, with the offset of its line (from 0) in the text."""
    plain = unquoted(text)
    lowered = plain.casefold()
    for swap in (swap for swap in swaps if swap["avoid"].casefold() in lowered):
        for found in re.finditer(rf"\b{re.escape(swap['avoid'])}\b", plain, re.IGNORECASE):
            yield plain.count("\n", 0, found.start()), swap


def said(swap: Entry) -> tuple[str, str]:
    """What is wrong and how to mend it, for one rule of the swap list."""
    return f"“{swap['avoid']}” is on the list of words we avoid: {swap['why']}", f"Say “{swap['say']}” instead."


def faults_in_yaml(marked: Marked, swaps: list[Entry]) -> Iterator[Fault]:
    """Every breach in the prose of a YAML file."""
    for path, text in prose(marked.value):
        for _, swap in breaches(text, swaps):
            yield Fault(marked.file, marked.line(path), dotted(path), *said(swap))


def prose(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a YAML value that people read as prose, with its key path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_PROSE:
                yield from prose(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from prose(inner, (*path, index))
    elif isinstance(value, str):
        yield path, value

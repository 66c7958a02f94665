"""Documents to texts, the inverse of the reader: one form for every file, so that it reads and writes to the byte."""

from typing import Any

import yaml

from app.content.blocks import Block, Section
from app.content.documents import Entry, ModuleDocument, Shelf
from app.content.marked_yaml import Marked
from app.content.reader import bank_name

WIDTH = 120
EXPLAINED = "# courses/README.md and quizzes/README.md explain every key.\n"
EXPLAINED_HERE = "# quizzes/README.md explains every key.\n"
HEADS = {
    "courses/reviews.yml": "# The register of reviews. courses/README.md explains every key.\n",
    "courses/sources.yml": "# courses/README.md explains every key.\n",
    "courses/themes.yml": "# The themes of learning from reviews.\n",
}


class _Dumper(yaml.SafeDumper):
    """Never refers back to a value that stands twice: every file says itself in full. Lines are kept as lines."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the base class's own signature
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def yaml_text(value: Any, head: str = "") -> str:
    """A value as YAML below a line of comment, keys in the order they have."""
    return head + yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def module_text(front: Entry, sections: tuple[Section, ...] | list[Section]) -> str:
    """A module's own file: front matter and sections."""
    return f"---\n{yaml_text(front)}---\n\n" + "\n".join(section_text(section) for section in sections)


def section_text(section: Section) -> str:
    """A section's heading and blocks, an empty line between each."""
    return "\n\n".join([f"# {section.title} {{#{section.slug}}}", *map(block_text, section.blocks)]) + "\n"


def block_text(block: Block) -> str:
    """A block with the lines that open and close it."""
    if block.name == "text":
        return block.text
    pairs = [f"{key}={value}" for key, value in block.attributes.items()]
    opening = " ".join(filter(None, [":::", block.name, block.value, *pairs]))
    return "\n".join(filter(None, [opening, block.text, ":::"]))


def module_files(module: ModuleDocument) -> dict[str, str]:
    """Every file of a module by name, in the order that people read them."""
    files = {f"courses/{module.code}.md": module_text(module.front, module.sections)}
    files |= {f"courses/{module.code}/{kind}.yml": _said(found) for kind, found in module.scenes.items()}
    return files | {bank_name(module.code, who): _said(bank.marked) for who, bank in module.banks.items()}


def foundation_files(shelf: Shelf) -> dict[str, str]:
    """The register, sources, themes and series of a shelf, and the questions that are made of a setting's facts."""
    marked = (shelf.reviews, shelf.sources, shelf.themes)
    files = {one.file: yaml_text(one.value, HEADS[one.file]) for one in marked}
    files |= {one.file: yaml_text(one.value) for one in shelf.courses}
    return files | {one.file: yaml_text(one.value, EXPLAINED_HERE) for one in shelf.here}


def _said(marked: Marked) -> str:
    return yaml_text(marked.value, EXPLAINED)

"""The blocks of our own in a module's Markdown: lines `::: name key=value`, their text, and a closing `:::`."""

import re
from dataclasses import dataclass, field

from app.content.faults import Fault
from app.content.pictures import NAME as PICTURE
from app.core.vocabulary import SettingKind

SECTION = re.compile(r"^# (?P<title>.+?)\s*\{#(?P<slug>[a-z0-9-]+)\}\s*$")
OPENING = re.compile(r"^:::\s*(?P<rest>\S.*)$")
ALL_KINDS = frozenset(SettingKind)
ATTRIBUTES = {
    "text": set(),
    "statement": {"id", "findings", "sources", "for"},
    "only": {"for"},
    "pause": {"for"},
    "scene": {"for"},
    "record": {"for"},
    "picture": {"for", "decorative"},
    "setting": {"for"},
}
EMPTY = {"scene", "picture"}  # what may stand without a text of its own
NEEDED = {"statement": {"id", "findings"}, "only": {"for"}}
VALUES = {"scene": ("1", "2", "3"), "record": ("poor", "good")}
SHOW = "Open a block with a line such as `::: pause` and close it with a line `:::`."


@dataclass(frozen=True)
class Block:
    """One piece of a section, for some or all kinds of setting. `line` is where it begins in its file."""

    name: str
    text: str
    line: int
    value: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    kinds: frozenset[SettingKind] = ALL_KINDS

    def listed(self, attribute: str) -> list[str]:
        """A comma-separated attribute as a list."""
        return [part for part in self.attributes.get(attribute, "").split(",") if part]


@dataclass(frozen=True)
class Section:
    """A page of a module."""

    slug: str
    title: str
    line: int
    blocks: tuple[Block, ...]


def parse(file: str, text: str, first_line: int) -> tuple[list[Section], list[Fault]]:
    """Divide a module's body into sections and blocks. `first_line` is the body's first line in its file."""
    parser = _Parser(file)
    for number, line in enumerate(text.splitlines(), first_line):
        parser.take(number, line)
    return parser.finish()


class _Parser:
    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.heading: tuple[str, str, int] | None = None
        self.open: Block | None = None
        self.lines: list[str] = []
        self.began = 1

    def take(self, number: int, line: str) -> None:
        section, opening = SECTION.match(line), OPENING.match(line)
        if self.open is None and section:
            self._end_section()
            self.heading = (section["slug"], section["title"], number)
        elif line.strip() == ":::":
            self._close(number)
        elif opening:
            self._open(number, opening["rest"])
        else:
            if not self.lines:
                self.began = number
            self.lines.append(line)

    def finish(self) -> tuple[list[Section], list[Fault]]:
        if self.open is not None:
            self._fault(self.open.line, self.open.name, "This block is never closed.", SHOW)
            self.open = None
        self._end_section()
        if not self.sections:
            self._fault(1, "-", "There is no section.", "Begin each section with a line such as `# Title {#slug}`.")
        return self.sections, self.faults

    def _fault(self, line: int, key: str, wrong: str, mend: str) -> None:
        self.faults.append(Fault(self.file, line, key, wrong, mend))

    def _keep_text(self) -> None:
        text = "\n".join(self.lines).strip("\n")
        if text.strip():
            if self.heading is None:
                self._fault(
                    self.began,
                    "-",
                    "This text stands before the first section.",
                    "Put a line such as `# Title {#slug}` above it.",
                )
            self.blocks.append(Block("text", text, self.began))
        self.lines = []

    def _end_section(self) -> None:
        self._keep_text()
        if self.heading:
            slug, title, line = self.heading
            if any(section.slug == slug for section in self.sections):
                self._fault(line, slug, "Two sections have this slug.", "Give each section its own {#slug}.")
            self.sections.append(Section(slug, title, line, tuple(self.blocks)))
        self.blocks = []

    def _open(self, number: int, rest: str) -> None:
        if self.open is not None:
            self._fault(number, self.open.name, f"A block opens inside the one of line {self.open.line}.", SHOW)
            self._close(number)
        self._keep_text()
        self.open = self._block(number, rest)

    def _close(self, number: int) -> None:
        if self.open is None:
            self._fault(number, ":::", "Nothing is open here to be closed.", SHOW)
            return
        opened, text = self.open, "\n".join(self.lines).strip("\n")
        self.open, self.lines = None, []
        if not text.strip() and opened.name not in EMPTY:
            self._fault(opened.line, opened.name, "This block is empty.", "Write its text, or take it out.")
        self.blocks.append(Block(opened.name, text, opened.line, opened.value, opened.attributes, opened.kinds))

    def _block(self, line: int, rest: str) -> Block:
        name, *words = rest.split()
        pairs = dict(word.split("=", 1) for word in words if "=" in word)
        value = " ".join(word for word in words if "=" not in word)
        known = ATTRIBUTES.get(name)
        if known is None or name == "text":
            self._fault(line, name, "There is no such block.", f"Known blocks: {', '.join(sorted(ATTRIBUTES))}.")
            return Block(name, "", line)
        for key in sorted(set(pairs) - known):
            self._fault(line, f"{name}.{key}", "This key is not known here.", f"Known: {', '.join(sorted(known))}.")
        for key in sorted(NEEDED.get(name, set()) - set(pairs)):
            self._fault(line, f"{name}.{key}", "This key is missing.", f"Write `::: {name} {key}=…`.")
        if name in VALUES and value not in VALUES[name]:
            self._fault(line, name, f"{value!r} does not fit.", f"Write one of: {', '.join(VALUES[name])}.")
        if name == "picture" and not PICTURE.fullmatch(value):
            self._fault(
                line, name, f"{value!r} is not the name of a picture.", "Upload it; the line to write is shown."
            )
        return Block(name, "", line, value, pairs, self._kinds(line, name, pairs.get("for")))

    def _kinds(self, line: int, name: str, listed: str | None) -> frozenset[SettingKind]:
        if listed is None:
            return ALL_KINDS
        kinds = set()
        for word in listed.split(","):
            if word in list(SettingKind):
                kinds.add(SettingKind(word))
            else:
                known = ", ".join(SettingKind)
                self._fault(line, f"{name}.for", f"{word!r} is not a kind of setting.", f"Known: {known}.")
        return frozenset(kinds)

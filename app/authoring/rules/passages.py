"""A module's own file taken apart: front matter, sections, statements; and put together again without losing a word."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from app.authoring.rules.starts import slug as as_id
from app.content.blocks import SECTION, Block, Section, parse
from app.content.marked_yaml import load
from app.content.reader import divide
from app.content.writer import module_text, yaml_text
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import SettingKind

Texts: TypeAlias = dict[str, str]


class Tangled(DomainError):
    """A file cannot be taken apart and put together again without losing something that was typed."""


def main_file(code: str) -> str:
    """The name of a module's own file."""
    return f"courses/{code}.md"


def front_of(code: str, texts: Texts) -> dict[str, Any]:
    """A draft's front matter. Raises Tangled where it cannot be read."""
    front, _, _ = divide(texts.get(main_file(code), ""))
    value = loaded(main_file(code), front) or {}
    if not isinstance(value, dict):
        raise Tangled("The front matter of this module must be mended in its plain text first.")
    return value


def sections_of(code: str, texts: Texts) -> list[Section]:
    """A draft's sections. Raises Tangled where taking them apart would lose something."""
    _, body, line = divide(texts.get(main_file(code), ""))
    sections, _ = parse(main_file(code), body, line)
    again = divide(module_text({}, sections))[1]
    if _words(again) != _words(body):
        raise Tangled("The text of this module has a fault that must be mended in its plain text first.")
    return sections


def _words(body: str) -> list[str]:
    return [" ".join(line.split()) for line in body.splitlines() if line.strip()]


def loaded(name: str, text: str) -> Any:
    """The value of a YAML text. Raises Tangled where it cannot be read."""
    marked, faults = load(name, text)
    if faults:
        raise Tangled(f"{faults[0].wrong} Mend it in the plain text of {name} first.")
    return marked.value


def set_front(code: str, texts: Texts, changes: dict[str, Any]) -> Texts:
    """The main file with some keys of its front matter changed; a None takes a key out."""
    front = {**front_of(code, texts), **changes}
    _, body, _ = divide(texts.get(main_file(code), ""))
    head = yaml_text({key: value for key, value in front.items() if value is not None})
    return {main_file(code): f"---\n{head}---\n" + (body if body.endswith("\n") else body + "\n")}


def set_sections(code: str, texts: Texts, sections: list[Section]) -> Texts:
    """The main file with other sections below the front matter it has."""
    return {main_file(code): module_text(front_of(code, texts), sections)}


def statements_of(sections: list[Section]) -> list[dict[str, Any]]:
    """Every statement, in reading order. Raises Tangled where two cannot be told apart."""
    pairs = [(section, block) for section in sections for block in section.blocks if block.name == "statement"]
    found = [_statement(section, block) for section, block in pairs]
    names = [one["id"] for one in found]
    if len(set(names)) < len(names) or "" in names:
        raise Tangled("Two statements have the same short name, or one has none. Mend it in the plain text first.")
    return found


def named_apart(typed: list[dict[str, Any]], taken: set[str]) -> list[dict[str, Any]]:
    """Statements that somebody typed, each under a short name of its own."""
    named = []
    for one in typed:
        wanted = as_id(one["id"]) or as_id(" ".join(one["text"].split()[:4])) or "statement"
        name = next(n for n in (wanted, *(f"{wanted}-{count}" for count in range(2, 999))) if n not in taken)
        taken = {*taken, name}
        named.append({**one, "id": name})
    return named


def _statement(section: Section, block: Block) -> dict[str, Any]:
    listed = {key: block.listed(key) for key in ("findings", "sources", "for")}
    return {"id": block.attributes.get("id", ""), "section": section.slug, "text": block.text, **listed}


def placed(sections: list[Section], statements: list[dict[str, Any]]) -> list[Section]:
    """Sections in which these statements stand: each where it was, new and moved ones at the end of theirs."""
    wanted = {one["id"]: one for one in statements if one.get("id")}
    there: set[str] = set()
    placed = []
    for section in sections:
        blocks = []
        for block in section.blocks:
            one = wanted.get(block.attributes.get("id", "")) if block.name == "statement" else None
            if block.name != "statement":
                blocks.append(block)
            elif one and one["section"] == section.slug and one["id"] not in there:
                blocks.append(_block(one))
                there.add(one["id"])
        placed.append((section, blocks))
    for section, blocks in placed:
        late = [one for one in wanted.values() if one["section"] == section.slug and one["id"] not in there]
        blocks += [_block(one) for one in late]
    return [Section(section.slug, section.title, section.line, tuple(blocks)) for section, blocks in placed]


def _block(one: dict[str, Any]) -> Block:
    listed = {key: ",".join(one.get(key) or []) for key in ("findings", "sources", "for")}
    kept = {key: "".join(value.split()) for key, value in listed.items() if value}
    return Block("statement", _one_piece(one.get("text", "")), 1, "", {"id": one["id"], **kept})


def _one_piece(words: str) -> str:
    """A text that cannot end the block it stands in: what looks like a block's line is written as text."""
    lines = words.strip().splitlines()
    return "\n".join(line.replace(":::", "\\:::", 1) if line.strip().startswith(":::") else line for line in lines)


@dataclass(frozen=True)
class Passage:
    """A section as its editor shows it: its title, and everything below its heading as it was typed."""

    title: str
    words: str


def lines_of(code: str, texts: Texts, slug: str) -> tuple[int, int]:
    """The first and last line of a section in its file, its heading's among them. Raises NotFound."""
    text = texts.get(main_file(code), "")
    _, body, line = divide(text)
    sections, _ = parse(main_file(code), body, line)
    starts = [one.line for one in sections]
    for place, one in enumerate(sections):
        if one.slug == slug:
            return one.line, (starts[place + 1] - 1 if place + 1 < len(starts) else len(text.splitlines()))
    raise NotFound("There is no such section.")


def passage(code: str, texts: Texts, slug: str) -> Passage:
    """A section as it was typed. Raises NotFound."""
    first, last = lines_of(code, texts, slug)
    lines = texts[main_file(code)].splitlines()
    heading = SECTION.match(lines[first - 1])
    return Passage(heading["title"] if heading else slug, "\n".join(lines[first:last]).strip("\n"))


def with_passage(code: str, texts: Texts, slug: str, typed: Passage) -> Texts:
    """The main file with one section's title and text as they were typed, and every other line as it was."""
    first, last = lines_of(code, texts, slug)
    lines = texts[main_file(code)].splitlines()
    title = typed.title.strip() or passage(code, texts, slug).title
    own = [f"# {title} {{#{slug}}}", "", *typed.words.strip("\n").splitlines(), *([""] if last < len(lines) else [])]
    return {main_file(code): "\n".join([*lines[: first - 1], *own, *lines[last:]]).rstrip("\n") + "\n"}


def with_picture(code: str, texts: Texts, slug: str, block: Block) -> Texts:
    """The main file with a picture at the end of a section. Raises NotFound where there is no such section."""
    chosen = named(code, slug, texts)
    longer = Section(chosen.slug, chosen.title, chosen.line, (*chosen.blocks, block))
    return set_sections(code, texts, [longer if one.slug == slug else one for one in sections_of(code, texts)])


def picture_block(name: str, words: str, decorative: bool) -> Block:
    """The block that shows a picture, with what it says to whoever cannot see it."""
    return Block("picture", _one_piece(" ".join(words.split())), 1, name, {"decorative": "yes"} if decorative else {})


def named(code: str, slug: str, texts: Texts) -> Section:
    """The section with a slug. Raises NotFound."""
    for section in sections_of(code, texts):
        if section.slug == slug:
            return section
    raise NotFound("There is no such section.")


def told(section: Section, own: dict[str, str]) -> Section:
    """A section in which each kind of setting is told its own words, at the place where it was told any."""
    left = {kind: words for kind, words in own.items() if words.strip()}
    blocks, told = [], set()
    for block in section.blocks:
        kind = str(next(iter(block.kinds))) if is_own(block) else ""
        if kind in left:
            blocks.append(_only(kind, left.pop(kind)))
        elif not kind or kind in told:
            blocks.append(block)
        told.add(kind)
    blocks += [_only(str(kind), left[kind]) for kind in SettingKind if kind in left]
    return Section(section.slug, section.title, section.line, tuple(blocks))


def _only(kind: str, words: str) -> Block:
    return Block("only", _one_piece(words), 1, "", {"for": kind}, frozenset({SettingKind(kind)}))


def is_own(block: Block) -> bool:
    """Whether a block is for one kind of setting alone."""
    return block.name == "only" and len(block.kinds) == 1


def choose_findings(code: str, texts: Texts, add: list[str], drop: list[str]) -> Texts:
    """The main file with a statement, still without words, for each finding added, and without those dropped.

    A statement that has words stays, even when no finding is left behind it: the checks name it.
    """
    sections = sections_of(code, texts)
    found = statements_of(sections)
    for one in found:
        one["findings"] = [ref for ref in one["findings"] if ref not in drop]
    kept = [one for one in found if one["findings"] or one["text"]]
    taught = {ref for one in kept for ref in one["findings"]}
    where = sections[0].slug if sections else "beginning"
    fresh = [{"id": ref, "section": where, "text": "", "findings": [ref]} for ref in add if ref not in taught]
    kept += named_apart(fresh, {one["id"] for one in kept})
    return set_sections(code, texts, placed(sections, kept))

"""What is read is written to the byte: the files that ship, and whatever else the reader takes."""

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.content.blocks import Block, Section, parse
from app.content.checks import check
from app.content.documents import ModuleDocument
from app.content.marked_yaml import load
from app.content.reader import Reader, divide
from app.content.texts import gather
from app.content.writer import foundation_files, module_files, module_text, yaml_text
from tests.content.shipped import ROOT, shelf
from tests.factories.shelf import MODULE, write_shelf

WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=60
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 999) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS.filter(bool), inner, max_size=4),
    max_leaves=12,
)
LINES = WORDS.map(str.strip).filter(lambda line: line and not line.startswith((":::", "#")) and "\n" not in line)
PASSAGES = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
BLOCKS = st.one_of(
    PASSAGES.map(lambda words: Block("text", words, 1)),
    PASSAGES.map(lambda words: Block("pause", words, 1)),
    PASSAGES.map(lambda words: Block("statement", words, 1, "", {"id": "ask", "findings": "town-2020.1"})),
    st.just(Block("scene", "", 1, "2")),
)


def test_every_shipped_module_and_the_register_are_written_as_they_lie_in_the_repository() -> None:
    files = foundation_files(shelf())
    for module in shelf().modules:
        files |= module_files(module)

    differing = [name for name, text in files.items() if (ROOT / name).read_text(encoding="utf-8") != text]

    assert differing == [], "run `flask content tidy`"


def test_a_shelf_written_by_other_hands_says_the_same_once_it_is_tidied(tmp_path: Path) -> None:
    texts, _ = gather(*write_shelf(tmp_path))
    first = Reader(texts).read()[0]
    assert first is not None
    tidied = {**texts, **foundation_files(first), **module_files(first.modules[0])}

    (
        second,
        faults,
    ) = Reader(tidied).read()

    assert faults == []
    assert second is not None
    assert module_files(second.modules[0]) == module_files(first.modules[0])
    assert said(second.modules[0]) == said(first.modules[0])


def said(module: ModuleDocument) -> object:
    banks = {name: bank.marked.value for name, bank in module.banks.items()}
    return module.front, {kind: scenes.value for kind, scenes in module.scenes.items()}, banks, shape(module.sections)


def shape(sections: object) -> object:
    return [(s.slug, s.title, [(b.name, b.value, b.attributes, b.text) for b in s.blocks]) for s in sections]  # type: ignore[attr-defined]


@given(VALUES)
def test_any_value_comes_back_from_its_yaml_and_is_written_alike(value: object) -> None:
    written = yaml_text(value)
    read, faults = load("x.yml", written)

    assert faults == []
    assert read.value == value
    assert yaml_text(read.value) == written


@given(st.lists(st.lists(BLOCKS, max_size=4), min_size=1, max_size=3))
def test_any_sections_come_back_from_their_text_and_are_written_alike(pages: list[list[Block]]) -> None:
    sections = [Section(f"s-{n}", f"Section {n}", 1, tuple(blocks)) for n, blocks in enumerate(pages)]
    written = module_text({"id": "x"}, sections)
    _, body, line = divide(written)
    read, faults = parse("x.md", body, line)

    assert faults == []
    assert module_text({"id": "x"}, read) == written


def test_a_module_for_three_kinds_needs_nothing_of_the_others(tmp_path: Path) -> None:
    courses, quizzes = write_shelf(tmp_path)
    path = courses / f"{MODULE}.md"
    front, body, _ = divide(path.read_text(encoding="utf-8"))
    chosen = {**yaml.safe_load(front), "kinds": ["primary", "special"]}
    path.write_text(f"---\n{yaml_text(chosen)}---\n{body}\n", encoding="utf-8")
    for kind in ("residential", "secondary"):
        (courses / MODULE / f"{kind}.yml").unlink()
        (quizzes / MODULE / f"{kind}.yml").unlink()

    found, faults, _ = check(courses, quizzes)

    assert faults == []
    assert found is not None
    assert [str(kind) for kind in found.modules[0].kinds] == ["primary", "special"]

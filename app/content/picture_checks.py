"""The checks of a module's pictures: each is there, and each says what it shows to whoever cannot see it."""

from collections.abc import Iterator

from app.content.blocks import Block
from app.content.documents import ModuleDocument
from app.content.faults import Fault
from app.content.pictures import NAME

LONGEST = 300
SAY = "Write below its first line what it shows, or add `decorative=yes` there if it shows nothing that matters."


def faults(module: ModuleDocument) -> Iterator[Fault]:
    """Every fault of a module's pictures."""
    for section, block in module.shown():
        for wrong, mend in _wrong(block, module.pictures):
            yield Fault(module.file, block.line, section.slug, wrong, mend)


def _wrong(block: Block, there: frozenset[str]) -> Iterator[tuple[str, str]]:
    if NAME.fullmatch(block.value) and block.value not in there:
        yield f"There is no picture {block.value}.", "Upload it, or take the block out."
    marked, words = block.attributes.get("decorative"), block.text.strip()
    if marked not in (None, "yes"):
        yield f"decorative={marked} means nothing.", "Write `decorative=yes`, or take it out."
    if not words and marked is None:
        yield "This picture has no alternative text.", SAY
    if words and marked == "yes":
        yield "This picture is called decorative and has an alternative text.", "Keep one of the two."
    if len(words) > LONGEST:
        yield f"This alternative text has {len(words)} characters.", f"Keep it under {LONGEST}; say more in the text."

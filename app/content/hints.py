"""What is worth a second look in a module: guesses from the shape of the words, which block nothing."""

import re
from collections.abc import Iterator

from app.content.documents import ModuleDocument
from app.content.faults import Fault
from app.content.language import prose, unquoted
from app.content.marked_yaml import dotted
from app.content.reading_age import grade

HARDEST_GRADE = 8
_INJURY = re.compile(
    r"\b(?:bruis|burn|fractur|injur|broken|bleed|scald|stab|strangl|suffocat|drown|starv|beaten|died|killed)\w*", re.I
)
_DETAIL = re.compile(
    r"(?<=[a-z,;] )[A-Z][a-z’'-]{2,}\b|\b(?:19|20)\d{2}\b|\baged? (?:\d+|one|two|three|four|five|six|seven|eight)\b"
)
_VAGUE_LINK = re.compile(r"\[(?:click )?(?:here|this|this link|more|read more|link)\]\(", re.I)
_HEADING = re.compile(r"^(#{1,6})\s", re.M)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_CITED = re.compile(r"\[@[^\]]*\]|[⟦⟧*_#>|]")


def hints(module: ModuleDocument) -> list[Fault]:
    """Every hint, by file and line."""
    return sorted({*_texts(module), *_scenes(module)})


def _texts(module: ModuleDocument) -> Iterator[Fault]:
    for section in module.sections:
        words = " ".join(block.text for block in section.blocks)
        if grade(words) > HARDEST_GRADE:
            wrong = f"This section reads at about grade {grade(words):.0f}."
            yield Fault(module.file, section.line, section.slug, wrong, "Shorten sentences; choose everyday words.")
        for block in section.blocks:
            first = block.line + (block.name != "text")
            for offset, wrong, mend in _in_text(block.text):
                yield Fault(module.file, first + offset, section.slug, wrong, mend)


def _scenes(module: ModuleDocument) -> Iterator[Fault]:
    for marked in module.scenes.values():
        for path, text in prose(marked.value):
            if _identifies(text):
                yield Fault(marked.file, marked.line(path), dotted(path), *IDENTIFYING)


IDENTIFYING = (
    "An injury stands beside a name, a place, an age or a year.",
    "Leave out whatever could identify a child; cite the review by place and year instead.",
)


def _in_text(text: str) -> Iterator[tuple[int, str, str]]:
    if _identifies(text):
        yield 0, *IDENTIFYING
    for found in _VAGUE_LINK.finditer(text):
        yield text.count("\n", 0, found.start()), "This link does not say where it leads.", "Name what it leads to."
    deepest = 1
    for found in _HEADING.finditer(text):
        level = len(found[1])
        if level > deepest + 1:
            wrong = f"A heading of level {level} follows one of level {deepest}."
            yield text.count("\n", 0, found.start()), wrong, "Go down one level at a time."
        deepest = level


def _identifies(text: str) -> bool:
    """Whether one sentence holds an injury and something that tells who or where; what is quoted or cited is let be."""
    sentences = _SENTENCE.split(unquoted(_CITED.sub("", text)))
    return any(_INJURY.search(one) and _DETAIL.search(one) for one in sentences if "review" not in one.casefold())

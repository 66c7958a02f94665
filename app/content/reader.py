"""Texts to documents. A text that cannot be read becomes faults; whatever could be read is still checked."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from app.content import schemas
from app.content.blocks import parse
from app.content.documents import Bank, Entry, ModuleDocument, Shelf
from app.content.faults import Fault
from app.content.marked_yaml import Marked, load
from app.content.pictures import NAME as PICTURE
from app.content.shape import faults_of
from app.content.texts import Texts
from app.core.vocabulary import EVERYONE, SettingKind


class Reader:
    """Reads texts by their names, collecting every fault on the way."""

    def __init__(self, texts: Texts, faults: list[Fault] | None = None) -> None:
        self.texts = texts
        self.faults = list(faults or [])

    def read(self) -> tuple[Shelf | None, list[Fault]]:
        """The shelf, or None where its own foundations (register, sources, themes …) cannot be read; and all faults."""
        found = {name: self._yaml(f"courses/{name}.yml", schema) for name, schema in FOUNDATIONS.items()}
        pathways = [self._yaml(name, schemas.PATHWAY) for name in self._named(r"courses/pathways/[^/]+\.yml")]
        courses = [self._yaml(name, schemas.COURSE) for name in self._named(r"courses/[^/]+/course\.yml")]
        here = [marked for kind in SettingKind if (marked := self._here(here_name(kind), kind))]
        modules = [module for name in self._module_names(courses) if (module := self.module(name))]
        if None in found.values() or None in pathways or None in courses:
            return None, sorted(self.faults)
        shelf = Shelf(
            **{name: marked for name, marked in found.items() if marked},
            pathways=tuple(marked for marked in pathways if marked),
            courses=tuple(marked for marked in courses if marked),
            modules=tuple(modules),
            here=tuple(here),
            pictures={},
        )
        return shelf, sorted(self.faults)

    def module(self, name: str, instead: Entry | None = None) -> ModuleDocument | None:
        """A module with whatever of its scenes and questions can be read.

        Args:
            name: its own file.
            instead: what stands in for front matter that does not fit; without it there is then no module.
        """
        text = self._text(name)
        if text is None:
            return None
        front, body, body_line = divide(text)
        raw, faults = load(name, front, 2)
        marked = self._fitting(raw, faults, schemas.MODULE) or (instead and Marked(name, instead, raw.lines))
        sections, faults = parse(name, body, body_line)
        self.faults += faults
        place = name.removeprefix("courses/").removesuffix(".md")
        kinds = served(raw.value)
        scenes = {kind: found for kind in kinds if (found := self._scenes(scenes_name(place, kind), kind))}
        banks = {who: bank for who in (EVERYONE, *kinds) if (bank := self._bank(bank_name(place, who), who))}
        beside = self._pictures(f"courses/{place}/")
        return ModuleDocument(marked, tuple(sections), scenes, banks, beside) if marked else None

    def _pictures(self, folder: str) -> frozenset[str]:
        names = {name.removeprefix(folder) for name in self.texts if name.startswith(folder)}
        return frozenset(name for name in names if PICTURE.fullmatch(name))

    def _named(self, pattern: str) -> list[str]:
        return sorted(name for name in self.texts if re.fullmatch(pattern, name))

    def _text(self, name: str) -> str | None:
        if name not in self.texts:
            self.faults.append(Fault(name, 1, "-", "This file is missing.", "Write it; courses/README.md shows how."))
        return self.texts.get(name)

    def _yaml(self, name: str, schema: schemas.Schema) -> Marked | None:
        text = self._text(name)
        return None if text is None else self._fitting(*load(name, text), schema)

    def _fitting(self, marked: Marked, faults: list[Fault], schema: schemas.Schema) -> Marked | None:
        self.faults += faults
        if faults:
            return None
        wrong = faults_of(marked, schema)
        self.faults += wrong
        return None if wrong else marked

    def _module_names(self, courses: list[Marked | None]) -> Iterator[str]:
        for marked in courses:
            for module in marked.value["modules"] if marked else []:
                yield str(PurePosixPath(marked.file).parent / f"{module}.md") if marked else ""

    def _scenes(self, name: str, kind: SettingKind) -> Marked | None:
        marked = self._yaml(name, schemas.SCENES)
        if marked and marked.value["kind"] != kind:
            self._misnamed(marked, "kind", kind)
        return marked

    def _here(self, name: str, kind: SettingKind) -> Marked | None:
        """The questions of a kind of setting about itself, where there are any."""
        marked = self._yaml(name, schemas.QUESTIONS_HERE) if name in self.texts else None
        if marked and marked.value["for"] != kind:
            self._misnamed(marked, "for", kind)
        return marked

    def _bank(self, name: str, audience: str) -> Bank | None:
        marked = self._yaml(name, schemas.QUESTIONS)
        if marked is None:
            return None
        if marked.value["for"] != audience:
            self._misnamed(marked, "for", audience)
        wrong = [
            fault
            for index, question in enumerate(marked.value["questions"])
            for fault in faults_of(marked, schemas.question(str(question.get("type"))), ("questions", index))
        ]
        self.faults += wrong
        return None if wrong else Bank(marked)

    def _misnamed(self, marked: Marked, key: str, name: str) -> None:
        wrong = f"This file’s name says {name}, its text says {marked.value[key]}."
        self.faults.append(Fault(marked.file, marked.line((key,)), key, wrong, "Make the two agree."))


FOUNDATIONS = {
    "reviews": schemas.REVIEWS,
    "sources": schemas.SOURCES,
    "themes": schemas.THEMES,
    "language": schemas.LANGUAGE,
    "support": schemas.SUPPORT,
}


def scenes_name(place: str, kind: SettingKind) -> str:
    """The name of the file of a kind of setting's scenes; `place` is series/module."""
    return f"courses/{place}/{kind}.yml"


def bank_name(place: str, audience: str) -> str:
    """The name of a bank's file; `place` is series/module."""
    return f"quizzes/{place}/{'common' if audience == EVERYONE else audience}.yml"


def here_name(kind: str) -> str:
    """The name of the file of questions that a kind of setting is asked about itself."""
    return f"quizzes/in-our-setting/{kind}.yml"


def served(front: object) -> list[SettingKind]:
    """The kinds of setting that a module's front matter, of whatever shape, names; all where it names none."""
    named = front.get("kinds") if isinstance(front, dict) else None
    kinds = [kind for kind in SettingKind if isinstance(named, list) and kind in named]
    return kinds or list(SettingKind)


def divide(text: str) -> tuple[str, str, int]:
    """Front matter, body, and the body's first line; without front matter the first is empty."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return "", text, 1
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == "---":
            return "\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1
    return "\n".join(lines[1:]), "", len(lines) + 1

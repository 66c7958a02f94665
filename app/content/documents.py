"""What the reader makes of the files: values without files, ready to check, render and publish."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from app.content.blocks import Block, Section
from app.content.marked_yaml import Marked
from app.content.pictures import Picture
from app.core.vocabulary import SettingKind

Entry: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Bank:
    """One question file: whom it is for, its questions and prompts."""

    marked: Marked

    @property
    def audience(self) -> str:
        return str(self.marked.value["for"])

    @property
    def questions(self) -> list[Entry]:
        return list(self.marked.value["questions"])

    @property
    def prompts(self) -> list[Entry]:
        return list(self.marked.value.get("prompts", []))


@dataclass(frozen=True)
class ModuleDocument:
    """A module whole: front matter, sections, scenes and questions of every kind of setting.

    `pictures` are the names of those that lie beside it.
    """

    marked: Marked
    sections: tuple[Section, ...]
    scenes: dict[SettingKind, Marked]
    banks: dict[str, Bank]
    pictures: frozenset[str] = frozenset()

    @property
    def file(self) -> str:
        return self.marked.file

    @property
    def front(self) -> Entry:
        return dict(self.marked.value)

    @property
    def code(self) -> str:
        return f"{self.front['course']}/{self.front['id']}"

    @property
    def kinds(self) -> list[SettingKind]:
        """The kinds of setting that it is for; all where it names none."""
        named = self.front.get("kinds") or list(SettingKind)
        return [kind for kind in SettingKind if kind in named]

    def statements(self) -> list[tuple[Section, Block]]:
        """Every key statement with the section it stands in, in reading order."""
        return [(s, block) for s in self.sections for block in s.blocks if block.name == "statement"]

    def shown(self) -> list[tuple[Section, Block]]:
        """Every picture with the section it stands in, in reading order."""
        return [(s, block) for s in self.sections for block in s.blocks if block.name == "picture"]

    def scenes_for(self, kind: SettingKind) -> list[Entry]:
        marked = self.scenes.get(kind)
        return list(marked.value["scenes"]) if marked else []


@dataclass(frozen=True)
class Shelf:
    """Everything under courses/ and quizzes/.

    `here` are the questions that are made of a setting's own facts; `pictures` those beside modules, by file.
    """

    reviews: Marked
    sources: Marked
    themes: Marked
    language: Marked
    support: Marked
    pathways: tuple[Marked, ...] = ()
    courses: tuple[Marked, ...] = ()
    modules: tuple[ModuleDocument, ...] = field(default=())
    here: tuple[Marked, ...] = ()
    pictures: dict[str, Picture] = field(default_factory=dict)

    def finding_refs(self) -> dict[str, Entry]:
        """Every finding by its reference, such as coventry-2013.3."""
        return {
            f"{review['id']}.{finding['number']}": finding
            for review in self.reviews.value["reviews"]
            for finding in review["findings"]
        }

    def evidence(self) -> dict[str, str]:
        """The evidence status of everything that can be cited: findings, reviews and sources."""
        known = {ref: finding["evidence"] for ref, finding in self.finding_refs().items()}
        known |= {review["id"]: "seen" for review in self.reviews.value["reviews"]}
        return known | {source["id"]: source["evidence"] for source in self.sources.value["sources"]}

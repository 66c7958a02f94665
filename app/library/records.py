"""Published content as other rooms see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.vocabulary import ChangeClass, SettingKind


@dataclass(frozen=True)
class VersionRecord:
    """A published version and the rules its author set."""

    id: int
    module: str
    edition: str
    title: str
    course_title: str
    front: dict[str, Any]
    published_at: datetime

    @property
    def minutes(self) -> int:
        return int(self.front["minutes"])

    @property
    def outcomes(self) -> list[str]:
        return list(self.front["outcomes"])


@dataclass(frozen=True)
class Publication:
    """That a version went live, and whether it changed what is learned."""

    version_id: int
    module: str
    change: ChangeClass
    published_at: datetime


@dataclass(frozen=True)
class SectionTitle:
    """A section's place in its module."""

    slug: str
    title: str
    position: int


@dataclass(frozen=True)
class SectionRecord:
    """A section's content, and its place."""

    slug: str
    title: str
    position: int
    blocks: tuple[dict[str, Any], ...]
    cites: tuple[str, ...]


@dataclass(frozen=True)
class StatementRecord:
    """A statement where it is taught."""

    code: str
    text: str
    section: str
    section_title: str
    module: str
    module_title: str
    kinds: frozenset[SettingKind]
    findings: tuple[str, ...]


@dataclass(frozen=True)
class PromptRecord:
    """A reflection prompt."""

    code: str
    text: str
    hint: str


@dataclass(frozen=True)
class ContactRecord:
    """Somebody to ring."""

    name: str
    what: str
    number: str
    text_number: str | None
    checked_on: str

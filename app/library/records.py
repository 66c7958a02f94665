"""Published content as other rooms see it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from app.core.vocabulary import ChangeClass, SettingKind

Key: TypeAlias = tuple[str, str]  # a module, and the code of a statement or a question in it


@dataclass(frozen=True)
class Owner:
    """Whom a version belongs to: a partnership, a trust or one setting; nothing is everybody."""

    partnership_id: int | None = None
    trust_id: int | None = None
    setting_id: int | None = None

    @property
    def is_everybody(self) -> bool:
        return self == EVERYBODY


EVERYBODY = Owner()


@dataclass(frozen=True)
class Named:
    """What the change of one statement was called, and the kinds of setting that it concerns."""

    change: ChangeClass
    kinds: frozenset[str]


@dataclass(frozen=True)
class VersionRecord:
    """A published version and the rules its author set.

    `changes` are the statements that differ from the version before, and what their changes were called; `digest` is
    the fingerprint of everything that the version says.
    """

    id: int
    module: str
    edition: str
    title: str
    course_title: str
    front: dict[str, Any]
    published_at: datetime
    change: ChangeClass = ChangeClass.LEARNING
    changes: dict[str, Named] = field(default_factory=dict)
    origin: str = "files"
    digest: str = ""
    withdrawn_at: datetime | None = None
    owner: Owner = EVERYBODY

    @property
    def changed(self) -> tuple[str, ...]:
        """The statements that are new learning for whoever completed the version before."""
        return tuple(code for code, named in self.changes.items() if named.change is ChangeClass.LEARNING)

    @property
    def kinds(self) -> frozenset[SettingKind]:
        """The kinds of setting that it is for."""
        return frozenset(SettingKind(kind) for kind in self.front.get("kinds") or SettingKind)

    @property
    def minutes(self) -> int:
        return int(self.front["minutes"])

    @property
    def outcomes(self) -> list[str]:
        return list(self.front["outcomes"])


@dataclass(frozen=True)
class Publication:
    """That a version went live, for which kinds of setting, and whether it changed what is learned.

    `learning` are the statements that are new learning, each with the kinds of setting that it concerns. Where it was
    withdrawn, `wrong` are those that whoever learned them from it must meet again.
    """

    version_id: int
    module: str
    change: ChangeClass
    published_at: datetime
    kinds: frozenset[SettingKind]
    learning: dict[str, frozenset[str]] = field(default_factory=dict)
    withdrawn_at: datetime | None = None
    wrong: dict[str, frozenset[str]] = field(default_factory=dict)
    owner: Owner = EVERYBODY


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
class TaughtRecord:
    """A statement as it was last published, and the thread on both sides of it.

    `is_current` says whether the newest version of its module teaches it still; `findings` are those that it came from
    as it was last published, `once` those that only an edition before names.
    """

    module: str
    module_title: str
    edition: str
    version_id: int
    code: str
    text: str
    section: str
    section_title: str
    kinds: tuple[SettingKind, ...]
    is_current: bool
    findings: tuple[str, ...]
    once: tuple[str, ...]
    owner: Owner = EVERYBODY

    @property
    def key(self) -> Key:
        return self.module, self.code

    @property
    def taught_today(self) -> tuple[str, ...]:
        """The findings that it teaches today."""
        return self.findings if self.is_current else ()


@dataclass(frozen=True)
class AskedRecord:
    """A question that is asked today, without its options. `audience` is a kind of setting or everyone."""

    module: str
    module_title: str
    code: str
    statement: str
    audience: str
    stem: str
    is_critical: bool

    @property
    def key(self) -> Key:
        return self.module, self.code


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


@dataclass(frozen=True)
class WithdrawalRecord:
    """That a version was withdrawn: why, by whom and when; and whether it was reinstated since."""

    reason: str
    by: str
    at: datetime
    undone_by: str = ""
    undone_at: datetime | None = None

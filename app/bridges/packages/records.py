"""What can be taken away, and how."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from app.core.vocabulary import SettingKind
from app.library.records import VersionRecord


class Format(StrEnum):
    """What the other platform understands."""

    SCORM12 = "scorm12"
    SCORM2004 = "scorm2004"
    CMI5 = "cmi5"
    CARTRIDGE = "cartridge"

    @property
    def label(self) -> str:
        return FORMAT_LABELS[self]


FORMAT_LABELS = {
    Format.SCORM12: "SCORM 1.2",
    Format.SCORM2004: "SCORM 2004, 4th edition",
    Format.CMI5: "cmi5",
    Format.CARTRIDGE: "Common Cartridge 1.1",
}


class Mode(StrEnum):
    """Where it is learned and marked: here, opened by a thin package, or in a full one by itself, without a network."""

    THIN = "thin"
    FULL = "full"


@dataclass(frozen=True)
class Order:
    """What is asked for: a version, the kinds of setting it is for, a format and a mode.

    More than one kind lets the reader choose her own at the start.
    """

    version: VersionRecord
    kinds: tuple[SettingKind, ...]
    format: Format
    mode: Mode

    @property
    def whose(self) -> str:
        """The kind in its name; any, where the reader chooses."""
        return str(self.kinds[0]) if len(self.kinds) == 1 else "any"


@dataclass(frozen=True)
class Activity:
    """What every manifest says of a package.

    Args:
        code: a name that no other module, edition or kind of setting has; letters, digits, hyphens.
        address: the same as an address of ours, which names it and need not open.
        title: of the module, and of the kind of setting where it is for one.
        summary: one sentence.
    """

    code: str
    address: str
    title: str
    summary: str


@dataclass(frozen=True)
class Outcome:
    """What came of a journey that a thin package opened: all that its platform is told."""

    begun: bool
    percent: int | None = None
    passed: bool = False
    done: bool = False


@dataclass(frozen=True)
class Package:
    """The file, whole."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256, by which anybody can see that it is the same file."""
        return hashlib.sha256(self.content).hexdigest()

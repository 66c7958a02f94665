"""Reviews, findings and citations as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.vocabulary import ReviewKind

TEACHABLE = ("seen", "secondary")  # how well a finding must be known before a module may teach it


@dataclass(frozen=True)
class ThemeRecord:
    """A theme and what it is about."""

    ref: str
    title: str
    sentence: str


@dataclass(frozen=True)
class ReviewRecord:
    """A review and where it can be read."""

    ref: str
    title: str
    label: str
    body: str
    kind: ReviewKind
    locality: str | None
    published: str | None
    where: tuple[dict[str, Any], ...]
    checked_on: str
    taken_down: bool
    note: str | None
    finding_count: int = 0


@dataclass(frozen=True)
class FindingRecord:
    """A finding with its review."""

    ref: str
    number: int
    text: str
    theme: str
    place: str
    evidence: str
    review: ReviewRecord

    @property
    def is_teachable(self) -> bool:
        return self.evidence in TEACHABLE


@dataclass(frozen=True)
class Citation:
    """One entry of a page's list of sources, whatever kind of thing was cited. `text` is a finding's sentence."""

    ref: str
    title: str
    label: str
    publisher: str
    published: str | None
    place: str
    text: str
    address: str | None
    checked_on: str
    confirm: bool
    review_ref: str | None


@dataclass(frozen=True)
class EditionRecord:
    """What the register said of a review from a moment on. `payload` is None where it was taken out."""

    id: int
    ref: str
    payload: dict[str, Any] | None
    origin: str
    made_by: int | None
    made_at: datetime
    reason: str

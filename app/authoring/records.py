"""Drafts as pages show them."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.content.pictures import file_of
from app.content.texts import Texts
from app.core.vocabulary import ChangeClass


@dataclass(frozen=True)
class TextRecord:
    """One file of a draft as it stands, and who saved it last."""

    name: str
    text: str
    number: int
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True)
class DraftRecord:
    """A draft, its texts and the names of its pictures."""

    id: int
    module: str
    title: str
    origin_id: int | None
    made_by: int
    made_at: datetime
    files: tuple[TextRecord, ...] = ()
    pictures: tuple[str, ...] = ()
    partnership_id: int = 0
    trust_id: int | None = None
    setting_id: int | None = None

    @property
    def texts(self) -> dict[str, str]:
        """Each file's text by its name."""
        return {file.name: file.text for file in self.files}

    @property
    def whole(self) -> Texts:
        """The same with its pictures, as they lie beside the module: what is checked."""
        return {**self.texts, **dict.fromkeys(file_of(self.module, name) for name in self.pictures)}

    @property
    def digest(self) -> str:
        """The hash of every text: two people who name it speak of the same words."""
        return digest(self.texts)

    @property
    def last(self) -> TextRecord | None:
        """The file that was saved last."""
        return max(self.files, key=lambda file: (file.saved_at, file.number), default=None)


def digest(texts: dict[str, str]) -> str:
    """SHA-256 of texts, by name and in order."""
    whole = "".join(f"{name}\0{text}\0" for name, text in sorted(texts.items()))
    return hashlib.sha256(whole.encode()).hexdigest()


@dataclass(frozen=True)
class StepRecord:
    """One save, as the history lists it."""

    id: int
    what: str
    by: str
    made_at: datetime
    state: str


@dataclass(frozen=True)
class CommentRecord:
    """A remark, its passage, and the answers to it."""

    id: int
    name: str
    passage: str
    words: str
    by: str
    made_at: datetime
    resolved_by: str | None = None
    answers: tuple["CommentRecord", ...] = field(default=())


class Verdict(StrEnum):
    """What a reviewer said."""

    APPROVED = "approved"
    CHANGES = "changes"


@dataclass(frozen=True)
class ReviewRecord:
    """A request for a second pair of eyes, and the answer to it."""

    id: int
    digest: str
    names: dict[str, ChangeClass]
    asked_by: str
    asked_at: datetime
    verdict: Verdict | None
    words: str
    decided_by: str | None
    decided_at: datetime | None


@dataclass(frozen=True)
class PublicationRecord:
    """A publication asked for: when it is due, and what came of it."""

    id: int
    due_at: datetime
    asked_by: str
    version_id: int | None
    refused: str

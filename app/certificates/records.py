"""Certificates and evidence packs as pages, PDFs and the public check show them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.core.codes import grouped
from app.core.vocabulary import KIND_LABELS, ROLE_LABELS, Role, SettingKind


class Correction(StrEnum):
    """Why a certificate was issued again in another name."""

    NAME = "name changed"
    TYPING = "typing error"

    @property
    def label(self) -> str:
        return {Correction.NAME: "My name has changed", Correction.TYPING: "It was typed wrongly"}[self]


@dataclass(frozen=True)
class CertificateRecord:
    """A certificate: its code, its frozen facts, and whether it was withdrawn or issued again since.

    `successor` is the code of the newest that took its place; `correction` is why this one took another's.
    """

    id: int
    code: str
    completion_id: int
    person_id: int
    post_id: int
    issued_at: datetime
    facts: dict[str, Any]
    withdrawn_at: datetime | None
    withdrawn_because: str = ""
    issue_number: int = 1
    correction: str | None = None
    successor: str | None = None

    @property
    def number(self) -> str:
        return grouped(self.code)

    @property
    def completed_on(self) -> date:
        return date.fromisoformat(self.facts["completed_on"])

    @property
    def renew_by(self) -> date | None:
        asked = self.facts["renew_by"]
        return date.fromisoformat(asked) if asked else None

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[SettingKind(self.facts["kind"])]

    @property
    def role_label(self) -> str:
        return ROLE_LABELS[Role(self.facts["role"])]

    @property
    def title(self) -> str:
        return str(self.facts["module_title"])


@dataclass(frozen=True)
class PackRecord:
    """An evidence pack that was made: of which setting, as at which day, and the fingerprint of what it says."""

    code: str
    setting_id: int
    as_at: date
    made_at: datetime
    digest: str
    facts: dict[str, Any]

    @property
    def number(self) -> str:
        return grouped(self.code)

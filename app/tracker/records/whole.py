"""Somebody's whole record as plain values: the fields of the JSON that leaves. docs/record.md explains each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FORMAT = "cspr-learning-record-1"


@dataclass(frozen=True)
class CertificateState:
    """The certificate of a completion, and what it is called on the day of the record."""

    number: str
    issued_on: date
    state: str
    renew_by: date | None
    withdrawn_on: date | None


@dataclass(frozen=True)
class CompletedModule:
    """One completion, as it was frozen then: which edition, how, and what it contributes to."""

    module: str
    title: str
    course: str
    edition: str
    completed_on: date
    minutes: int
    method: str
    level: str
    is_renewal: bool
    contributes_to: tuple[str, ...]
    certificate: CertificateState | None


@dataclass(frozen=True)
class ModuleStanding:
    """Where a post stands in a module."""

    module: str
    title: str
    standing: str
    begun_on: date | None
    sections_read: int
    sections: int
    done_on: date | None
    renew_by: date | None
    due_by: date | None
    top_up_since: date | None


@dataclass(frozen=True)
class RequirementStanding:
    """Where a post stands in a requirement, on whose authority, and why each date is what it is."""

    code: str
    title: str
    authority: str
    edition: str | None
    is_statutory: bool
    standing: str
    last_contributed_on: date | None
    due_by: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """That a lead asked for a module, by when, and until when that went on."""

    title: str
    asked_on: date
    due_by: date
    by: str
    note: str | None
    ended_on: date | None


@dataclass(frozen=True)
class Given:
    """More time, an exemption, or her own word that something is not her job. No `title`: everything that is asked."""

    what: str
    title: str | None
    begins_on: date
    until: date | None
    given_on: date
    by: str
    reason: str | None
    is_confirmed: bool | None
    taken_back_on: date | None


@dataclass(frozen=True)
class Away:
    """A leave that was noted; never why."""

    first_day: date
    last_day: date | None


@dataclass(frozen=True)
class Elsewhere:
    """Training done elsewhere, and what was decided about it: `accepted` is None while nobody has."""

    title: str
    done_on: date | None
    provider: str | None
    number: str | None
    minutes: int | None
    has_file: bool
    recorded_on: date | None
    recorded_by: str | None
    accepted: bool | None
    counts_as: str | None
    contributes_to: tuple[str, ...]
    decided_on: date | None
    decided_by: str | None
    reason: str | None


@dataclass(frozen=True)
class Reminded:
    """One reminder that was sent: for what, what it named, and by whom where it was by hand."""

    day: date
    sent_for: str
    named: tuple[str, ...]
    by: str | None


@dataclass(frozen=True)
class PostPart:
    """One post. Where it has ended, standings are those of the last day on which they were kept: `stood_on`."""

    job_title: str
    role: str
    kind: str
    contract: str
    started_on: date
    ended_on: date | None
    stood_on: date
    modules: tuple[ModuleStanding, ...]
    completed: tuple[CompletedModule, ...]
    requirements: tuple[RequirementStanding, ...]
    elsewhere: tuple[Elsewhere, ...]
    asked: tuple[Asked, ...]
    given: tuple[Given, ...]
    away: tuple[Away, ...]


@dataclass(frozen=True)
class SettingPart:
    """One setting: the posts held there, the newest first, and the reminders it sent."""

    name: str
    partnership: str
    posts: tuple[PostPart, ...]
    reminders: tuple[Reminded, ...]


@dataclass(frozen=True)
class WholeRecord:
    """All that is on record of somebody's learning by the end of a day: in every setting, or in one alone."""

    format: str
    name: str
    as_at: date
    only_setting: str | None
    settings: tuple[SettingPart, ...]


class RecordForm(StrEnum):
    """The two forms a record leaves in."""

    PDF = "pdf"
    JSON = "json"

    @property
    def mimetype(self) -> str:
        return f"application/{self}"


@dataclass(frozen=True)
class Part:
    """One table of a record as people read it; each cell is a few lines. `none` is said where it has no rows.

    `columns` are each a heading and its share of the width of a paper, in hundredths.
    """

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    none: str

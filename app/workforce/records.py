"""Settings and posts as other rooms see them."""

from dataclasses import dataclass
from datetime import date

from app.core.vocabulary import Role, SettingKind


@dataclass(frozen=True)
class SettingRecord:
    """A setting with its route for worries, ready for merge fields."""

    id: int
    code: str
    name: str
    kind: SettingKind
    partnership: str
    pathway: str | None
    facts: dict[str, str | None]
    facts_checked_on: date | None


@dataclass(frozen=True)
class PostRecord:
    """A post, with the names that grids and certificates show."""

    id: int
    person_id: int
    person_name: str
    setting_id: int
    kind: SettingKind
    role: Role
    job_title: str
    started_on: date
    ended_on: date | None
    email: str | None

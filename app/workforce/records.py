"""Settings and posts as other rooms see them."""

from dataclasses import dataclass
from datetime import date, datetime

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
    join_code: str
    run_by: str | None
    asks_second_step: bool


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
    works_days: str | None = None
    external_id: str | None = None


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be given a post, as a lead, a form or a staff list says."""

    name: str
    role: Role
    job_title: str
    email: str | None = None
    username: str = ""
    started_on: date | None = None
    contract: str = "employed"
    external_id: str | None = None
    works_days: str | None = None


@dataclass(frozen=True)
class Added:
    """What came of adding somebody: a post, or a question put to somebody who is known from elsewhere."""

    post_id: int | None
    person_id: int
    is_asked: bool


@dataclass(frozen=True)
class RequestRecord:
    """A post that somebody asked for or was offered, and that nobody has answered yet."""

    id: int
    setting_id: int
    setting_name: str
    name: str
    job_title: str
    email: str | None
    asked_at: datetime


@dataclass(frozen=True)
class TrainingRecord:
    """Training recorded from a staff list: seen elsewhere, not ours to vouch for."""

    title: str
    done_on: date | None
    provider: str | None
    number: str | None

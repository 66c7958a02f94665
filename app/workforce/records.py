"""Settings and posts as other rooms see them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, NamedTuple

from app.access.identity import Reach, reach_in
from app.core.vocabulary import Office, Role, RunBy, SettingKind, YearKind

Term = tuple[date, date]


@dataclass(frozen=True)
class Makeup:
    """Who runs a setting, about how many people work there, and how its year goes. `terms`: first and last days."""

    run_by_kind: RunBy | None = None
    people_count: int | None = None
    year_kind: YearKind = YearKind.ACADEMIC
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Guidance:
    """One guidance that applies to a setting, in words. What is not sure is to be confirmed by the partnership."""

    words: str
    is_sure: bool = True


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
    partnership_id: int = 0
    makeup: Makeup = Makeup()
    set_up_at: datetime | None = None


@dataclass(frozen=True)
class FactToCheck:
    """A fact of a setting that nobody has filled in, or that was last checked too long ago; `words` say what it is."""

    name: str
    words: str
    value: str | None
    checked_on: date | None


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
    contract: str = "employed"
    site: str | None = None
    line_manager: str | None = None
    username: str = ""


@dataclass(frozen=True)
class PostFacts:
    """What was known of a post from a day on, until the next such facts."""

    day: date
    kind: SettingKind
    role: Role
    job_title: str
    contract: str
    started_on: date
    ended_on: date | None = None


class Held(NamedTuple):
    """A post that was held on a day, and whose it is: many of them at once."""

    post_id: int
    person_name: str
    role: Role
    started_on: date
    contract: str


@dataclass(frozen=True)
class PlaceFacts:
    """What was known of a setting on a day, as far as it decides what the people in it are asked or offered."""

    name: str
    kind: SettingKind
    pathway: str | None
    partnership_id: int
    partnership: str = ""
    run_by_kind: RunBy | None = None
    people_count: int | None = None
    setting_id: int = 0
    trust_id: int | None = None

    @property
    def reach(self) -> Reach:
        return reach_in(self.setting_id, self.partnership_id, self.trust_id)


@dataclass(frozen=True)
class NamedPlace:
    """A partnership, a trust or a setting (`what`), by its number, its code and its name."""

    what: str
    id: int
    code: str
    name: str


@dataclass(frozen=True)
class LeaveRecord:
    """The first and last day of a leave; no last day while nobody knows it."""

    first_day: date
    last_day: date | None

    def covers(self, day: date) -> bool:
        """Whether somebody is away on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True)
class Details:
    """What else is known of a post. `kind` is set where she works with other children than the setting's own."""

    contract: str
    started_on: date
    kind: SettingKind | None = None
    site: str | None = None
    line_manager: str | None = None


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
    kind: SettingKind | None = None
    site: str | None = None
    line_manager: str | None = None

    def to_facts(self) -> dict[str, Any]:
        """Herself as JSON can keep her."""
        return {**asdict(self), "started_on": self.started_on.isoformat() if self.started_on else None}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Newcomer":
        """Somebody as `to_facts` wrote her down."""
        known = {one.name: facts[one.name] for one in fields(cls) if facts.get(one.name) is not None}
        begins, kind = known.pop("started_on", None), known.pop("kind", None)
        return cls(
            **{**known, "role": Role(known["role"])},
            started_on=date.fromisoformat(begins) if begins else None,
            kind=SettingKind(kind) if kind else None,
        )


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
    moves_on: date | None = None


@dataclass(frozen=True)
class TrainingRecord:
    """Training recorded from a staff list: seen elsewhere, not ours to vouch for."""

    title: str
    done_on: date | None
    provider: str | None
    number: str | None
    post_id: int = 0
    recorded_on: date | None = None
    id: int = 0


@dataclass(frozen=True)
class SettingLine:
    """One setting in a list of all of them, with how many people work there today."""

    id: int
    name: str
    kind: SettingKind
    partnership: str
    trust: str | None
    people: int


@dataclass(frozen=True)
class PlaceRecord:
    """A partnership or a trust, with how many settings are in it."""

    id: int
    code: str
    name: str
    settings: int


@dataclass(frozen=True)
class OfficeHeld:
    """One appointment that has not ended, with its holder's name and what it is of; `where` is empty for the site."""

    id: int
    person_id: int
    person_name: str
    office: Office
    where: str
    began_at: datetime


@dataclass(frozen=True)
class PostHistory:
    """A post, past or present or to come, and the name of its setting."""

    post: PostRecord
    setting_name: str

    def is_over(self, day: date) -> bool:
        """Whether it had ended before a day."""
        return self.post.ended_on is not None and self.post.ended_on < day


@dataclass(frozen=True)
class TrustSetting:
    """One setting of a trust, as somebody sees it who looks after all of them."""

    id: int
    name: str
    kind: SettingKind
    trust: str

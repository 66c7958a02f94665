"""Requirements and standings as other rooms see them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from app.core.vocabulary import Role, RunBy, SettingKind
from app.requirements.records.asking import ReliefKind


class State(StrEnum):
    """How a standing is said. Never "expired": no rule here says so."""

    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DONE = "done"
    TOP_UP = "top-up"
    RENEW_SOON = "renew-soon"
    RENEW_NOW = "renew-now"
    RELIEVED = "relieved"

    @property
    def label(self) -> str:
        return {
            State.OVERDUE: "Overdue",
            State.DUE_SOON: "Due soon",
            State.NOT_STARTED: "Not started",
            State.UNDER_WAY: "Under way",
            State.DONE: "Done",
            State.TOP_UP: "Top-up due",
            State.RENEW_SOON: "Renew soon",
            State.RENEW_NOW: "Renewal due",
            State.RELIEVED: "Not asked for now",
        }[self]


class Trigger(StrEnum):
    """When a requirement falls due."""

    INDUCTION = "induction"
    ONCE = "once"
    INTERVAL = "interval"
    EACH_EDITION = "each-edition"
    ACADEMIC_YEAR = "academic-year"
    POLICY = "policy"


class Overall(StrEnum):
    """How a post stands over all its modules: something is due now; or only not done yet, with or without anything
    done before; or all that is asked is done."""

    DUE = "due"
    OPEN = "open"
    PARTLY = "partly"
    SETTLED = "settled"


class DutyState(StrEnum):
    """How a post's standing in a requirement is said. A contribution is never called more than that."""

    TO_DO = "to-do"
    DUE = "due"
    CONTRIBUTED = "contributed"
    COUNTED = "counted"
    TOP_UP = "top-up"
    RENEW_SOON = "renew-soon"
    RENEW_NOW = "renew-now"
    AWAY = "away"

    @property
    def label(self) -> str:
        return {
            DutyState.TO_DO: "Nothing recorded yet",
            DutyState.DUE: "Due",
            DutyState.CONTRIBUTED: "Contributed to",
            DutyState.COUNTED: "Counted as meeting it",
            DutyState.TOP_UP: "Top-up due",
            DutyState.RENEW_SOON: "Renew soon",
            DutyState.RENEW_NOW: "Renewal due",
            DutyState.AWAY: "On leave",
        }[self]


@dataclass(frozen=True)
class Clause:
    """One rule about when a requirement falls due, and whose it is.

    `first_days` and `first_months` count from the day since when it is asked, `again_months` from the day it was done.
    `edition_from` is the day on which the edition that has to be read came into force; `year_days` how long after
    1 September it may take, where it is asked in each academic year. `kept_from` is set for rules that a setting or a
    partnership made here: nothing of theirs falls due before they made it.
    """

    code: str
    authority: str
    first_days: int | None = None
    first_months: int | None = None
    again_months: int | None = None
    year_days: int | None = None
    edition_from: date | None = None
    edition_days: int = 0
    kept_from: date | None = None


@dataclass(frozen=True)
class RequirementRecord:
    """A duty, whose it is, what it says of a module, and every rule about when it falls due.

    `interval_months` is the shortest of those rules. `kept_from` is the first day on which it was kept on this site.
    """

    code: str
    pathway: str | None
    title: str
    sentence: str
    authority: str
    statutory: bool
    interval_months: int | None
    at_induction: bool
    edition: str | None
    evidence: str
    confirm: str | None
    note: str | None
    payload: dict[str, Any]
    clauses: tuple[Clause, ...] = ()
    kept_from: date = date.min
    partnership_id: int | None = None
    setting_id: int | None = None
    tightened: tuple[Clause, ...] = ()

    @property
    def is_of_setting(self) -> bool:
        """Whether it is a duty of the setting as such, and of nobody's post."""
        return bool(self.payload.get("of") == "setting")

    @property
    def is_to_confirm(self) -> bool:
        return self.evidence != "seen" or bool(self.confirm)


@dataclass(frozen=True)
class Place:
    """What decides which requirements a setting has."""

    kind: SettingKind
    run_by_kind: RunBy | None = None
    people_count: int | None = None


@dataclass(frozen=True)
class Facts:
    """What decides which requirements concern a post."""

    kind: SettingKind
    role: Role
    contract: str = "employed"
    job_title: str = ""


@dataclass(frozen=True)
class Doing:
    """Something done on a day that may count to requirements: a module here, or training elsewhere."""

    day: date
    what: str
    codes: frozenset[str] = frozenset()
    level: str = ""
    is_elsewhere: bool = False


@dataclass(frozen=True)
class CountedRecord:
    """The owner's word, by name and date, that something meets a requirement."""

    id: int
    code: str
    what: str
    by: str
    marked_on: date
    withdrawn_on: date | None = None
    partnership_id: int | None = None
    setting_id: int | None = None


@dataclass(frozen=True)
class Reason:
    """One rule that names a day, and whose rule it is."""

    code: str
    authority: str
    rule: str
    day: date


@dataclass(frozen=True)
class Duty:
    """Where a post stands in a requirement, whatever the day on which one looks."""

    code: str
    is_sure: bool
    since: date
    done_on: date | None = None
    did: str | None = None
    is_elsewhere: bool = False
    counted_id: int | None = None
    due_on: date | None = None
    renew_from: date | None = None
    top_up_on: date | None = None
    away_from: date | None = None
    away_to: date | None = None
    reasons: tuple[Reason, ...] = field(default=())


@dataclass(frozen=True)
class DutyRecord:
    """A post's standing in a requirement on a day, with whom it is about."""

    post_id: int
    person_id: int
    person_name: str
    job_title: str
    role: str
    duty: Duty
    state: DutyState


@dataclass(frozen=True)
class StandingRecord:
    """Where a post stands in a module, on a day."""

    post_id: int
    person_id: int
    person_name: str
    job_title: str
    role: str
    module: str
    began_on: date | None
    sections_read: int
    sections_total: int
    done_on: date | None
    renew_by: date | None
    renew_code: str | None
    state: State
    top_up_on: date | None = None
    assigned_on: date | None = None
    due_by: date | None = None
    relief: ReliefKind | None = None
    relief_from: date | None = None
    relief_until: date | None = None

    @property
    def is_reminded(self) -> bool:
        """Whether anybody may remind her: not while she is relieved, nor before her lead has answered her."""
        return self.state is not State.RELIEVED and self.relief is not ReliefKind.NOT_MINE


@dataclass(frozen=True)
class Owing:
    """Somebody with something to do now: what, the most urgent first."""

    post_id: int
    person_name: str
    job_title: str
    standings: tuple[StandingRecord, ...]


@dataclass(frozen=True)
class View:
    """What a lead looks at in the grid: filtered and ordered by one column, a module or a requirement's code."""

    column: str
    state: State | DutyState | None = None
    words: str = ""
    role: Role | None = None
    site: str = ""
    order: str = "name"
    descending: bool = False
    page: int = 1


class Cell(NamedTuple):
    """What the grid and tables say of a post in a module, and nothing of whose it is: many cells are the same."""

    state: State
    done_on: date | None = None
    renew_by: date | None = None
    due_by: date | None = None
    began_on: date | None = None
    sections_read: int = 0
    sections_total: int = 0
    relief: ReliefKind | None = None
    relief_until: date | None = None


class DutyCell(NamedTuple):
    """What the grid by requirement says of a post in one, and nothing of whose it is."""

    state: DutyState
    done_on: date | None
    due_on: date | None
    did: str | None = None


class ModuleTold(NamedTuple):
    """What a table says of a post in a module."""

    state: State
    done_on: date | None
    renew_by: date | None
    due_by: date | None
    began_on: date | None


@dataclass(frozen=True)
class Summed:
    """How many posts of a setting stood where on a day, by module and by requirement; `of_leads` the leads' alone.

    `began` are those of the posts that had begun a module.
    """

    posts: list[int]
    began: frozenset[int]
    modules: Mapping[str, Counter[State]]
    duties: Mapping[str, Counter[DutyState]]
    of_leads: Mapping[str, Counter[DutyState]]


OneCell = TypeVar("OneCell", Cell, DutyCell)
Said = TypeVar("Said")


class Line(NamedTuple, Generic[Said]):
    """One post in a grid or in a table: whose it is, and its cells by module, or by a requirement's code."""

    post_id: int
    person_name: str
    job_title: str
    role: str
    cells: dict[str, Said]


@dataclass(frozen=True)
class Sheet(Generic[OneCell]):
    """One page of a grid: its lines in order."""

    rows: list[Line[OneCell]]
    total: int
    page: int
    pages: int

"""The rules of reminding, what a reminder names, and where reminding stands with one post in one module."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.core.working_days import Calendar
from app.notices.records import State
from app.requirements.records import Owed


class Rule(StrEnum):
    """What a reminder is sent for, the most pressing first; the last is to a lead about others."""

    OVERDUE = "overdue"
    DUE = "due"
    RENEWAL = "renewal"
    INVITE = "invite"
    CHASER = "chaser"
    DIGEST = "digest"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def sentence(self) -> str:
        return SENTENCES[self]

    @property
    def kind(self) -> str:
        """What the post room calls its letter."""
        return f"reminder-{self}"


LABELS = {
    Rule.OVERDUE: "Overdue",
    Rule.DUE: "Due soon",
    Rule.RENEWAL: "Time to renew",
    Rule.INVITE: "Invitation",
    Rule.CHASER: "Not done yet",
    Rule.DIGEST: "Your Monday digest",
}
SENTENCES = {
    Rule.INVITE: "On the day somebody is asked to do a module.",
    Rule.CHASER: "If it is not done after 7 of her working days, and once more after 14.",
    Rule.DUE: "14 days and 3 days before it is due.",
    Rule.OVERDUE: "The day after it was due, then once a week, four times at most. After that only you are told.",
    Rule.RENEWAL: "90, 30 and 7 days before a module is to be renewed, and on the day itself.",
    Rule.DIGEST: "To each lead and deputy on Mondays in term: who is due, what was done, what needs you.",
}
# As a lead reads them: in the order of somebody's year rather than by how pressing they are.
IN_ORDER = (Rule.INVITE, Rule.CHASER, Rule.DUE, Rule.OVERDUE, Rule.RENEWAL, Rule.DIGEST)


@dataclass(frozen=True)
class Mark:
    """How far reminding has come with one post in one module.

    `through` is the day up to which nothing more is to be said; the rest counts what was said of one due date.
    """

    through: date
    overdue_for: date | None = None
    overdue_sent: int = 0
    overdue_on: date | None = None


@dataclass(frozen=True)
class Duty:
    """Something owed, how far reminding has come with it, and when its post works."""

    owed: Owed
    mark: Mark | None
    calendar: Calendar


@dataclass(frozen=True)
class Item:
    """One thing that a reminder names. `rule` is what it is sent for; None for what is only named along with it."""

    owed: Owed
    rule: Rule | None


@dataclass(frozen=True)
class Person:
    """Somebody in a setting with everything she owes there. `calendars` are those of all her posts."""

    id: int
    name: str
    email: str | None
    is_lead: bool
    post_id: int
    calendars: tuple[Calendar, ...]
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Coming:
    """The next reminder to somebody, as things stand."""

    person: Person
    day: date
    rule: Rule
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What a setting has switched off, and until when it sends nothing at all (that day included)."""

    off: frozenset[Rule] = frozenset()
    paused_until: date | None = None

    def is_on(self, rule: Rule) -> bool:
        return rule not in self.off

    def is_paused(self, day: date) -> bool:
        return self.paused_until is not None and day <= self.paused_until


@dataclass(frozen=True)
class Words:
    """What letters of a setting are filled with. `modules` are title and minutes by module; `address` is the site's."""

    setting: str
    lead: str
    modules: dict[str, tuple[str, int]]
    address: str

    def title(self, module: str) -> str:
        return self.modules[module][0] if module in self.modules else module


@dataclass(frozen=True)
class Line:
    """One line of a digest: who, which module, and the day that matters."""

    name: str
    module: str
    day: date


@dataclass(frozen=True)
class Digest:
    """What a lead is told of her setting on a day: nothing of what anybody answered or wrote.

    `left` are those who were told of a due date as often as they should be; `undelivered` those whose letter came back.
    """

    day: date
    overdue: tuple[Line, ...] = ()
    due: tuple[Line, ...] = ()
    renew: tuple[Line, ...] = ()
    done: tuple[Line, ...] = ()
    left: tuple[str, ...] = ()
    undelivered: tuple[str, ...] = ()
    to_print: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.overdue or self.due or self.renew or self.done or self.undelivered or self.to_print)


@dataclass(frozen=True)
class Sent:
    """The last time a rule sent something: the day, and to how many people."""

    day: date
    people: int


@dataclass(frozen=True)
class RoundRecord:
    """A setting's round of one day."""

    day: date
    ended_at: datetime | None
    met_fault: bool


@dataclass(frozen=True)
class Rounds:
    """A setting's round of today, once it has begun, and when each rule last sent something."""

    today: RoundRecord | None
    last: dict[Rule, Sent]

    @property
    def is_over_today(self) -> bool:
        return self.today is not None and self.today.ended_at is not None


@dataclass(frozen=True)
class ReminderRecord:
    """One reminder that was sent, `by` a lead where it was by hand. No `state`: its letter is no longer kept."""

    id: int
    person_id: int
    name: str
    day: date
    rule: Rule
    items: list[dict[str, Any]]
    by: str | None
    state: State | None


@dataclass(frozen=True)
class Page:
    """One page of a longer list."""

    rows: list[Any]
    total: int
    page: int
    pages: int

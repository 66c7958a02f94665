"""What the pages that look from above are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.library.records import VersionRecord
from app.quizzes.records import Tally
from app.requirements.records import RequirementRecord, State
from app.reviews.records import ThemeRecord
from app.workforce.records import SettingRecord, TrustSetting

States = dict[State, int]


class Standing(StrEnum):
    """Where people stand, for whoever may only see counts: few groups, so that fewer are too small to show."""

    UP_TO_DATE = "up-to-date"
    RENEW_SOON = "renew-soon"
    RENEW_NOW = "renew-now"
    TO_DO = "to-do"
    NOT_ASKED = "not-asked"

    @property
    def label(self) -> str:
        return {
            Standing.UP_TO_DATE: "Up to date",
            Standing.RENEW_SOON: "Renew within 30 days",
            Standing.RENEW_NOW: "Renewal or top-up due",
            Standing.TO_DO: "Not finished yet",
            Standing.NOT_ASKED: "Not asked for now",
        }[self]


GROUPED = {
    State.DONE: Standing.UP_TO_DATE,
    State.TOP_UP: Standing.RENEW_NOW,
    State.RENEW_SOON: Standing.RENEW_SOON,
    State.RENEW_NOW: Standing.RENEW_NOW,
    State.UNDER_WAY: Standing.TO_DO,
    State.OVERDUE: Standing.TO_DO,
    State.DUE_SOON: Standing.TO_DO,
    State.RELIEVED: Standing.NOT_ASKED,
    State.NOT_STARTED: Standing.TO_DO,
}
Shown = dict[Standing, int | None]


@dataclass(frozen=True)
class TrustRow:
    """One setting of a trust, and how many of its people stand where in a module."""

    setting: TrustSetting
    states: States

    @property
    def people(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True)
class Duty:
    """A requirement that holds in a setting, the modules that contribute to it, and how far the setting is, in words.

    `said` is empty where it is asked of nobody there, and None where too few people would be told of.
    """

    requirement: RequirementRecord
    modules: tuple[VersionRecord, ...]
    said: str | None


@dataclass(frozen=True)
class Summary:
    """One setting in counts: nobody's name, and no small group. `people` is None where fewer than five work there."""

    place: SettingRecord
    people: int | None
    modules: list[tuple[VersionRecord, Shown]]
    duties: list[Duty]
    gaps: list[tuple[ThemeRecord, Tally]]
    actions: int
    actions_due: int
    next_review: date | None
    closed: int


@dataclass(frozen=True)
class Line:
    """One line of a table over many settings: what is shown in it is the sum of what is shown of its cells.

    `settings` are those with anybody in them, `taking_part` those in which somebody has begun.
    """

    label: str
    settings: int
    taking_part: int
    numbers: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.numbers.values())


@dataclass(frozen=True)
class Picture:
    """The settings of a partnership in counts: every line a sum of published cells.

    `kinds` are those that can be asked for, each with its label.
    """

    counted_at: datetime
    kinds: list[tuple[str, str]]
    by_kind: list[Line]
    by_module: list[Line]
    all: Line
    gaps: list[tuple[ThemeRecord, Tally]]
    actions: Line | None
    closed: list[Line]
    is_left_out: bool

    @property
    def shares(self) -> list[tuple[str, int, int]]:
        """Of each kind, what is shown as done and not due for renewal, and of how many."""
        done = (State.DONE, State.RENEW_SOON)
        return [(one.label, sum(one.numbers[state] for state in done), one.total) for one in self.by_kind if one.total]

"""A meeting and its register as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.core.vocabulary import SettingKind


class Step(StrEnum):
    """What can happen to a meeting."""

    BEGUN = "begun"
    CHECK_OPENED = "check-opened"
    ENDED = "ended"
    CANCELLED = "cancelled"
    TAKEN_BACK = "taken-back"

    @property
    def label(self) -> str:
        return STEPS[self]


STEPS = {
    Step.BEGUN: "Begun",
    Step.CHECK_OPENED: "Check opened",
    Step.ENDED: "Ended",
    Step.CANCELLED: "Cancelled",
    Step.TAKEN_BACK: "Last step taken back",
}


class How(StrEnum):
    """How a line of the register came about."""

    QR = "qr"
    TICKED = "ticked"
    NAMES = "names"

    @property
    def label(self) -> str:
        return HOWS[self]


HOWS = {How.QR: "signed in by herself", How.TICKED: "ticked", How.NAMES: "keyed in from a list"}


@dataclass(frozen=True)
class StepRecord:
    """One thing that happened, when and by whom."""

    kind: Step
    at: datetime
    by: str
    words: str


@dataclass(frozen=True)
class MeetingRecord:
    """A meeting, and every step of it, oldest first."""

    id: int
    setting_id: int
    code: str
    version_id: int
    kind: SettingKind
    theme: str | None
    held_on: date
    minutes: int
    facilitator_post_id: int
    facilitator: str
    title: str
    module: str
    steps: tuple[StepRecord, ...] = ()

    @property
    def counting(self) -> tuple[StepRecord, ...]:
        """The steps that count: none that was taken back."""
        return counting(self.steps)

    def when(self, kind: Step) -> datetime | None:
        """When a step was taken that counts; None when it was not."""
        return next((step.at for step in self.counting if step.kind is kind), None)

    @property
    def is_cancelled(self) -> bool:
        return self.when(Step.CANCELLED) is not None

    @property
    def is_begun(self) -> bool:
        return self.when(Step.BEGUN) is not None

    @property
    def is_over(self) -> bool:
        return self.when(Step.ENDED) is not None

    @property
    def check_is_open(self) -> bool:
        return self.when(Step.CHECK_OPENED) is not None and not self.is_cancelled

    @property
    def state(self) -> str:
        """How it stands, in words."""
        last = self.counting[-1].kind if self.counting else None
        return {
            None: "Planned",
            Step.BEGUN: "Under way",
            Step.CHECK_OPENED: "Check open",
            Step.ENDED: "Ended",
            Step.CANCELLED: "Cancelled",
        }[last]


def counting(steps: Sequence[StepRecord]) -> tuple[StepRecord, ...]:
    """The steps that count, oldest first: each that takes back removes the last before it."""
    kept: list[StepRecord] = []
    for step in steps:
        if step.kind is Step.TAKEN_BACK:
            del kept[-1:]
        else:
            kept.append(step)
    return tuple(kept)


@dataclass(frozen=True)
class Presence:
    """What the register says of one person: whether she was there, and the minutes she came late and left early."""

    was_there: bool
    late: int = 0
    early: int = 0


@dataclass(frozen=True)
class Line:
    """One change of the register: whose, to what, how, when and by whom."""

    post_id: int
    name: str
    presence: Presence
    how: How
    at: datetime
    by: str


@dataclass(frozen=True)
class Kept:
    """The answers of one person at a meeting: as keyed in and not counted yet, and the try that they became.

    `on_paper` says that she wrote her reflection on paper; `has_passed` and `is_complete` are those of her journey;
    `was_keyed_in` says that somebody else entered them.
    """

    post_id: int
    line: str
    paper: int
    on_paper: bool
    enrolment_id: int | None
    number: int | None
    has_passed: bool = False
    is_complete: bool = False
    was_keyed_in: bool = False

    @property
    def may_be_taken_back(self) -> bool:
        """Whether they count and somebody else entered them, perhaps for the wrong person."""
        return self.was_keyed_in and self.enrolment_id is not None

    @property
    def typed(self) -> str:
        """The line as it was keyed in."""
        return f"{self.line}{' +' if self.on_paper else ''}".strip()

    @property
    def waits(self) -> bool:
        """Whether something was keyed in that does not count yet."""
        return bool(self.line) or (self.on_paper and not self.is_complete)


@dataclass(frozen=True)
class Planned:
    """What is planned of a meeting: the module, for which kind of setting, when, for how long, and who leads."""

    module: str
    kind: SettingKind
    held_on: date
    minutes: int
    facilitator_post_id: int
    theme: str | None = None

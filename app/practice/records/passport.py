"""A setting's passport: theme by theme, what is now different there, and everything that was noted on the way."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.practice.records.line import undone


class PassportKind(StrEnum):
    """What was noted about a theme."""

    CLOSED = "closed"
    REWORDED = "reworded"
    KEPT = "kept"
    REOPENED = "reopened"
    UNDONE = "undone"
    TAKEN_OUT = "taken-out"

    @property
    def label(self) -> str:
        return NOTED[self]


NOTED = {
    PassportKind.CLOSED: "Closed with a statement of practice",
    PassportKind.REWORDED: "Statement of practice written anew",
    PassportKind.KEPT: "Looked at again: it still holds",
    PassportKind.REOPENED: "Opened again",
    PassportKind.UNDONE: "Last step taken back",
    PassportKind.TAKEN_OUT: "Details taken out",
}


@dataclass(frozen=True)
class ThemeStanding:
    """How a theme stands in a setting: what is now different, empty while it is open; when it is looked at again."""

    statement: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class PassportNote:
    """One thing that was noted about a theme, and how it stood from then on."""

    id: int
    kind: PassportKind
    at: datetime
    by: str
    standing: ThemeStanding
    note: str = ""
    undoes: int | None = None


@dataclass(frozen=True)
class ThemePage:
    """A theme of a setting's passport as it stood at the end of `day`: all that was noted up to then, oldest first."""

    theme: str
    notes: tuple[PassportNote, ...]
    day: date

    @property
    def standing(self) -> ThemeStanding:
        return self.notes[-1].standing if self.notes else ThemeStanding()

    @property
    def statement(self) -> str:
        return self.standing.statement

    @property
    def review_on(self) -> date | None:
        return self.standing.review_on

    @property
    def is_closed(self) -> bool:
        """Whether it has a statement of practice."""
        return bool(self.statement)

    @property
    def is_due(self) -> bool:
        """Whether it is closed, and the day to look at its statement again has come."""
        return self.review_on is not None and self.review_on <= self.day

    @property
    def said(self) -> PassportNote | None:
        """By whom and when its statement was last written or said to hold."""
        kinds = (PassportKind.CLOSED, PassportKind.REWORDED, PassportKind.KEPT)
        gone = undone(self.notes)
        known = [one for one in self.notes if one.kind in kinds and one.id not in gone]
        return known[-1] if known and self.is_closed else None

    @property
    def history(self) -> tuple[tuple[PassportNote, bool], ...]:
        """Everything that was noted, each with whether it was taken back later."""
        gone = undone(self.notes)
        return tuple((one, one.id in gone) for one in self.notes)

    @property
    def before_last(self) -> ThemeStanding:
        """How it stood before the last thing that was noted."""
        return self.notes[-2].standing if len(self.notes) > 1 else ThemeStanding()

    @property
    def last_to_undo(self) -> PassportNote | None:
        """What can be taken back: the last, unless it took details out."""
        last = self.notes[-1] if self.notes else None
        return None if last is None or last.kind is PassportKind.TAKEN_OUT else last

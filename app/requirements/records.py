"""Requirements and standings as other rooms see them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How a standing is said. Never "expired": no rule here says so."""

    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DONE = "done"
    RENEW_SOON = "renew-soon"
    RENEW_NOW = "renew-now"

    @property
    def label(self) -> str:
        return {
            State.NOT_STARTED: "Not started",
            State.UNDER_WAY: "Under way",
            State.DONE: "Done",
            State.RENEW_SOON: "Renew soon",
            State.RENEW_NOW: "Renewal due",
        }[self]


@dataclass(frozen=True)
class RequirementRecord:
    """A duty, whose it is, and what it says of a module."""

    code: str
    pathway: str
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


@dataclass(frozen=True)
class Sheet:
    """One page of the grid: its rows in order, each a post's standings by module."""

    rows: list[dict[str, StandingRecord]]
    total: int
    page: int
    pages: int

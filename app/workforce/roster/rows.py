"""One line of a staff list: what it says, and what is wrong with it. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.accounts.rules import name_fault, tidy_name
from app.core.vocabulary import Role
from app.workforce.records import Newcomer, PostRecord
from app.workforce.roster.columns import NEEDED, kind_said
from app.workforce.rules import EARLIEST_START, LONGEST_PLACE

_DATES = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d/%m/%y")
LONGEST = {
    "role": 120,
    "works_days": 60,
    "external_id": 60,
    "last_training": 200,
    "provider": 160,
    "certificate_no": 80,
    "site": LONGEST_PLACE,
    "line_manager": LONGEST_PLACE,
}
SHAPES = (
    (
        "email",
        re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+"),
        "This is not an email address. Leave it empty if there is none.",
    ),
    ("username", re.compile(r"[\w.-]{2,60}"), "A username has letters, digits, dots and dashes only."),
)
_NO_KIND = "This is no kind of setting that we know. Write, for example, primary, nursery or club, or leave it empty."
FURTHEST = timedelta(days=366)


class Standing(StrEnum):
    """What confirming would do with a row."""

    NEW = "ready"
    ASKED = "known elsewhere"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEAVES = "leaves"
    FIX = "to fix"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, in words for whoever keeps the list."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Training:
    """Training that the list says somebody did elsewhere."""

    title: str
    done_on: date | None
    provider: str | None
    number: str | None


@dataclass(frozen=True)
class Row:
    """One line of the list, what it says, and what confirming would do with it."""

    line: int
    cells: dict[str, str]
    faults: tuple[Fault, ...] = ()
    newcomer: Newcomer | None = None
    leaves_on: date | None = None
    training: Training | None = None
    standing: Standing = Standing.FIX
    post: PostRecord | None = None
    changes: tuple[str, ...] = ()


def read_row(line: int, cells: list[str], columns: dict[int, str], width: int, today: date) -> Row:
    """One line read by itself.

    Args:
        line: the line of the file it stands on.
        cells: its cells.
        columns: which column stands where.
        width: how many columns the header has.
        today: the day that dates are compared with.
    """
    said = {name: cells[place] for place, name in columns.items() if place < len(cells)}
    get = said.get
    faults = []
    if any(cells[width:]):
        loose = " ".join(cells[width:])[:60]
        faults.append(Fault("-", loose, "There are more fields than columns; a comma may be loose."))
    dates = {}
    for name in ("start_date", "leave_date", "last_training_date"):
        dates[name], fault = _date(name, get(name, ""))
        faults += [fault] if fault else []
    faults += _words_to_fix(said) + _dates_to_fix(said, dates, today)
    if faults:
        return Row(line, said, tuple(faults))
    newcomer = Newcomer(
        name=tidy_name(f"{said['first_name']} {said['last_name']}"),
        role=Role.STAFF,
        job_title=said["role"],
        email=(get("email") or "").lower() or None,
        username=(get("username") or "").lower(),
        started_on=dates["start_date"],
        external_id=get("external_id") or None,
        works_days=get("works_days") or None,
        kind=kind_said(get("setting_type", "")),
        site=get("site") or None,
        line_manager=get("line_manager") or None,
    )
    title = get("last_training")
    training = Training(title, dates["last_training_date"], get("provider"), get("certificate_no")) if title else None
    return Row(line, said, (), newcomer, dates["leave_date"], training, Standing.NEW)


def _date(column: str, said: str) -> tuple[date | None, Fault | None]:
    if not said:
        return None, None
    for pattern in _DATES:
        try:
            return datetime.strptime(said, pattern).date(), None
        except ValueError:
            continue
    return None, Fault(column, said, "This is not a date. Write the day first, such as 01/09/2026.")


def _words_to_fix(said: dict[str, str]) -> list[Fault]:
    found = [
        Fault(name, "", f"The {name.replace('_', ' ')} is missing.")
        for name in NEEDED
        if not said.get(name, "").strip()
    ]
    for name, longest in LONGEST.items():
        if len(said.get(name, "")) > longest:
            found.append(Fault(name, said[name][:60] + "…", f"This is longer than {longest} characters."))
    whole = tidy_name(f"{said.get('first_name', '')} {said.get('last_name', '')}")
    if not found and name_fault(whole):
        found.append(Fault("first_name", whole, "This is not a name as it would stand on a certificate."))
    for name, pattern, reason in SHAPES:
        if said.get(name) and not pattern.fullmatch(said[name]):
            found.append(Fault(name, said[name][:80], reason))
    if said.get("setting_type") and not kind_said(said["setting_type"]):
        found.append(Fault("setting_type", said["setting_type"][:60], _NO_KIND))
    return found


def _dates_to_fix(said: dict[str, str], dates: dict[str, date | None], today: date) -> list[Fault]:
    start, leave, trained = (dates[name] for name in ("start_date", "leave_date", "last_training_date"))
    found = []
    if start and leave and leave < start:
        found.append(Fault("leave_date", said["leave_date"], "This is before the start date."))
    if start and not EARLIEST_START <= start <= today + FURTHEST:
        found.append(Fault("start_date", said["start_date"], "This is before 1950 or more than a year ahead."))
    if trained and trained > today:
        found.append(Fault("last_training_date", said["last_training_date"], "Training cannot be done in the future."))
    return found


def to_fix(row: Row, column: str, value: str, reason: str) -> Row:
    """The row with one more fault, so that it is left out."""
    return replace(row, newcomer=None, standing=Standing.FIX, faults=(*row.faults, Fault(column, value, reason)))

"""The tables that leave the desk, row by row: as they are today, or as they stood on a day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain, repeat

from app.certificates import queries as certificates
from app.core.dates import end_of
from app.core.vocabulary import ROLE_LABELS
from app.library import queries as library
from app.requirements import queries as requirements
from app.requirements.records import DutyCell, DutyState, State
from app.tracker.queries.modules import modules_here
from app.tracker.records import SheetKind, SheetTable, Value
from app.workforce import queries as workforce
from app.workforce.records import Held

COMPANION = ("Name", "Role", "Training", "Level", "Date", "Renew by", "Certificate number", "Where")
DUTIES = ("Name", "Job", "Role", "Requirement", "Authority", "Standing", "Last done", "What was done", "Due by")
ROLES = {str(role): label for role, label in ROLE_LABELS.items()}
HERE, ELSEWHERE = "Here", "Recorded, seen elsewhere"
NOTHING = (None, None, None, None)
AT_ONCE = 1_000  # posts in one statement


def table(setting_id: int, kind: SheetKind, day: date) -> SheetTable:
    """One of the tables of a setting, with everybody in it."""
    match kind:
        case SheetKind.STAFF:
            return _staff(setting_id, day)
        case SheetKind.REQUIREMENTS:
            return SheetTable(DUTIES, _duties(setting_id, day))
        case SheetKind.COMPANION:
            return SheetTable(COMPANION, _companion(setting_id, day))


def _staff(setting_id: int, day: date) -> SheetTable:
    modules = [(version.module, version.title) for version in modules_here(setting_id, day)]
    headers = ["Name", "Job", "Role"]
    for _, title in modules:
        headers += [title, f"{title}: done on", f"{title}: renew by", f"{title}: due by"]
    return SheetTable(headers, _lines(setting_id, day, [module for module, _ in modules]))


def _lines(setting_id: int, day: date, modules: list[str]) -> Iterator[list[Value]]:
    called = {state: state.label for state in State}
    told = requirements.lines(setting_id, day, lambda one: (called[one.state], one.done_on, one.renew_by, one.due_by))
    nothing = repeat(NOTHING)
    for _, name, job_title, role, cells in told:
        yield [name, job_title, ROLES[role], *chain.from_iterable(map(cells.get, modules, nothing))]


def _duties(setting_id: int, day: date) -> Iterator[list[Value]]:
    asked = {one.code: (one.title, one.authority) for one in requirements.requirements_of(setting_id, day)}
    titles = {version.module: version.title for version in library.modules(end_of(day))}
    called = {state: state.label for state in DutyState}

    def said(one: DutyCell) -> tuple[Value, ...]:
        return called[one.state], one.done_on, titles.get(one.did or "", one.did), one.due_on

    for _, name, job_title, role, cells in requirements.duty_lines(setting_id, day, said):
        whose = (name, job_title, ROLES[role])
        for code, told in cells.items():
            yield [*whose, *asked[code], *told]


def _companion(setting_id: int, day: date) -> Iterator[list[Value]]:
    """One row for each thing learned, person by person: here, and as recorded of training elsewhere."""
    held = sorted(workforce.held_on(setting_id, day), key=_by_name)
    for first in range(0, len(held), AT_ONCE):
        some = held[first : first + AT_ONCE]
        learned = _learned([one.post_id for one in some], day)
        for one in some:
            for row in learned.get(one.post_id, ()):
                yield [one.person_name, one.role.label, *row]


def _by_name(one: Held) -> tuple[str, int]:
    return requirements.sort_name(one.person_name), one.post_id


def _learned(post_ids: list[int], day: date) -> dict[int, list[tuple[Value, ...]]]:
    found: dict[int, list[tuple[Value, ...]]] = defaultdict(list)
    for post_id, earned in certificates.learned(post_ids, day):
        found[post_id] = [(*one, number, HERE) for one, number in earned]
    for told in requirements.learned_elsewhere(post_ids, day):
        found[told.post_id].append((told.title, None, told.done_on, None, told.number, ELSEWHERE))
    return found

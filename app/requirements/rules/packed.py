"""Where a post stands everywhere, in a few words on one line: what tables of whole settings are read from.

Of each place of a post, a module or a requirement, its code and its facts, as JSON, each on a line of its own. Many
facts are the same, so whoever unpacks makes something of each once.
"""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias, TypeVar

from app.requirements.records import Due, Duty, DutyCell, ModuleTold, ReliefKind
from app.requirements.rules.overall import Known
from app.requirements.rules.standing import duty_state, state

Made = TypeVar("Made")
MANY = 8_192  # different facts that are kept in mind


class ModuleFacts(NamedTuple):
    """What decides what a standing in a module is called on any day, and its days."""

    began_on: date | None = None
    done_on: date | None = None
    renew_by: date | None = None
    due_by: date | None = None
    top_up_on: date | None = None
    relief_from: date | None = None
    relief_until: date | None = None
    relief: str | None = None


class DutyFacts(NamedTuple):
    """The same of a standing in a requirement. `counted` says whether its owner counts what was done as meeting it."""

    done_on: date | None = None
    due_on: date | None = None
    renew_from: date | None = None
    top_up_on: date | None = None
    away_from: date | None = None
    away_to: date | None = None
    did: str | None = None
    counted_id: int | None = None


Kind: TypeAlias = type[ModuleFacts] | type[DutyFacts]
DAYS: dict[Kind, int] = {ModuleFacts: 7, DutyFacts: 6}  # how many facts of each are days, which come first


def packed(row: Mapping[str, Any], kind: Kind) -> str:
    """The facts of one standing, as short as can be."""
    values = [row[name] for name in kind._fields]
    while values and values[-1] is None:
        values.pop()
    return json.dumps([one.isoformat() if isinstance(one, date) else one for one in values], separators=(",", ":"))


def with_top_up(names: str, facts: str, owing: Collection[str], day: date | None, kind: Kind) -> str:
    """The facts of a post's places with another day on which the top-up of some of them fell due.

    Args:
        names: the places, one on each line.
        facts: what is known of each, in the same order.
        owing: the places of which the day changes.
        day: the day, or None where nothing is owed.
        kind: whether these are modules or requirements.
    """
    lines = facts.split("\n")
    for number, name in enumerate(names.split("\n")):
        if name in owing:
            values = kind(*_unpacked(lines[number], DAYS[kind]))._asdict()
            lines[number] = packed(values | {"top_up_on": day}, kind)
    return "\n".join(lines)


def known(facts: str) -> list[Known]:
    """What decides how a post stands over all its modules, of its modules' packed facts."""
    return [_known(line) for line in facts.split("\n") if line]


def _known(line: str) -> Known:
    facts = ModuleFacts(*_unpacked(line, DAYS[ModuleFacts]))
    days = {name: getattr(facts, name) for name in Known._fields if name in ModuleFacts._fields}
    return Known(**days | {"assigned_on": None, "relief": ReliefKind(facts.relief) if facts.relief else None})


def module_told(text: str, day: date) -> ModuleTold:
    """What packed facts of a module are called on a day."""
    facts = ModuleFacts(*_unpacked(text, DAYS[ModuleFacts]))
    relief = ReliefKind(facts.relief) if facts.relief else None
    asked = Due(None, facts.due_by, relief, facts.relief_from, facts.relief_until)
    called = state(facts.began_on, facts.done_on, facts.renew_by, day, facts.top_up_on, asked)
    return ModuleTold(called, facts.done_on, facts.renew_by, facts.due_by, facts.began_on)


def duty_told(text: str, day: date) -> DutyCell:
    """What packed facts of a requirement are called on a day."""
    facts = DutyFacts(*_unpacked(text, DAYS[DutyFacts]))
    called = duty_state(Duty("", True, date.min, **facts._asdict()), day)
    return DutyCell(called, facts.done_on, facts.due_on, facts.did)


def _unpacked(text: str, days: int) -> list[Any]:
    values: list[Any] = json.loads(text)
    return [date.fromisoformat(one) if one else None for one in values[:days]] + values[days:]


class Once(dict[str, Made]):
    """What `make` makes of a text, made once as long as there are not too many."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Made:
        if len(self) >= MANY:
            self.clear()
        made = self[text] = self._make(text)
        return made

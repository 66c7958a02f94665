"""Where a post stands everywhere, in a few words on one line: what tables of whole settings are read from.

Of each place of a post, a module or a requirement, its code and its facts, as JSON, each on a line of its own. Many
facts are the same, so whoever unpacks makes something of each once.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from app.requirements.records import Due, Duty, DutyCell, ModuleTold, ReliefKind
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


def packed(row: Mapping[str, Any], kind: type[ModuleFacts] | type[DutyFacts]) -> str:
    """The facts of one standing, as short as can be."""
    values = [row[name] for name in kind._fields]
    while values and values[-1] is None:
        values.pop()
    return json.dumps([one.isoformat() if isinstance(one, date) else one for one in values], separators=(",", ":"))


def module_told(text: str, day: date) -> ModuleTold:
    """What packed facts of a module are called on a day."""
    facts = ModuleFacts(*_unpacked(text, 7))
    relief = ReliefKind(facts.relief) if facts.relief else None
    asked = Due(None, facts.due_by, relief, facts.relief_from, facts.relief_until)
    called = state(facts.began_on, facts.done_on, facts.renew_by, day, facts.top_up_on, asked)
    return ModuleTold(called, facts.done_on, facts.renew_by, facts.due_by, facts.began_on)


def duty_told(text: str, day: date) -> DutyCell:
    """What packed facts of a requirement are called on a day."""
    facts = DutyFacts(*_unpacked(text, 6))
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

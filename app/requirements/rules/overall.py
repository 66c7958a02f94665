"""Where a post stands in all its modules together, day by day, so that nobody has to look at each to know."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from app.requirements.records import Due, Overall, ReliefKind, State
from app.requirements.rules.asking import DUE_SOON
from app.requirements.rules.standing import state

DAY = timedelta(days=1)
DUE = frozenset({State.OVERDUE, State.DUE_SOON, State.RENEW_NOW, State.TOP_UP})
OPEN = frozenset({State.NOT_STARTED, State.UNDER_WAY})
SETTLED = frozenset({State.DONE, State.RENEW_SOON})
NO_DAY = date.max


class Known(NamedTuple):
    """What decides what one standing is called on any day."""

    began_on: date | None
    done_on: date | None
    renew_by: date | None
    top_up_on: date | None
    assigned_on: date | None
    due_by: date | None
    relief: ReliefKind | None
    relief_from: date | None
    relief_until: date | None


class Span(NamedTuple):
    """How a post stands over all its modules from one day to another, and the longest due of what is due then."""

    from_day: date
    to_day: date
    called: Overall
    longest: date


def overall(standings: Iterable[Known]) -> list[Span]:
    """The spans of days in which a post stands alike over all its modules, oldest first.

    Days on which it has nothing due, nothing open and nothing behind it are left out.
    """
    lines = [_line(one) for one in standings]
    days = sorted({date.min}.union(*(turns for turns, _ in lines)))
    found = [(day, _together([(states[bisect_right(turns, day) - 1]) for turns, states in lines])) for day in days]
    alike = [(next(some)[0], said) for said, some in groupby(found, key=lambda one: one[1])]
    ends = [day - DAY for day, _ in alike[1:]] + [NO_DAY]
    return [Span(day, end, *said) for (day, said), end in zip(alike, ends, strict=True) if said]


_Called = tuple[State, date]


@lru_cache(4096)
def _line(one: Known) -> tuple[list[date], list[_Called]]:
    """The days on which one standing comes to be called otherwise, and what it is called from each, with its day."""
    turns = {date.min}
    if one.due_by:
        turns.add(one.due_by - DUE_SOON)
    if one.renew_by:
        turns.add(one.renew_by + DAY)
    if one.relief_from:
        turns.add(one.relief_from)
    if one.relief_until and one.relief_until < NO_DAY:
        turns.add(one.relief_until + DAY)
    days = sorted(turns)
    asked = Due(one.assigned_on, one.due_by, one.relief, one.relief_from, one.relief_until)
    due = one.due_by or one.renew_by or NO_DAY
    return days, [(state(one.began_on, one.done_on, one.renew_by, day, one.top_up_on, asked), due) for day in days]


def _together(all_called: list[_Called]) -> tuple[Overall, date] | None:
    due = [day for called, day in all_called if called in DUE]
    if due:
        return Overall.DUE, min(due)
    is_settled = any(called in SETTLED for called, _ in all_called)
    if any(called in OPEN for called, _ in all_called):
        return (Overall.PARTLY if is_settled else Overall.OPEN), NO_DAY
    return (Overall.SETTLED, NO_DAY) if is_settled else None

"""What is not there yet, in words and numbers."""

from collections.abc import Iterable

from app.practice.records import ActionRecord
from app.requirements.records import DutyState, State
from app.tracker.records import DutyLine, MissingLine, ModuleLine

IN_MODULES = tuple(one.label for one in (State.NOT_STARTED, State.UNDER_WAY, State.TOP_UP, State.RENEW_NOW))
IN_DUTIES = tuple(one.label for one in (DutyState.DUE, DutyState.TOP_UP, DutyState.RENEW_NOW))


def missing(
    modules: Iterable[ModuleLine], duties: Iterable[DutyLine], actions: Iterable[ActionRecord]
) -> tuple[MissingLine, ...]:
    """Everything that a setting's own records say is not done, renewed or looked at again: modules, duties, actions."""
    found = [_line(one.title, words, count) for one in modules for words, count in one.counts if words in IN_MODULES]
    found += [_line(one.title, words, count) for one in duties for words, count in one.counts if words in IN_DUTIES]
    waiting = sum(one.is_due for one in actions)
    if waiting:
        found.append(MissingLine("Practice actions that wait to be looked at again", waiting))
    return tuple(found)


def _line(title: str, words: str, count: int) -> MissingLine:
    return MissingLine(f"{title}: {words[0].lower()}{words[1:]}", count)

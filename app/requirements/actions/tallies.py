"""Counting how whole settings stand, for pages over many of them.

What changes a standing marks its setting in the same transaction. A worker counts what is marked, and once a day
everything, as the passing of dates changes what is due; it commits some settings at a time, so that one that dies
leaves them counted and the next goes on. What a partnership's pages read is added up with the last of its settings.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import delete, insert, literal, select

from app.core.clock import now, today
from app.core.database import session
from app.jobs import actions as jobs
from app.jobs.actions import Outcome, Say
from app.jobs.records import JobRecord
from app.quizzes import queries as quizzes
from app.requirements.models import Numbers, RollUp, SettingTally, StaleTally
from app.requirements.queries.tallies import is_anything_to_count, settings_to_count, states_by_setting
from app.requirements.records import State
from app.requirements.rules import added, at_least
from app.workforce import queries as workforce

TALLIES = "tallies"
AT_MOST_EVERY = timedelta(minutes=5)
AT_ONCE = 50  # settings a transaction

Count: TypeAlias = Callable[[Collection[int]], dict[int, Numbers]]
_counts: dict[Count, None] = {}


def also_count(count: Count) -> None:
    """Let an upper room count something too: by setting, subject and measure, `people` (as posts) among them."""
    _counts[count] = None


def recount_partnership(partnership_id: int, person_id: int, **page: str) -> int:
    """Ask for every setting of a partnership to be counted now; returns the number of the work asked for.

    `page` says where to go on to when it is done: `link` and `link_words`.
    """
    setting = StaleTally.metadata.tables["setting"].c
    mine = select(setting.id).where(setting.partnership_id == partnership_id)
    session.execute(insert(StaleTally).from_select(["setting_id"], mine))
    return jobs.ask(TALLIES, None, person_id, None, **page)


def recount(setting_ids: Iterable[int]) -> None:
    """Note that settings must be counted again, in the caller's transaction."""
    session.add_all(StaleTally(setting_id=setting_id) for setting_id in sorted(set(setting_ids)))
    session.flush()


def ask_for_count() -> None:
    """Ask for a count where anything changed or a new day began, some minutes after the last at the earliest."""
    if is_anything_to_count():
        jobs.ask_unless_asked(TALLIES, AT_MOST_EVERY)


def count(job: JobRecord, say: Say) -> Outcome:
    """Count every setting that must be counted, some at a time; saying how far it is commits what was counted."""
    due, done = settings_to_count(), 0
    for partnership_id, pairs in groupby(due, key=lambda pair: pair[0]):
        settings = [setting_id for _, setting_id in pairs]
        for first in range(0, len(settings), AT_ONCE):
            some = settings[first : first + AT_ONCE]
            _count_settings(some)
            done += len(some)
            if first + AT_ONCE >= len(settings):
                _add_up(partnership_id)
            say("Counting", done, len(due))
    return Outcome({"settings counted": done, **job.facts})


def _count_settings(setting_ids: list[int]) -> None:
    """Count some settings; what changes meanwhile leaves a mark of its own and is counted the next time."""
    _hold("setting", setting_ids)
    session.execute(delete(StaleTally).where(StaleTally.setting_id.in_(setting_ids)))
    repeats = workforce.repeats_in(setting_ids)
    standing, rest = states_by_setting(setting_ids), [one(setting_ids) for one in (quizzes.theme_totals, *_counts)]
    session.execute(delete(SettingTally).where(SettingTally.setting_id.in_(setting_ids)))
    rows: list[dict[str, Any]] = []
    for setting_id in setting_ids:
        now_held, ever_held = repeats.get(setting_id, (0, 0))
        modules = standing.get(setting_id, {})
        numbers = at_least({f"module:{module}": _measured(states) for module, states in modules.items()}, now_held)
        for counted in rest:
            numbers |= at_least(counted.get(setting_id, {}), ever_held)
        rows.append({"setting_id": setting_id, "numbers": numbers, "counted_on": today()})
    session.execute(insert(SettingTally), rows)


def _measured(states: dict[State, int]) -> dict[str, int]:
    people = sum(states.values())
    taking_part = int(states[State.NOT_STARTED] < people)
    return {"people": people, "taking_part": taking_part, **{str(state): count for state, count in states.items()}}


def _add_up(partnership_id: int) -> None:
    _hold("partnership", [partnership_id])
    setting = SettingTally.metadata.tables["setting"].c
    rows = session.execute(
        select(setting.kind, SettingTally.numbers)
        .join(SettingTally, SettingTally.setting_id == setting.id)
        .where(setting.partnership_id == partnership_id)
    ).all()
    by_kind: dict[str, list[Numbers]] = {}
    for kind, numbers in rows:
        by_kind.setdefault(kind, []).append(numbers)
    session.execute(delete(RollUp).where(RollUp.partnership_id == partnership_id))
    session.add_all(
        RollUp(
            partnership_id=partnership_id,
            kind=kind,
            settings=len(tallies),
            numbers=added(tallies),
            counted_at=now(),
        )
        for kind, tallies in by_kind.items()
    )
    session.flush()


def _hold(table: str, ids: list[int]) -> None:
    """Let two workers count the same things one after the other."""
    row = SettingTally.metadata.tables[table].c
    session.execute(select(literal(1)).where(row.id.in_(ids)).order_by(row.id).with_for_update(key_share=True))

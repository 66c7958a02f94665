"""Top-ups owed by everyone at once, when a version goes out.

A hundred thousand people may owe one, and most of them stand alike. So what follows is reckoned once for all who stand
alike, from the one line that holds a whole post, and written for them together.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import delete, insert, literal, select, update

from app.core.database import session
from app.learning import queries as learning
from app.requirements.actions.tallies import recount
from app.requirements.models import OverallStanding, RequirementStanding, Standing, StandingLine
from app.requirements.queries.history import chunks
from app.requirements.rules import DutyFacts, ModuleFacts, known, overall, with_top_up
from app.requirements.rules.overall import Span

AT_ONCE = 5_000  # posts whose lines are held in memory together
MANY = 20  # posts alike from which on one statement writes them all
COPIED = (StandingLine.post_id, StandingLine.setting_id, StandingLine.person_id, StandingLine.sort_name)

Facts: TypeAlias = tuple[str, str]  # of a post's modules and of its requirements, packed


def owe_top_ups(module: str) -> None:
    """Let every standing in a module say since when something that was learned has changed.

    What people hold is read at once and those who hold the same owe the same; rows are written some thousand at a time,
    of which readers see nothing before the commit.
    """
    days: dict[date | None, list[int]] = {}
    for post_id, day in learning.top_up_days(module).items():
        days.setdefault(day, []).append(post_id)
    session.flush()
    changed = False
    for day, post_ids in days.items():
        for some in chunks(post_ids, AT_ONCE):
            changed = _owe(module, day, some) or changed
    session.expire_all()
    if changed:
        of_module = (Standing.module == module) & Standing.done_on.is_not(None)
        recount(session.scalars(select(Standing.setting_id).where(of_module).distinct()))


def _owe(module: str, day: date | None, post_ids: list[int]) -> bool:
    """Write the day of some posts and what follows from it; returns whether any stands otherwise now."""
    of_duty = (RequirementStanding.did == module) & RequirementStanding.is_elsewhere.is_(False)
    duties: dict[int, frozenset[str]] = defaultdict(frozenset)
    for post_id, code in _dated(RequirementStanding, of_duty, day, post_ids, RequirementStanding.code):
        duties[post_id] |= {code}
    standing = {post_id for post_id, _ in _dated(Standing, Standing.module == module, day, post_ids, Standing.module)}
    changed = sorted(standing | duties.keys())
    if changed:
        _follow(module, day, changed, duties)
    return bool(changed)


def _dated(model: Any, wanted: Any, day: date | None, post_ids: list[int], place: Any) -> Iterable[Any]:
    """Write the day of some rows, past what is in memory; returns post and place of those that had another."""
    here = wanted & model.post_id.in_(post_ids) & model.top_up_on.is_distinct_from(day)
    told = update(model).where(here).values(top_up_on=day).returning(model.post_id, place)
    return session.execute(told, execution_options={"synchronize_session": False}).all()


def _follow(module: str, day: date | None, post_ids: list[int], duties: dict[int, frozenset[str]]) -> None:
    """Write again what follows from how some posts stand by module and by requirement."""

    @lru_cache(AT_ONCE)
    def facts(modules: str, of_modules: str, codes: str, of_codes: str, owing: frozenset[str]) -> Facts:
        return (
            with_top_up(modules, of_modules, {module}, day, ModuleFacts),
            with_top_up(codes, of_codes, owing, day, DutyFacts),
        )

    kept = StandingLine
    lines = select(kept.post_id, kept.modules, kept.module_facts, kept.codes, kept.code_facts)
    alike: dict[Facts, list[int]] = defaultdict(list)
    for post_id, *line in session.execute(lines.where(kept.post_id.in_(post_ids))):
        alike[facts(*line, duties.get(post_id, frozenset()))].append(post_id)
    _write_lines(alike)
    _write_spans(post_ids, alike)


def _write_lines(alike: dict[Facts, list[int]]) -> None:
    few: list[dict[str, Any]] = []
    for (modules, codes), post_ids in alike.items():
        facts = {"module_facts": modules, "code_facts": codes}
        if len(post_ids) < MANY:
            few.extend({"post_id": post_id, **facts} for post_id in post_ids)
        else:
            written = update(StandingLine).where(StandingLine.post_id.in_(post_ids)).values(facts)
            session.execute(written, execution_options={"synchronize_session": False})
    if few:
        session.execute(update(StandingLine), few)


def _write_spans(post_ids: list[int], alike: dict[Facts, list[int]]) -> None:
    session.execute(delete(OverallStanding).where(OverallStanding.post_id.in_(post_ids)))
    same: dict[tuple[Span, ...], list[int]] = defaultdict(list)
    for (modules, _), those in alike.items():
        same[tuple(overall(known(modules)))].extend(those)
    few: dict[int, tuple[Span, ...]] = {}
    for spans, those in same.items():
        if len(those) < MANY:
            few |= dict.fromkeys(those, spans)
        else:
            for facts in _rows(spans):
                _copy(those, facts)
    if few:
        whose = session.execute(select(*COPIED).where(StandingLine.post_id.in_(few))).mappings().all()
        rows = [{**one, **facts} for one in whose for facts in _rows(few[one["post_id"]])]
        session.execute(insert(OverallStanding), rows)


def _rows(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [{"number": number, **span._asdict(), "called": str(span.called)} for number, span in enumerate(spans)]


def _copy(post_ids: list[int], facts: dict[str, Any]) -> None:
    """Write one span of days for many posts who stand alike then: one statement."""
    kept = OverallStanding.__table__.c
    said = [literal(value, kept[name].type) for name, value in facts.items()]
    rows = select(*COPIED, *said).where(StandingLine.post_id.in_(post_ids))
    session.execute(insert(OverallStanding).from_select([*(one.key for one in COPIED), *facts], rows))

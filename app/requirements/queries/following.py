"""Rows that follow from how a post stands by module and by requirement: over all modules, and all on one line."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select

from app.core.database import session
from app.requirements.models import RequirementStanding, Standing
from app.requirements.records import ReliefKind
from app.requirements.rules import DutyFacts, Known, ModuleFacts, overall, packed

Row = dict[str, Any]
WHOSE = ("post_id", "setting_id", "person_id", "person_name", "sort_name", "job_title", "role")


def overall_rows(names: Row, standings: list[Row]) -> Iterable[Row]:
    """Where a post stands over all its modules, span by span of days."""
    whose = {name: names[name] for name in ("post_id", "setting_id", "person_id", "sort_name")}
    spans = overall(map(_known, standings))
    return (
        whose | {"number": number} | span._asdict() | {"called": str(span.called)} for number, span in enumerate(spans)
    )


def _known(row: Row) -> Known:
    relief = ReliefKind(row["relief"]) if row["relief"] else None
    return Known(**{name: row[name] for name in Known._fields} | {"relief": relief})


def line_row(names: Row, standings: Iterable[Row], duties: Iterable[Row]) -> Iterator[Row]:
    """Everywhere a post stands, on one line; none where it stands nowhere."""
    by_module = sorted((row["module"], packed(row, ModuleFacts)) for row in standings)
    by_code = sorted((row["code"], packed(row, DutyFacts)) for row in duties)
    if by_module or by_code:
        yield {name: names[name] for name in WHOSE} | {
            "modules": "\n".join(module for module, _ in by_module),
            "module_facts": "\n".join(facts for _, facts in by_module),
            "codes": "\n".join(code for code, _ in by_code),
            "code_facts": "\n".join(facts for _, facts in by_code),
        }


def following(post_ids: list[int]) -> tuple[list[Row], list[Row]]:
    """The rows of some posts over all modules, and their lines, as their standings say now."""
    standings, duties = _kept(Standing, post_ids), _kept(RequirementStanding, post_ids)
    spans: list[Row] = []
    lines: list[Row] = []
    for post_id in standings.keys() | duties.keys():
        names = (standings[post_id] or duties[post_id])[0]
        spans.extend(overall_rows(names, standings[post_id]))
        lines.extend(line_row(names, standings[post_id], duties[post_id]))
    return spans, lines


def _kept(model: Any, post_ids: list[int]) -> dict[int, list[Row]]:
    kept = model.__table__
    columns = [one for one in kept.c if one.key != "reasons"]
    found: dict[int, list[Row]] = defaultdict(list)
    for row in session.execute(select(*columns).where(kept.c.post_id.in_(post_ids))).mappings():
        found[row["post_id"]].append(dict(row))
    return found

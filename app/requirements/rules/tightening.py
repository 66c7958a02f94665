"""A requirement's own rules, and those by which a setting or partnership asks for it more often or sooner."""

from datetime import date
from typing import Any

from app.requirements.records import Clause, Trigger


def clauses_of(code: str, payload: dict[str, Any], kept_from: date | None = None) -> tuple[Clause, ...]:
    """The rules about when a requirement falls due, as its payload says.

    Args:
        code: the requirement's.
        payload: as its file or its form says.
        kept_from: the day it was made, for one of a setting's or partnership's own.
    """
    if payload.get("of", "post") == "setting" or payload["trigger"] == Trigger.POLICY:
        return ()
    interval, grace = payload.get("interval_months"), payload.get("grace_days") or 0
    at_start = payload["trigger"] in (Trigger.INDUCTION, Trigger.ACADEMIC_YEAR)
    begins = at_start or bool(payload.get("also_at_induction"))
    in_force_on = payload.get("in_force_on") if payload["trigger"] == Trigger.EACH_EDITION else None
    clause = Clause(
        code,
        payload["authority"],
        first_days=grace if begins else None,
        first_months=None if begins else interval,
        again_months=interval,
        year_days=grace if payload["trigger"] == Trigger.ACADEMIC_YEAR else None,
        edition_from=date.fromisoformat(in_force_on) if in_force_on else None,
        edition_days=grace,
        kept_from=kept_from,
    )
    return (clause,)


def tightening(code: str, payload: dict[str, Any], kept_from: date) -> Clause:
    """The rule that a tightening adds. It never takes another away, so nothing is loosened by it."""
    return Clause(
        code,
        payload["authority"],
        first_days=payload.get("within_days"),
        again_months=payload.get("interval_months"),
        kept_from=kept_from,
    )


def loosened(clauses: tuple[Clause, ...], interval_months: int | None, within_days: int | None) -> str:
    """Why a tightening would tighten nothing, naming the stricter rule; empty when it does tighten something."""
    again = _strictest(clauses, "again_months")
    if interval_months is not None and again and interval_months >= (again.again_months or 0):
        return f"{again.authority} asks for this every {again.again_months} months. You can ask for it more often only"
    first = _strictest(clauses, "first_days")
    if within_days is not None and first and within_days >= (first.first_days or 0):
        when = f"within {first.first_days} days of starting" if first.first_days else "at the start"
        return f"{first.authority} asks for this {when}. You can ask for it sooner only"
    return "" if interval_months or within_days is not None else "Say how often, or how soon after starting"


def _strictest(clauses: tuple[Clause, ...], what: str) -> Clause | None:
    known = [clause for clause in clauses if getattr(clause, what) is not None]
    return min(known, key=lambda clause: getattr(clause, what), default=None)

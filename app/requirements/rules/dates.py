"""When a requirement falls due: pure arithmetic of days in Europe/London."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.core.dates import add_months
from app.requirements.records import Clause, Reason
from app.workforce.records import LeaveRecord

SOON = timedelta(days=30)
BACK = timedelta(days=14)  # after a leave, until what fell due meanwhile is due
YEAR_BEGINS = (9, 1)


def falls_due(clause: Clause, since: date, done_on: date | None) -> date | None:
    """The day by which a rule asks for something, or asks for it again; None when it asks for nothing more.

    Args:
        clause: the rule.
        since: the first day on which it is asked of this post.
        done_on: the day on which it was last done, if ever.
    """
    if clause.edition_from and (done_on is None or done_on < clause.edition_from):
        return max(since, clause.edition_from) + timedelta(days=clause.edition_days)
    found = _first(clause, since) if done_on is None else _again(clause, done_on)
    return max(found, clause.kept_from) if found and clause.kept_from else found


def _first(clause: Clause, since: date) -> date | None:
    asked = max(since, clause.kept_from or since)
    if clause.first_days is not None:
        return asked + timedelta(days=clause.first_days)
    return add_months(asked, clause.first_months) if clause.first_months is not None else None


def _again(clause: Clause, done_on: date) -> date | None:
    days = []
    if clause.again_months is not None:
        days.append(add_months(done_on, clause.again_months))
    if clause.year_days is not None:
        days.append(next_year(done_on) + timedelta(days=clause.year_days))
    return min(days, default=None)


def next_year(day: date) -> date:
    """The first day of the academic year after the one that a day falls in."""
    begins = date(day.year, *YEAR_BEGINS)
    return begins if day < begins else date(day.year + 1, *YEAR_BEGINS)


def strictest(clauses: Iterable[Clause], since: date, done_on: date | None) -> list[tuple[date, Clause]]:
    """Every rule that names a day, the earliest first."""
    dated = [(day, clause) for clause in clauses if (day := falls_due(clause, since, done_on))]
    return sorted(dated, key=lambda one: (one[0], one[1].code, one[1].authority))


def after_leave(day: date, leaves: Iterable[LeaveRecord]) -> date:
    """A day of falling due, moved to a fortnight after the end of any leave that it falls in, or just after."""
    for leave in leaves:
        if leave.last_day and day >= leave.first_day:
            day = max(day, leave.last_day + BACK)
    return day


def to_reason(day: date, clause: Clause, done_on: date | None) -> Reason:
    """A rule's day as it is kept beside a standing: which of its limits named it, and that limit's number."""
    return Reason(clause.code, clause.authority, _limit(clause, done_on), day)


def _limit(clause: Clause, done_on: date | None) -> str:
    if clause.edition_from and (done_on is None or done_on < clause.edition_from):
        return f"edition {clause.edition_from.isoformat()}"
    if done_on is None:
        is_early = clause.first_days is not None
        return f"start {clause.first_days}" if is_early else f"from-start {clause.first_months}"
    again = add_months(done_on, clause.again_months) if clause.again_months is not None else date.max
    is_yearly = clause.year_days is not None and _again(clause, done_on) != again
    return f"year {clause.year_days}" if is_yearly else f"again {clause.again_months}"

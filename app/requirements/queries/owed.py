"""Reading what people owe: for whoever reminds them, and for whoever counts what was done lately."""

from datetime import date

from sqlalchemy import func, or_, select

from app.core.database import session
from app.requirements.models import Standing
from app.requirements.records import Due, Owed, ReliefKind
from app.requirements.rules import is_relieved


def owed(setting_id: int, day: date, first_person: int = 0, last_person: int | None = None) -> list[Owed]:
    """What the people of a setting owe on a day, from one person to another by number: one statement.

    Nothing that somebody is relieved of on that day, or that she says is not her job any more.
    """
    columns = (
        Standing.post_id,
        Standing.module,
        Standing.assigned_on,
        Standing.due_by,
        Standing.renew_by,
        Standing.done_on,
        Standing.top_up_on,
        Standing.relief,
        Standing.relief_from,
        Standing.relief_until,
    )
    is_open = or_(*(day.is_not(None) for day in (Standing.assigned_on, Standing.renew_by, Standing.top_up_on)))
    here = (Standing.setting_id == setting_id) & (Standing.person_id >= first_person) & is_open
    if last_person is not None:
        here &= Standing.person_id <= last_person
    rows = session.execute(select(*columns).where(here).order_by(Standing.post_id, Standing.module))
    return [_owed(*facts) for *facts, relief, since, until in rows if _is_asked(relief, since, until, day)]


def _owed(
    post_id: int,
    module: str,
    asked_on: date | None,
    due_by: date | None,
    renew_by: date | None,
    done_on: date | None,
    top_up_on: date | None,
) -> Owed:
    """What was asked counts before a top-up, and that before a renewal, of which a day that was given counts first."""
    if asked_on is not None:
        return Owed(post_id, module, asked_on, due_by)
    if top_up_on is not None:
        return Owed(post_id, module, top_up_on, due_by, done_on=done_on)
    return Owed(post_id, module, renew_by=due_by or renew_by, done_on=done_on)


def _is_asked(relief: str | None, since: date | None, until: date | None, day: date) -> bool:
    """Whether anybody may remind her: not while she is relieved, nor before her lead has answered her."""
    kind = ReliefKind(relief) if relief else None
    return kind is not ReliefKind.NOT_MINE and not is_relieved(Due(None, None, kind, since, until), day)


def names_done_since(setting_id: int, day: date, most: int) -> tuple[list[str], int]:
    """The names of the newest few in a setting who completed something on a day or later, and how many people did."""
    done = (Standing.setting_id == setting_id) & (Standing.done_on >= day)
    people = session.scalar(select(func.count(Standing.post_id.distinct())).where(done)) or 0
    newest = func.max(Standing.done_on).desc()
    whose = (
        select(Standing.person_name).where(done).group_by(Standing.post_id, Standing.person_name, Standing.sort_name)
    )
    return list(session.scalars(whose.order_by(newest, Standing.sort_name).limit(most))), people


def done_since(setting_id: int, day: date) -> list[tuple[str, str, date]]:
    """Who in a setting completed which module on a day or later: name, module, day; the newest first."""
    done = select(Standing.person_name, Standing.module, Standing.done_on).where(
        Standing.setting_id == setting_id, Standing.done_on >= day
    )
    newest_first = done.order_by(Standing.done_on.desc(), Standing.sort_name)
    return [(name, module, on) for name, module, on in session.execute(newest_first) if on]

"""Reading assignments, and whom one would reach."""

from typing import Any

from sqlalchemy import and_, func, or_, select

from app.core.clock import today
from app.core.database import session
from app.requirements.models import Assigned, Assignment, Standing
from app.requirements.queries.history import chunks
from app.requirements.records import AssignmentRecord, How, Reached, Whom, Wish
from app.requirements.rules import fits, said
from app.workforce import queries as workforce
from app.workforce.records import PostRecord


def those_who_fit(setting_id: int, wish: Wish) -> tuple[list[PostRecord], list[PostRecord]]:
    """Whom a wish would reach: those here now, if there is a day for them, and those whose posts are still to begin."""
    here = workforce.colleagues(setting_id) if wish.due_on else []
    to_come = workforce.colleagues_to_be(setting_id) if wish.days is not None else []
    return [post for post in here if fits(wish.whom, post)], [post for post in to_come if fits(wish.whom, post)]


def reached(setting_id: int, wish: Wish) -> Reached:
    """Whom a wish would reach, by name, before anything is done."""
    here, to_come = those_who_fit(setting_id, wish)
    good = or_(Standing.renew_by.is_(None), Standing.renew_by >= (wish.due_on or today()))
    query = select(func.count()).where(Standing.module == wish.module, Standing.done_on.is_not(None), good)
    done = sum(session.scalar(query.where(Standing.post_id.in_(lot))) or 0 for lot in chunks(post.id for post in here))
    return Reached(tuple(post.person_name for post in [*here, *to_come]), done, len(to_come))


def assignments(setting_id: int) -> list[AssignmentRecord]:
    """What a setting asks and asked, what is live first, newest first: one statement."""
    person = Assignment.metadata.tables["person"]
    met = func.count().filter(and_(Standing.done_on.is_not(None), Standing.assigned_on.is_(None)))
    query = (
        select(Assignment, person.c.name, func.count(Standing.post_id), met)
        .join(person, person.c.id == Assignment.made_by)
        .outerjoin(Assigned, (Assigned.assignment_id == Assignment.id) & Assigned.ended_at.is_(None))
        .outerjoin(Standing, (Standing.post_id == Assigned.post_id) & (Standing.module == Assignment.module))
        .where(Assignment.setting_id == setting_id)
        .group_by(Assignment.id, person.c.name)
        .order_by(Assignment.ended_at.is_not(None), Assignment.id.desc())
    )
    return [_record(*row) for row in session.execute(query)]


def _record(row: Assignment, by: str, people: int, done: int) -> AssignmentRecord:
    return AssignmentRecord(
        row.id,
        row.module,
        said(Whom.from_facts(row.whom)),
        row.due_on,
        row.days,
        How(row.how),
        row.note,
        by,
        row.made_at,
        row.ended_at,
        people,
        done,
    )


def choices(setting_id: int) -> dict[str, list[Any]]:
    """The kinds, contracts and sites there are in a setting, for whom a module can be asked."""
    posts = [*workforce.colleagues(setting_id), *workforce.colleagues_to_be(setting_id)]
    return {
        "roles": sorted({post.role for post in posts}),
        "kinds": sorted({post.kind for post in posts}),
        "contracts": sorted({post.contract for post in posts}),
        "sites": sorted({post.site for post in posts if post.site}),
    }

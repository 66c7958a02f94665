"""Asking people for a module: once, or for as long as a rule keeps asking whoever joins."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import select

from app.audit.actions import record
from app.core import events
from app.core.clock import now, today
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.working_days import add_working_days
from app.library import queries as library
from app.requirements.actions.standings import restate
from app.requirements.models import Assigned, Assignment
from app.requirements.queries import assigning as queries
from app.requirements.records import Whom, Wish
from app.requirements.rules import calendar, fits
from app.workforce import queries as workforce
from app.workforce.records import PostRecord


def assign(setting_id: int, wish: Wish, by: int) -> int:
    """Ask everyone who fits for a module, those here now by a day and, where the rule keeps asking, those to come.

    Raises:
        DomainError: it is for nobody, now or later, or its day has passed.
        NotFound: there is no such module for the setting.
    """
    library.newest_for(wish.module, workforce.reach_from(setting_id))
    if wish.due_on is None and wish.days is None:
        raise DomainError("Enter a day, or keep asking everyone who joins")
    if wish.due_on and wish.due_on < today():
        raise DomainError("The day must be today or later")
    here, to_come = queries.those_who_fit(setting_id, wish)
    if not here and not to_come and wish.days is None:
        raise DomainError("Nobody fits this choice")
    row = Assignment(
        setting_id=setting_id,
        module=wish.module,
        whom=asdict(wish.whom),
        due_on=wish.due_on,
        days=wish.days,
        how=wish.how,
        note=wish.note,
        made_by=by,
        made_at=now(),
    )
    session.add(row)
    session.flush()
    if wish.due_on:
        session.add_all(_reached(row, post, wish.due_on) for post in here)
    _reach_newcomers([row], to_come)
    restate(post.id for post in (*here, *to_come))
    events.module_asked.send(setting_id=setting_id)
    record("module assigned", by, assignment=row.id, module=row.module, posts=len(here) + len(to_come))
    return row.id


def _reached(row: Assignment, post: PostRecord, due_by: date) -> Assigned:
    since = max(today(), post.started_on)
    return Assigned(assignment_id=row.id, post_id=post.id, assigned_on=since, due_by=due_by, told_at=now())


def _reach_newcomers(rules: list[Assignment], posts: list[PostRecord]) -> None:
    """Ask people whose posts begin for what the rules say, within so many of their own working days."""
    for rule in rules if posts else []:
        makeup = workforce.setting(rule.setting_id).makeup
        for post in posts:
            begins = max(today(), post.started_on)
            session.add(_reached(rule, post, add_working_days(begins, rule.days or 0, calendar(makeup, post))))
        events.module_asked.send(setting_id=rule.setting_id)
    session.flush()


def note_starters(posts: list[PostRecord]) -> None:
    """Posts began: every rule that keeps asking and fits them reaches them. Standings are stated after this."""
    for setting_id in {post.setting_id for post in posts}:
        for rule in _keeping(setting_id):
            whom = Whom.from_facts(rule.whom)
            _reach_newcomers([rule], [post for post in posts if post.setting_id == setting_id and fits(whom, post)])


def note_changed(post: PostRecord) -> None:
    """A post changed: rules that fit it now reach it from today on, and rules that fit it no more let it go.

    Standings are stated after this.
    """
    query = select(Assigned).join(Assignment, Assignment.id == Assigned.assignment_id)
    live = query.where(Assigned.post_id == post.id, Assigned.ended_at.is_(None), Assignment.days.is_not(None))
    held = {row.assignment_id: row for row in session.scalars(live)}
    for rule in _keeping(post.setting_id):
        is_for_her, row = fits(Whom.from_facts(rule.whom), post), held.get(rule.id)
        if is_for_her and row is None:
            _reach_newcomers([rule], [post])
        elif row is not None and not is_for_her:
            row.ended_at = now()
    session.flush()


def _keeping(setting_id: int) -> list[Assignment]:
    live = (Assignment.setting_id == setting_id) & Assignment.ended_at.is_(None) & Assignment.days.is_not(None)
    return list(session.scalars(select(Assignment).where(live)))


def end_assignment(assignment_id: int, setting_id: int, by: int) -> None:
    """Take an assignment back, or switch a rule off: it asks nothing of anybody any more. Twice is once.

    Raises:
        NotFound: the setting has no such assignment.
    """
    row = session.get(Assignment, assignment_id)
    if row is None or row.setting_id != setting_id:
        raise NotFound("There is no such assignment in your setting.")
    if row.ended_at is not None:
        return
    row.ended_at, row.ended_by = now(), by
    session.flush()
    reached = session.scalars(select(Assigned.post_id).where(Assigned.assignment_id == row.id)).all()
    restate(reached)
    record("assignment ended", by, assignment=row.id)

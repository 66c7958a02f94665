"""Reading who is to be asked today, and what she may be asked."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from app.core.database import Model, session
from app.core.dates import date_of, end_of, start_of
from app.core.working_days import DAY, Calendar, calendar_for
from app.learning import queries as learning
from app.library import queries as library
from app.notices import queries as notices
from app.quizzes import queries as quizzes
from app.recall import rules
from app.recall.models import RecallChoice, RecallQuestion
from app.recall.records import Due
from app.workforce import queries as workforce
from app.workforce.records import Makeup, PostRecord


def is_on(person_id: int) -> bool:
    """Whether somebody wants to be asked; she does until she stops it."""
    return person_id not in _stopped([person_id])


def _stopped(person_ids: Collection[int]) -> frozenset[int]:
    newest = select(func.max(RecallChoice.id)).where(RecallChoice.person_id.in_(person_ids))
    chosen = RecallChoice.id.in_(newest.group_by(RecallChoice.person_id).scalar_subquery())
    return frozenset(session.scalars(select(RecallChoice.person_id).where(chosen, RecallChoice.is_on.is_(False))))


def due_in(setting_id: int, moment: datetime) -> list[Due]:
    """Everybody of a setting who is to be asked now and was not asked about it, who waits longest first.

    Whoever left, is on leave, does not work today or stopped it is not asked.
    """
    learned = learning.learned_in(setting_id, moment - rules.LONGEST)
    posts = {post.id: post for post in workforce.colleagues(setting_id)} if learned else {}
    here = [one for one in learned if one.post_id in posts]
    if not here:
        return []
    day, makeup = date_of(moment), workforce.setting(setting_id).makeup
    leaves = workforce.leaves_of([one.post_id for one in here], day)
    stopped = _stopped({posts[one.post_id].person_id for one in here})
    due = []
    for one in here:
        post = posts[one.post_id]
        away = leaves.get(post.id, [])
        weeks = rules.step_on(date_of(one.completed_at), day, _calendar(post, makeup), away)
        if weeks and post.person_id not in stopped:
            due.append(Due(one, weeks, post))
    return _not_asked(due)


def _calendar(post: PostRecord, makeup: Makeup) -> Calendar:
    return calendar_for(post.kind, makeup.year_kind, makeup.terms, post.works_days)


def _not_asked(due: list[Due]) -> list[Due]:
    causes = RecallQuestion.cause.in_([one.cause for one in due])
    asked = set(session.scalars(select(RecallQuestion.cause).where(causes)))
    waiting = [one for one in due if one.cause not in asked]
    return sorted(waiting, key=lambda one: (one.learned.completed_at + timedelta(weeks=one.weeks), one.cause))


def busy(person_ids: Collection[int], moment: datetime) -> frozenset[int]:
    """Those of some people who were asked within a week, or for whom any message was queued today or yesterday."""
    post = Model.metadata.tables["post"]
    lately = post.c.person_id.in_(person_ids) & (RecallQuestion.asked_at > moment - rules.APART)
    query = select(post.c.person_id).join(RecallQuestion, RecallQuestion.post_id == post.c.id).where(lately)
    return frozenset(session.scalars(query)) | notices.reached_since(person_ids, start_of(date_of(moment) - DAY))


def asked_on(day: date, span: tuple[int, int]) -> frozenset[int]:
    """Who was asked by a letter on a day, from one person to another by number."""
    post = Model.metadata.tables["post"]
    query = select(post.c.person_id).join(RecallQuestion, RecallQuestion.post_id == post.c.id)
    that_day = RecallQuestion.asked_at.between(start_of(day), end_of(day)) & RecallQuestion.token_digest.is_not(None)
    return frozenset(session.scalars(query.where(that_day, post.c.person_id.between(*span))))


def to_choose_from(due: Due) -> tuple[int, str | None]:
    """The newest version of the module, and which of its questions to ask; None where it has none for her setting."""
    newest, learned = library.newest(due.learned.module), due.learned
    before = set(
        session.scalars(select(RecallQuestion.code).where(RecallQuestion.completion_id == learned.completion_id))
    )
    there = library.questions(newest.id, learned.kind)
    return newest.id, rules.chosen(there, quizzes.grips(learned.enrolment_id), before, due.cause)

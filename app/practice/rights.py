"""What practice holds of a person, for how long, and how it is erased. An action's words are the setting's."""

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, case, delete, func, literal, or_, select, update

from app.core.database import Moment, plain, session
from app.practice.models import (
    ImpactAnswer,
    ImpactChoice,
    ImpactQuestion,
    PracticeAction,
    PracticeFile,
    PracticeStep,
)
from app.workforce import rights as workforce

Limit: TypeAlias = tuple[datetime, dict[int, datetime]]  # what is older goes; by setting, where it chose otherwise


def _posts(person_id: int) -> list[int]:
    return [post["id"] for post in workforce.about(person_id)["posts"]]


def about(person_id: int) -> dict[str, Any]:
    """Every action a person wrote, every step of hers and whatever she leads; what she was asked, and her answers."""
    posts = _posts(person_id)
    questions = session.scalars(select(ImpactQuestion).where(ImpactQuestion.post_id.in_(posts))).all()
    answers = ImpactAnswer.question_id.in_([row.id for row in questions])
    steps = PracticeStep.by_post_id.in_(posts) | PracticeStep.owner_post_id.in_(posts)
    return {
        "practice_actions": _rows(PracticeAction, PracticeAction.author_post_id.in_(posts)),
        "practice_steps": _rows(PracticeStep, steps),
        "questions_weeks_later": [plain(row, "token_digest") for row in questions],
        "answers_weeks_later": _rows(ImpactAnswer, answers),
        "weeks_chosen": _rows(ImpactChoice, ImpactChoice.chosen_by == person_id),
    }


def _rows(table: Any, wanted: ColumnElement[bool]) -> list[dict[str, Any]]:
    return [plain(row) for row in session.scalars(select(table).where(wanted))]


def forget(actions: Limit, lines_before: datetime, links_before: datetime) -> dict[str, int]:
    """Delete actions of which nothing was noted for too long, lines of answers, and questions nobody answered."""
    last = select(func.max(PracticeStep.at)).where(PracticeStep.action_id == PracticeAction.id).scalar_subquery()
    old = session.scalars(select(PracticeAction.id).where(_limit(actions) > last)).all()
    _delete(list(old))
    lines = update(ImpactAnswer).where(ImpactAnswer.answered_at < lines_before, ImpactAnswer.line != "")
    gone = session.execute(lines.values(line="").returning(ImpactAnswer.question_id)).all()
    unanswered = ImpactQuestion.used_at.is_(None) & (ImpactQuestion.closes_at < links_before)
    asked = session.execute(delete(ImpactQuestion).where(unanswered).returning(ImpactQuestion.id)).all()
    return {"practice actions": len(old), "lines of answers": len(gone), "unanswered questions": len(asked)}


def _limit(limit: Limit) -> ColumnElement[datetime]:
    usual, own = limit
    each = {place: literal(day, Moment) for place, day in own.items()}
    return case(each, value=PracticeAction.setting_id, else_=literal(usual, Moment)) if own else literal(usual, Moment)


def _delete(ids: list[int]) -> None:
    """Delete actions whole: steps, files, and what was asked about them."""
    steps = select(PracticeStep.id).where(PracticeStep.action_id.in_(ids))
    questions = select(ImpactQuestion.id).where(ImpactQuestion.action_id.in_(ids))
    session.execute(delete(PracticeFile).where(PracticeFile.step_id.in_(steps)))
    session.execute(update(PracticeStep).where(PracticeStep.action_id.in_(ids)).values(undoes_id=None))
    session.execute(delete(PracticeStep).where(PracticeStep.action_id.in_(ids)))
    session.execute(delete(ImpactAnswer).where(ImpactAnswer.question_id.in_(questions)))
    session.execute(delete(ImpactQuestion).where(ImpactQuestion.action_id.in_(ids)))
    session.execute(delete(PracticeAction).where(PracticeAction.id.in_(ids)))


def erase(person_id: int) -> None:
    """Delete what a person was asked and answered. Her actions stay her setting's, under what her name becomes."""
    posts = _posts(person_id)
    hers = select(ImpactQuestion.id).where(ImpactQuestion.post_id.in_(posts))
    session.execute(delete(ImpactAnswer).where(ImpactAnswer.question_id.in_(hers)))
    session.execute(delete(ImpactQuestion).where(ImpactQuestion.post_id.in_(posts)))
    looked_over = or_(ImpactAnswer.keyed_in_by.in_(posts), ImpactAnswer.confirmed_by.in_(posts))
    session.execute(update(ImpactAnswer).where(looked_over).values(keyed_in_by=None, confirmed_by=None))

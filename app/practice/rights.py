"""What practice holds of a person, for how long, and how it is erased. Actions and passports are the setting's."""

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, case, delete, func, literal, or_, select, update

from app.core.database import Moment, plain, session
from app.practice.models import (
    ImpactAnswer,
    ImpactChoice,
    ImpactQuestion,
    PassportStep,
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
        "passport_steps": _rows(PassportStep, PassportStep.by_post_id.in_(posts)),
        "questions_weeks_later": [plain(row, "token_digest") for row in questions],
        "answers_weeks_later": _rows(ImpactAnswer, answers),
        "weeks_chosen": _rows(ImpactChoice, ImpactChoice.chosen_by == person_id),
    }


def _rows(table: Any, wanted: ColumnElement[bool]) -> list[dict[str, Any]]:
    return [plain(row) for row in session.scalars(select(table).where(wanted))]


def forget(actions: Limit, lines_before: datetime, links_before: datetime) -> dict[str, int]:
    """Delete actions and themes of which nothing was noted for too long, lines, and questions nobody answered."""
    last = select(func.max(PracticeStep.at)).where(PracticeStep.action_id == PracticeAction.id).scalar_subquery()
    old = session.scalars(select(PracticeAction.id).where(_limit(actions, PracticeAction.setting_id) > last)).all()
    _delete(list(old))
    pages = _forget_pages(actions)
    lines = update(ImpactAnswer).where(ImpactAnswer.answered_at < lines_before, ImpactAnswer.line != "")
    gone = session.execute(lines.values(line="").returning(ImpactAnswer.question_id)).all()
    unanswered = ImpactQuestion.used_at.is_(None) & (ImpactQuestion.closes_at < links_before)
    asked = session.execute(delete(ImpactQuestion).where(unanswered).returning(ImpactQuestion.id)).all()
    return {
        "practice actions": len(old),
        "pages of passports": pages,
        "lines of answers": len(gone),
        "unanswered questions": len(asked),
    }


def _forget_pages(limit: Limit) -> int:
    """Delete the whole of each theme of a setting whose last note is too old."""
    pages = session.execute(
        select(PassportStep.setting_id, PassportStep.theme)
        .group_by(PassportStep.setting_id, PassportStep.theme)
        .having(func.max(PassportStep.at) < _limit(limit, PassportStep.setting_id))
    ).all()
    for place, theme in pages:
        mine = (PassportStep.setting_id == place) & (PassportStep.theme == theme)
        session.execute(update(PassportStep).where(mine).values(undoes_id=None))
        session.execute(delete(PassportStep).where(mine))
    return len(pages)


def _limit(limit: Limit, place: Any) -> ColumnElement[datetime]:
    usual, own = limit
    each = {one: literal(day, Moment) for one, day in own.items()}
    return case(each, value=place, else_=literal(usual, Moment)) if own else literal(usual, Moment)


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
    """Delete what a person was asked and answered. Her actions and statements of practice stay her setting's."""
    posts = _posts(person_id)
    hers = select(ImpactQuestion.id).where(ImpactQuestion.post_id.in_(posts))
    session.execute(delete(ImpactAnswer).where(ImpactAnswer.question_id.in_(hers)))
    session.execute(delete(ImpactQuestion).where(ImpactQuestion.post_id.in_(posts)))
    looked_over = or_(ImpactAnswer.keyed_in_by.in_(posts), ImpactAnswer.confirmed_by.in_(posts))
    session.execute(update(ImpactAnswer).where(looked_over).values(keyed_in_by=None, confirmed_by=None))

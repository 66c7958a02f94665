"""What meetings hold about a person, for how long, and how it is erased. A register is the setting's own record."""

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, case, delete, literal, select, update

from app.core.database import Moment, plain, session
from app.meetings.models import Attendance, Meeting, MeetingAnswers, MeetingDecision, MeetingStep
from app.workforce import rights as workforce

Limit: TypeAlias = tuple[datetime, dict[int, datetime]]  # what is older goes; by setting, where it chose otherwise


def _posts(person_id: int) -> list[int]:
    return [post["id"] for post in workforce.about(person_id)["posts"]]


def about(person_id: int) -> dict[str, Any]:
    """Every meeting a person planned, each step she took, what registers say of her and what she noted in them."""
    posts = _posts(person_id)
    lines = Attendance.post_id.in_(posts) | Attendance.noted_by.in_(posts)
    answers = MeetingAnswers.post_id.in_(posts) | MeetingAnswers.keyed_in_by.in_(posts)
    return {
        "meetings": _rows(Meeting, Meeting.made_by.in_(posts)),
        "meeting_steps": _rows(MeetingStep, MeetingStep.by_post_id.in_(posts)),
        "meeting_registers": _rows(Attendance, lines),
        "meeting_answers": [
            plain(row, "key", *(() if row.post_id in posts else ("line",)))
            for row in session.scalars(select(MeetingAnswers).where(answers))
        ],
    }


def _rows(table: Any, wanted: ColumnElement[bool]) -> list[dict[str, Any]]:
    return [plain(row) for row in session.scalars(select(table).where(wanted))]


def forget(lines_before: datetime, meetings: Limit) -> dict[str, int]:
    """Empty lines from paper that never counted, and delete meetings held too long ago; returns how many of each."""
    old_line = (MeetingAnswers.kept_at < lines_before) & (MeetingAnswers.line != "")
    emptied = session.execute(update(MeetingAnswers).where(old_line).values(line="").returning(MeetingAnswers.post_id))
    ids = list(session.scalars(select(Meeting.id).where(Meeting.made_at < _limit(meetings))))
    for table in (MeetingDecision, MeetingAnswers, Attendance, MeetingStep):
        session.execute(delete(table).where(table.meeting_id.in_(ids)))
    session.execute(delete(Meeting).where(Meeting.id.in_(ids)))
    return {"lines from answer sheets": len(emptied.all()), "meetings": len(ids)}


def _limit(limit: Limit) -> ColumnElement[datetime]:
    usual, own = limit
    each = {place: literal(day, Moment) for place, day in own.items()}
    return case(each, value=Meeting.setting_id, else_=literal(usual, Moment)) if own else literal(usual, Moment)


def erase(person_id: int) -> None:
    """Delete what was keyed in for a person. Registers keep that somebody was there, under what her name becomes."""
    posts = _posts(person_id)
    session.execute(delete(MeetingAnswers).where(MeetingAnswers.post_id.in_(posts)))
    session.execute(update(MeetingAnswers).where(MeetingAnswers.keyed_in_by.in_(posts)).values(keyed_in_by=None))

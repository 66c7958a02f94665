"""Reading meetings, their registers and what came of them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app.core.clock import now
from app.core.codes import normalised
from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import LEADS, Role, SettingKind
from app.core.vocabulary import Step as Done
from app.handouts import queries as handouts
from app.handouts.records import AnswerSheet
from app.learning import queries as journeys
from app.library import queries as library
from app.meetings.models import Attendance, Meeting, MeetingAnswers, MeetingDecision, MeetingStep
from app.meetings.records import How, Kept, Line, MeetingRecord, Presence, Step, StepRecord
from app.meetings.rules.holding import ANSWERS_FOR, ENTERED_LATE, has_learned, takes_answers
from app.practice import queries as practice
from app.practice.records import ActionRecord
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

A_PAGE = 20


def one(setting_id: int, meeting_id: int) -> MeetingRecord:
    """A meeting of a setting. Raises NotFound for another setting's, as for none."""
    found = _meetings((Meeting.id == meeting_id) & (Meeting.setting_id == setting_id))
    if not found:
        raise NotFound("There is no such meeting.")
    return found[0]


def who_may_lead(setting_id: int) -> list[PostRecord]:
    """Who may lead a meeting in a setting today, by name."""
    return [one for one in workforce.colleagues(setting_id) if one.role in {Role.FACILITATOR, *LEADS}]


def by_code(typed: str) -> MeetingRecord:
    """The meeting that a QR code leads to. Raises NotFound."""
    found = _meetings(Meeting.code == normalised(typed))
    if not found:
        raise NotFound("There is no such meeting.")
    return found[0]


def of_setting(setting_id: int, page: int = 1) -> tuple[list[MeetingRecord], int]:
    """A page of a setting's meetings, the latest first, and how many there are."""
    total = session.scalar(select(func.count()).select_from(Meeting).where(Meeting.setting_id == setting_id)) or 0
    return _meetings(Meeting.setting_id == setting_id, page), total


def _meetings(which: ColumnElement[bool], page: int = 1) -> list[MeetingRecord]:
    ordered = select(Meeting).where(which).order_by(Meeting.held_on.desc(), Meeting.id.desc())
    rows = session.scalars(ordered.offset((page - 1) * A_PAGE).limit(A_PAGE)).all()
    steps, names = _steps([row.id for row in rows]), _names(row.facilitator_post_id for row in rows)
    return [_record(row, names[row.facilitator_post_id], steps.get(row.id, ())) for row in rows]


def _steps(meeting_ids: list[int]) -> dict[int, tuple[StepRecord, ...]]:
    query = select(MeetingStep).where(MeetingStep.meeting_id.in_(meeting_ids)).order_by(MeetingStep.id)
    rows = session.scalars(query).all()
    names = _names({row.by_post_id for row in rows})
    found: dict[int, tuple[StepRecord, ...]] = {}
    for row in rows:
        step = StepRecord(Step(row.kind), row.at, names[row.by_post_id], row.words)
        found[row.meeting_id] = (*found.get(row.meeting_id, ()), step)
    return found


def _names(post_ids: Iterable[int]) -> dict[int, str]:
    return {post.id: post.person_name for post in workforce.posts(list(set(post_ids)))}


def _record(row: Meeting, leads: str, steps: tuple[StepRecord, ...]) -> MeetingRecord:
    version = library.version(row.version_id)
    return MeetingRecord(
        row.id,
        row.setting_id,
        row.code,
        row.version_id,
        SettingKind(row.kind),
        row.theme,
        row.held_on,
        row.minutes,
        row.facilitator_post_id,
        leads,
        version.title,
        version.module,
        steps,
    )


def _newest_lines(meeting_id: int) -> Any:
    mine = select(func.max(Attendance.id)).where(Attendance.meeting_id == meeting_id).group_by(Attendance.post_id)
    return select(Attendance).where(Attendance.id.in_(mine))


def register(meeting_id: int) -> dict[int, Presence]:
    """What the register says now, by post; of those who ever stood in it."""
    return {row.post_id: _presence(row) for row in session.scalars(_newest_lines(meeting_id))}


def _presence(row: Attendance) -> Presence:
    return Presence(row.was_there, row.late, row.early)


def presence(meeting_id: int, post_id: int) -> Presence | None:
    """What the register says of one post, if anything."""
    row = session.scalar(_newest_lines(meeting_id).where(Attendance.post_id == post_id))
    return _presence(row) if row else None


def counts(meeting_ids: list[int]) -> dict[int, int]:
    """How many people were there, by meeting: one statement."""
    newest = (
        select(func.max(Attendance.id))
        .where(Attendance.meeting_id.in_(meeting_ids))
        .group_by(Attendance.meeting_id, Attendance.post_id)
    )
    there = Attendance.id.in_(newest) & Attendance.was_there
    rows = session.execute(select(Attendance.meeting_id, func.count()).where(there).group_by(Attendance.meeting_id))
    return {row.meeting_id: row[1] for row in rows}


def history(meeting_id: int) -> list[Line]:
    """Every change of a register, the latest first."""
    query = select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.id.desc())
    rows = session.scalars(query).all()
    names = _names({row.post_id for row in rows} | {row.noted_by for row in rows})
    return [
        Line(row.post_id, names[row.post_id], _presence(row), How(row.how), row.noted_at, names[row.noted_by])
        for row in rows
    ]


def sheet(meeting: MeetingRecord, paper: int = 1) -> AnswerSheet:
    """The answer sheet of a meeting: the first for everybody, the next ones for who tries again on paper."""
    return handouts.answer_sheet(library.version(meeting.version_id), meeting.kind, paper)


def kept(meeting_id: int) -> dict[int, Kept]:
    """The answers of a meeting, by post: two statements."""
    rows = session.scalars(select(MeetingAnswers).where(MeetingAnswers.meeting_id == meeting_id)).all()
    done = journeys.steps_by_journey([row.enrolment_id for row in rows if row.enrolment_id])
    return {row.post_id: _kept(row, done.get(row.enrolment_id or 0, frozenset())) for row in rows}


def _kept(row: MeetingAnswers, done: frozenset[Done]) -> Kept:
    passed, complete = Done.CHECK in done, Done.REFLECTION in done
    by_another = row.keyed_in_by is not None
    return Kept(
        row.post_id, row.line, row.paper, row.on_paper, row.enrolment_id, row.number, passed, complete, by_another
    )


def to_answer(post_id: int) -> list[MeetingRecord]:
    """The meetings whose check waits for the holder of a post: one statement where there are none."""
    lately = Attendance.noted_at > now() - ANSWERS_FOR - ENTERED_LATE
    answered = select(MeetingAnswers.meeting_id).where(
        MeetingAnswers.post_id == post_id, MeetingAnswers.enrolment_id.is_not(None)
    )
    mine = select(Attendance.meeting_id).where(Attendance.post_id == post_id, lately).distinct()
    ids = list(session.scalars(mine.where(Attendance.meeting_id.not_in(answered))))
    found = _meetings(Meeting.id.in_(ids)) if ids else []
    open_ones = [one for one in found if takes_answers(one, now())]
    return [one for one in open_ones if has_learned(presence(one.id, post_id), one.minutes)]


def decided(meeting: MeetingRecord) -> list[ActionRecord]:
    """The practice actions that a meeting decided on."""
    query = select(MeetingDecision.action_id).where(MeetingDecision.meeting_id == meeting.id)
    return [practice.one(meeting.setting_id, action_id) for action_id in session.scalars(query)]

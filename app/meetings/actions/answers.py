"""Everybody's own answers: sent from a phone, or keyed in from a sheet and counted when they were looked through."""

from collections.abc import Mapping, Sequence

from app.access.identity import PostHeld
from app.audit.actions import record
from app.core.clock import now
from app.core.database import session, take_turn
from app.core.errors import Conflict
from app.core.vocabulary import Step
from app.handouts.records import PaperQuestion
from app.learning import actions as learning
from app.learning import queries as journeys
from app.meetings import queries
from app.meetings.models import MeetingAnswers
from app.meetings.records import Kept, MeetingRecord
from app.meetings.rules.holding import has_learned, takes_answers
from app.meetings.rules.lines import NotALine, read, tidy, without_tick
from app.quizzes import actions as quizzes
from app.quizzes.records import Answer

METHOD = "team meeting"


class NotNow(Conflict):
    """Answers that cannot count: the check is not open, or the register does not have her for long enough."""


class AlreadyAnswered(Conflict):
    """Somebody's answers of this meeting count already."""


def may_answer(post_id: int, meeting: MeetingRecord) -> None:
    """Raise NotNow with what somebody should do, where her answers cannot count now."""
    presence = queries.presence(meeting.id, post_id)
    if presence is None or not presence.was_there:
        raise NotNow("You are not on the register of this meeting. Ask whoever leads it to add you.")
    if not has_learned(presence, meeting.minutes):
        raise NotNow(
            "You were there for less than two thirds of this meeting. Read the module yourself, in your own time: what "
            "you have done already counts."
        )
    if not takes_answers(meeting, now()):
        raise NotNow("The check of this meeting is not open. Whoever leads it opens it.")


def send(post: PostHeld, meeting: MeetingRecord, key: str, answers: Sequence[Answer]) -> Kept:
    """Let the answers that somebody sent from her own session count, once, however often they arrive.

    Args:
        post: hers, in the meeting's setting.
        meeting: at which she was.
        key: made with the page that she answered; the same sending has the same key.
        answers: one for each question of the meeting's sheet.

    Raises:
        NotNow: see `may_answer`; nothing is kept then.
    """
    take_turn(f"answers {meeting.id} {post.id}")
    row = _row(meeting.id, post.id)
    if row and row.enrolment_id:
        return queries.kept(meeting.id)[post.id]
    may_answer(post.id, meeting)
    row = row or _fresh(meeting.id, post.id)
    row.key, row.line, row.keyed_in_by = key, "", None
    row.paper = 1
    _let_count(row, meeting, answers)
    return queries.kept(meeting.id)[post.id]


def _row(meeting_id: int, post_id: int) -> MeetingAnswers | None:
    return session.get(MeetingAnswers, (meeting_id, post_id))


def _fresh(meeting_id: int, post_id: int) -> MeetingAnswers:
    row = MeetingAnswers(meeting_id=meeting_id, post_id=post_id, line="", on_paper=False, kept_at=now())
    session.add(row)
    return row


def _let_count(row: MeetingAnswers, meeting: MeetingRecord, answers: Sequence[Answer]) -> None:
    taught = {"method": METHOD, "meeting": meeting.id}
    enrolment = learning.attend(row.post_id, meeting.version_id, meeting.kind, minutes=meeting.minutes, **taught)
    attempt = quizzes.take_sheet(enrolment, queries.sheet(meeting, row.paper).drawn, answers, **taught)
    row.enrolment_id, row.number, row.kept_at = enrolment.id, attempt.number, now()
    session.flush()


def keep_lines(by: PostHeld, meeting_id: int, lines: Mapping[int, str], paper: int = 1) -> dict[int, str]:
    """Keep what was keyed in from sheets, to be looked through before it counts; an empty line takes it back.

    Args:
        by: the post of whoever keys in.
        meeting_id: the meeting.
        lines: what was typed, by post.
        paper: which of the sheets of its kind they are from.

    Returns:
        What is wrong with a line, by post; such a line is not kept, and all others are.

    Raises:
        NotFound: the meeting is another setting's, or there is none.
    """
    meeting = queries.one(by.setting_id, meeting_id)
    questions, there = queries.sheet(meeting, paper).questions, queries.kept(meeting.id)
    faults, changed = {}, 0
    for post_id, typed in lines.items():
        before = there.get(post_id)
        if tidy(typed) == (before.typed if before else "") and (not before or before.paper == paper):
            continue
        try:
            _keep(by, meeting, questions, post_id, typed, paper)
            changed += 1
        except (NotNow, NotALine, AlreadyAnswered) as fault:
            faults[post_id] = str(fault)
    if changed:
        record("meeting answers keyed in", by.person_id, meeting=meeting.id, lines=changed)
    return faults


def _keep(
    by: PostHeld, meeting: MeetingRecord, questions: Sequence[PaperQuestion], post_id: int, typed: str, paper: int
) -> None:
    """Keep one line, or what is left of it when it is emptied."""
    take_turn(f"answers {meeting.id} {post_id}")
    may_answer(post_id, meeting)
    letters, is_ticked = without_tick(typed)
    kept = queries.kept(meeting.id).get(post_id)
    if letters and kept and kept.has_passed:
        raise AlreadyAnswered("her answers count already; type + alone for a reflection on paper")
    if letters:
        read(questions, letters)
    elif is_ticked and not (kept and kept.enrolment_id):
        raise NotALine("type her letters before the +")
    row = _row(meeting.id, post_id) or _fresh(meeting.id, post_id)
    row.line, row.paper, row.on_paper, row.keyed_in_by, row.kept_at = letters, paper, is_ticked, by.id, now()
    session.flush()


def count(by: PostHeld, meeting_id: int) -> int:
    """Let everything that was keyed in count, as if each had answered herself; returns for how many it did.

    Raises:
        NotFound: the meeting is another setting's, or there is none.
        NotNow: somebody was taken off the register since.
    """
    meeting = queries.one(by.setting_id, meeting_id)
    waiting = [post_id for post_id, one in queries.kept(meeting.id).items() if one.waits]
    for post_id in waiting:
        take_turn(f"answers {meeting.id} {post_id}")
        row = session.get_one(MeetingAnswers, (meeting.id, post_id), populate_existing=True)
        if row.line:
            may_answer(post_id, meeting)
            _let_count(row, meeting, read(queries.sheet(meeting, row.paper).questions, row.line))
            row.line = ""
        _note_reflection(row)
    if waiting:
        record("meeting answers counted", by.person_id, meeting=meeting.id, people=len(waiting))
    return len(waiting)


def _note_reflection(row: MeetingAnswers) -> None:
    """Put the reflection behind her who wrote it on paper, once her check is passed."""
    done = journeys.steps_done(row.enrolment_id) if row.enrolment_id else {}
    if row.enrolment_id and row.on_paper and Step.CHECK in done and Step.REFLECTION not in done:
        learning.record_step(journeys.journey(row.enrolment_id), Step.REFLECTION, on_paper=True)
    session.flush()

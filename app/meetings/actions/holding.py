"""Planning a meeting, each step it takes, and what it decides."""

from datetime import date
from typing import Any

from app.access.identity import PostHeld
from app.audit.actions import record
from app.core.clock import now
from app.core.database import session, take_turn
from app.core.errors import DomainError, NotFound, OutOfOrder
from app.library import queries as library
from app.meetings import queries
from app.meetings.models import Meeting, MeetingDecision, MeetingStep
from app.meetings.records import MeetingRecord, Planned, Step
from app.meetings.rules.holding import may_follow
from app.practice import actions as practice
from app.practice.records import Origin, Source


def plan(post: PostHeld, planned: Planned) -> int:
    """Plan a meeting of the setting of a post; returns its number. Raises NotFound for a module that is not for it."""
    row = Meeting(setting_id=post.setting_id, made_by=post.id, made_at=now(), **_facts(post, planned))
    session.add(row)
    session.flush()
    record("meeting planned", post.person_id, meeting=row.id, setting=post.setting_id)
    return row.id


def _facts(post: PostHeld, planned: Planned) -> dict[str, Any]:
    version = library.newest_for(planned.module, post.reach)
    if version.withdrawn_at:
        raise DomainError("This module was withdrawn, and there is no other edition of it yet.")
    if planned.kind not in version.kinds:
        raise DomainError("This module is not for that kind of setting.")
    if planned.facilitator_post_id not in {one.id for one in queries.who_may_lead(post.setting_id)}:
        raise NotFound("There is no such facilitator here.")
    return {
        "version_id": version.id,
        "kind": planned.kind,
        "theme": planned.theme,
        "held_on": planned.held_on,
        "minutes": planned.minutes,
        "facilitator_post_id": planned.facilitator_post_id,
    }


def change(post: PostHeld, meeting_id: int, planned: Planned) -> None:
    """Change what was planned. Raises OutOfOrder once it began: then sheets may be out."""
    meeting = queries.one(post.setting_id, meeting_id)
    if meeting.counting:
        raise OutOfOrder("It began or was cancelled. Take that step back first, or plan another meeting.")
    row = session.get_one(Meeting, meeting.id)
    for name, value in _facts(post, planned).items():
        setattr(row, name, value)
    session.flush()
    record("meeting changed", post.person_id, meeting=meeting.id, held_on=planned.held_on.isoformat())


def take(post: PostHeld, meeting_id: int, step: Step, words: str = "") -> MeetingRecord:
    """Take a step of a meeting, or take the last one back; the same step twice at once is taken once.

    Raises:
        NotFound: it is another setting's, or there is none.
        OutOfOrder: the step cannot follow.
        DomainError: it is cancelled and nobody says why.
    """
    take_turn(f"meeting {meeting_id}")
    meeting = queries.one(post.setting_id, meeting_id)
    if meeting.counting and meeting.counting[-1].kind is step:
        return meeting
    if not may_follow(meeting, step):
        raise OutOfOrder("Something else was done with this meeting meanwhile. Look at it once more.")
    if step is Step.CANCELLED and not words.strip():
        raise DomainError("Write why it is cancelled")
    row = MeetingStep(meeting_id=meeting.id, kind=step, at=now(), by_post_id=post.id, words=words.strip())
    session.add(row)
    session.flush()
    record(f"meeting {str(step).replace('-', ' ')}", post.person_id, meeting=meeting.id)
    return queries.one(post.setting_id, meeting_id)


def decide(post: PostHeld, meeting_id: int, words: str, owner: str, review_on: date, source: Source) -> int:
    """Let what a group decided become a practice action of its setting; returns the action's number.

    Raises:
        NotFound: the meeting is another setting's, or there is none.
        TwoOfThatName: the name does not tell who leads it.
    """
    meeting = queries.one(post.setting_id, meeting_id)
    action_id = practice.open_action(post, words, owner, review_on, Origin.MEETING, source)
    session.merge(MeetingDecision(meeting_id=meeting.id, action_id=action_id))
    session.flush()
    return action_id

"""Taking back what was keyed in for the wrong person, once it counted."""

from app.access.identity import PostHeld
from app.audit.actions import record
from app.core.database import session, take_turn
from app.core.errors import NotFound
from app.learning import actions as learning
from app.learning import queries as journeys
from app.meetings import queries
from app.meetings.models import MeetingAnswers

WRONG_PERSON = "keyed in for the wrong person"


def take_back(by: PostHeld, meeting_id: int, post_id: int) -> None:
    """Let answers that were keyed in for the wrong person count nowhere from now on; her line is free again.

    Args:
        by: the post of whoever takes them back.
        meeting_id: the meeting.
        post_id: for whom they were keyed in.

    Raises:
        NotFound: the meeting is another setting's, or nothing that counts was keyed in for her.
        OutOfOrder: she did everything that counts herself.
    """
    meeting = queries.one(by.setting_id, meeting_id)
    take_turn(f"answers {meeting.id} {post_id}")
    row = session.get(MeetingAnswers, (meeting.id, post_id), populate_existing=True)
    if row is None or row.keyed_in_by is None or row.enrolment_id is None:
        raise NotFound("No answers that count were keyed in for her at this meeting.")
    learning.take_back(journeys.journey(row.enrolment_id), by.person_id, WRONG_PERSON)
    row.enrolment_id = row.number = row.keyed_in_by = None
    row.line, row.on_paper, row.paper = "", False, 1
    session.flush()
    record("meeting answers taken back", by.person_id, meeting=meeting.id, setting=meeting.setting_id)

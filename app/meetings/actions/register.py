"""Who was there: by signing in, by ticking, or from a list of names. Rows are only added."""

from collections.abc import Mapping

from app.access.identity import Identity, PostHeld
from app.audit.actions import record
from app.core.clock import now
from app.core.database import session
from app.core.errors import Conflict, NotFound
from app.meetings import queries
from app.meetings.models import Attendance
from app.meetings.records import How, MeetingRecord, Presence, Step
from app.meetings.rules.holding import changed, minutes_late
from app.workforce import queries as workforce


class NotHere(Conflict):
    """Somebody signs in to a meeting that nobody can join now."""


def sign_in(post: PostHeld, meeting: MeetingRecord) -> Presence:
    """Put the holder of a post on the register; a second time changes nothing.

    Raises:
        NotFound: it is another setting's meeting.
        NotHere: it was cancelled or is over.
    """
    if post.setting_id != meeting.setting_id:
        raise NotFound("There is no such meeting.")
    there = queries.presence(meeting.id, post.id)
    if there and there.was_there:
        return there
    if meeting.is_cancelled or meeting.is_over:
        what = "was cancelled" if meeting.is_cancelled else "is over"
        raise NotHere(f"This meeting {what}. If you were there, ask whoever led it to add you to the register.")
    present = Presence(True, min(minutes_late(meeting.when(Step.BEGUN), now()), meeting.minutes))
    _add(meeting.id, {post.id: present}, How.QR, post.id)
    return present


def note(by: PostHeld, meeting_id: int, lines: Mapping[int, Presence], how: How) -> int:
    """Make a register say what it should of some posts; returns how many lines that changed.

    Raises:
        NotFound: the meeting is another setting's, or one of the posts is.
    """
    meeting = queries.one(by.setting_id, meeting_id)
    new = changed(queries.register(meeting.id), lines)
    if len(workforce.posts_in(meeting.setting_id, list(new))) < len(new):
        raise NotFound("There is no such post.")
    _add(meeting.id, new, how, by.id)
    if new:
        record("meeting register changed", by.person_id, meeting=meeting.id, lines=len(new), how=str(how))
    return len(new)


def _add(meeting_id: int, lines: Mapping[int, Presence], how: How, by: int) -> None:
    session.add_all(
        Attendance(
            meeting_id=meeting_id,
            post_id=post_id,
            was_there=one.was_there,
            late=one.late,
            early=one.early,
            how=how,
            noted_at=now(),
            noted_by=by,
        )
        for post_id, one in lines.items()
    )
    session.flush()


def post_here(who: Identity, meeting: MeetingRecord) -> PostHeld:
    """The post that somebody holds in a meeting's setting, whichever she looks from. Raises NotFound."""
    held = [post for post in who.posts if post.setting_id == meeting.setting_id]
    if not held:
        raise NotFound("There is no such meeting.")
    return who.post if who.post in held and who.post else held[0]

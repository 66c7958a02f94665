"""Which step may follow, who was there for enough of a meeting, and until when answers count."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.meetings.records import MeetingRecord, Presence, Step

ON_TIME = 5  # whoever signs in within so many minutes was not late
ANSWERS_FOR = timedelta(days=14)  # from the meeting's own day on
PLANNED_AHEAD = timedelta(days=365)
ENTERED_LATE = timedelta(days=90)  # a meeting without a screen is entered afterwards, within this
FOLLOWS: dict[Step | None, tuple[Step, ...]] = {
    None: (Step.BEGUN, Step.CANCELLED),
    Step.BEGUN: (Step.CHECK_OPENED, Step.ENDED, Step.CANCELLED),
    Step.CHECK_OPENED: (Step.ENDED, Step.CANCELLED),
    Step.ENDED: (),
    Step.CANCELLED: (),
}


def may_follow(meeting: MeetingRecord, step: Step) -> bool:
    """Whether a step may be taken now; the last can be taken back once there is one."""
    last = meeting.counting[-1].kind if meeting.counting else None
    return last is not None if step is Step.TAKEN_BACK else step in FOLLOWS[last]


def minutes_late(begun_at: datetime | None, moment: datetime) -> int:
    """How late somebody comes who signs in at a moment; 0 before the beginning and in the first minutes."""
    passed = int((moment - begun_at).total_seconds() // 60) if begun_at else 0
    return passed if passed > ON_TIME else 0


def has_learned(presence: Presence | None, minutes: int) -> bool:
    """Whether somebody was there for at least two thirds of a meeting: then its sections are behind her."""
    return bool(presence and presence.was_there and 3 * (minutes - presence.late - presence.early) >= 2 * minutes)


def takes_answers(meeting: MeetingRecord, moment: datetime) -> bool:
    """Whether answers that arrive at a moment still count: from when the check was opened, for two weeks."""
    opened = meeting.when(Step.CHECK_OPENED)
    return meeting.check_is_open and opened is not None and moment < opened + ANSWERS_FOR


def changed(before: Mapping[int, Presence], after: Mapping[int, Presence]) -> dict[int, Presence]:
    """Which lines of a register say something else than before; whoever is not there says nothing."""
    nobody = Presence(False)
    return {post_id: one for post_id, one in after.items() if one != before.get(post_id, nobody)}

"""Team meetings, made by the room's own doors."""

from app.access.identity import PostHeld
from app.core.clock import today
from app.core.database import session
from app.core.vocabulary import SettingKind
from app.handouts.rules.paper import key
from app.meetings import actions, queries
from app.meetings.records import MeetingRecord, Planned, Step
from app.workforce.queries import posts_of
from app.workforce.records import PostRecord
from tests.factories.shelf import MODULE


def held_by(post: PostRecord) -> PostHeld:
    """A post as its holder carries it through a request."""
    return next(one for one in posts_of(post.person_id) if one.id == post.id)


def a_meeting(leader: PostRecord, *steps: Step, module: str = MODULE) -> MeetingRecord:
    """A meeting of today in the setting of whoever leads it, with some steps taken, committed."""
    planned = Planned(module, SettingKind.PRIMARY, today(), 30, leader.id)
    number = actions.plan(held_by(leader), planned)
    for step in steps:
        actions.take(held_by(leader), number, step)
    session.commit()
    made = queries.one(leader.setting_id, number)
    session.commit()
    return made


def letters(meeting: MeetingRecord, paper: int = 1) -> str:
    """The line that is keyed in for a sheet with every answer right."""
    return " ".join(key(one) for one in queries.sheet(meeting, paper).questions)

"""Reading what somebody was asked, as the question stands today.

A question on a screen is asked as the newest version of its module has it; one that is not there any more is withdrawn.
What was answered is shown as it was then, and what was printed stays as it is on the paper.
"""

from typing import Any

from sqlalchemy import ColumnElement, select

from app.core.clock import now
from app.core.codes import digest
from app.core.database import Model, session
from app.core.errors import NotFound
from app.core.vocabulary import SettingKind
from app.handouts.rules.paper import Steady
from app.library import queries as library
from app.quizzes.kinds import Question, question
from app.recall.models import RecallQuestion
from app.recall.records import AskedRecord
from app.recall.rules import is_shown

SHOWN, MOST_SLIPS = 12, 40


def by_link(token: str) -> AskedRecord | None:
    """The question of a link that can be answered, or was a moment ago; looking records nothing."""
    moment = now()
    found = _read(RecallQuestion.token_digest == digest(token))
    return next((one for one in found if one.is_open(moment) or is_shown(one.answered_at, moment)), None)


def owner_of_link(token: str) -> int | None:
    """Whose question a link leads to, whether or not it can be answered still."""
    post = Model.metadata.tables["post"]
    query = select(post.c.person_id).join(RecallQuestion, RecallQuestion.post_id == post.c.id)
    return session.scalar(query.where(RecallQuestion.token_digest == digest(token)))


def mine(person_id: int, question_id: int) -> AskedRecord:
    """A question to somebody herself. Raises NotFound for anybody else's, and for one that is withdrawn or over."""
    found = _read(_hers(person_id) & (RecallQuestion.id == question_id))
    if not found or not (found[0].answered_at or found[0].is_open(now())):
        raise NotFound("There is no such question.")
    return found[0]


def open_of(person_id: int) -> list[AskedRecord]:
    """What somebody was asked and can answer still, the newest first."""
    moment = now()
    waiting = RecallQuestion.answered_at.is_(None) & (RecallQuestion.closes_at > moment)
    return [one for one in _read(_hers(person_id) & waiting) if one.is_open(moment)]


def of_person(person_id: int) -> list[AskedRecord]:
    """What somebody answered last, the newest first."""
    return _read(_hers(person_id) & RecallQuestion.answered_at.is_not(None))


def on_paper(setting_id: int) -> list[AskedRecord]:
    """What waits on paper in a setting, by the code of the slip: nothing that was withdrawn since."""
    moment = now()
    here = (RecallQuestion.setting_id == setting_id) & RecallQuestion.slip.is_not(None)
    waiting = RecallQuestion.answered_at.is_(None) & (RecallQuestion.closes_at > moment)
    found = [one for one in _read(here & waiting, MOST_SLIPS) if one.is_open(moment)]
    return sorted(found, key=lambda one: one.slip or "")


def _hers(person_id: int) -> ColumnElement[bool]:
    post = Model.metadata.tables["post"]
    return RecallQuestion.post_id.in_(select(post.c.id).where(post.c.person_id == person_id))


def _read(wanted: ColumnElement[bool], limit: int = SHOWN) -> list[AskedRecord]:
    tables: Any = Model.metadata.tables
    post, person = tables["post"], tables["person"]
    rows = session.execute(
        select(RecallQuestion, person.c.name, person.c.id)
        .join(post, post.c.id == RecallQuestion.post_id)
        .join(person, person.c.id == post.c.person_id)
        .where(wanted)
        .order_by(RecallQuestion.id.desc())
        .limit(limit)
    )
    return [_one(*row) for row in rows]


def _one(row: RecallQuestion, name: str, person_id: int) -> AskedRecord:
    newest = library.newest(row.module)
    asked = _asked(row, newest.id)
    version_id = row.version_id if row.answered_at or row.slip else newest.id
    return AskedRecord(
        row.id,
        row.module,
        newest.title,
        row.weeks,
        version_id,
        asked,
        # The same whenever she looks, and on her paper; another for everybody else.
        asked.shuffled(Steady(f"recall {row.id}")) if asked else [],
        row.asked_at,
        row.closes_at,
        row.answered_at,
        row.response or [],
        row.is_right,
        row.slip,
        name,
        person_id,
    )


def _asked(row: RecallQuestion, newest_id: int) -> Question | None:
    kind = SettingKind(row.kind)
    today = library.questions(newest_id, kind)
    if row.answered_at is None and row.code not in today:
        return None
    is_fixed = row.answered_at is not None or row.slip is not None
    payload = library.questions(row.version_id, kind)[row.code] if is_fixed else today[row.code]
    return question(payload)

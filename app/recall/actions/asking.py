"""Asking: who is due in a setting gets one letter, or a slip of paper where she has no address."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from secrets import choice

from flask import current_app
from sqlalchemy.exc import IntegrityError

from app.core.clock import now, today
from app.core.codes import ALPHABET, digest, new_token
from app.core.database import session
from app.core.working_days import is_daytime
from app.jobs import actions as jobs
from app.jobs.records import JobRecord
from app.learning import queries as learning
from app.library import queries as library
from app.notices.actions import queue
from app.recall import emails, queries, rules
from app.recall.models import RecallQuestion
from app.recall.records import Due

_LOG = logging.getLogger(__name__)
LETTERS = "recall letters"
EVERY = timedelta(hours=1)
SLIP_LENGTH = 6
_rests: dict[Callable[[int, date], bool], None] = {}


def rests_when(does: Callable[[int, date], bool]) -> None:
    """Let a room above say when nothing is to be sent in a setting: handed its number and the day."""
    _rests[does] = None


def ask_for_letters() -> None:
    """Ask for the questions that are due, by day and at most once an hour, however many workers look."""
    if is_daytime(now()):
        jobs.ask_unless_asked(LETTERS, EVERY)


def write_letters(_: JobRecord, say: jobs.Say) -> jobs.Outcome:
    """Ask whoever is due, setting by setting, each committed by itself; asking twice is asking once.

    A fault in one setting is logged and keeps nobody else from being asked.
    """
    places = learning.settings_that_learned(now() - rules.LONGEST)
    count = faults = 0
    for number, setting_id in enumerate(places):
        say("Asking what was learned some weeks ago", number, len(places))
        try:
            with session.begin_nested():
                count += ask(setting_id)
        except Exception:
            _LOG.exception("the recall questions of setting %s met a fault", setting_id)
            faults += 1
    return jobs.Outcome({"asked": count, "settings with a fault": faults})


def ask(setting_id: int) -> int:
    """Ask everybody of a setting who is due today; returns how many. One question to a person, and not every week.

    Who is due is read before who was asked lately: another worker may commit between the two, and must be seen.
    """
    moment = now()
    if any(rests(setting_id, today()) for rests in _rests):
        return 0
    due = queries.due_in(setting_id, moment)
    left_alone = set(queries.busy({one.post.person_id for one in due}, moment))
    count = 0
    for one in due:
        if one.post.person_id not in left_alone:
            left_alone.add(one.post.person_id)
            count += _write_down(one)
    return count


def _write_down(due: Due) -> int:
    """Write one question down and queue its letter; 0 where there is none to ask, or another worker was faster."""
    version_id, code = queries.to_choose_from(due)
    if code is None:
        return 0
    token = new_token() if due.post.email else None
    row = _row(due, version_id, code, token)
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
            if token:
                _write(due, version_id, code, token, row.key)
    except IntegrityError:
        return 0
    return 1


def _row(due: Due, version_id: int, code: str, token: str | None) -> RecallQuestion:
    moment, days = now(), rules.LINK_DAYS if token else rules.PAPER_DAYS
    return RecallQuestion(
        cause=due.cause,
        key=f"recall:{due.post.person_id}:{today()}",
        setting_id=due.post.setting_id,
        post_id=due.post.id,
        completion_id=due.learned.completion_id,
        module=due.learned.module,
        kind=due.learned.kind,
        weeks=due.weeks,
        version_id=version_id,
        code=code,
        token_digest=digest(token) if token else None,
        slip=None if token else "".join(choice(ALPHABET) for _ in range(SLIP_LENGTH)),
        asked_at=moment,
        closes_at=moment + timedelta(days=days),
    )


def _write(due: Due, version_id: int, code: str, token: str, key: str) -> None:
    """Queue the letter. It belongs to no setting's delivery log: who is asked what is hers alone to know."""
    asked = library.questions(version_id, due.learned.kind)[code]
    title, link = library.version(version_id).title, f"{current_app.config['CSPR'].address}/recall/{token}"
    post = due.post
    letter = emails.question(key, post.person_name, title, due.weeks, asked["stem"], link, rules.LINK_DAYS)
    queue(post.person_id, post.email, letter)

"""Reading the delivery log of a setting."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, func, select

from app.core.database import session
from app.notices.models import Notice
from app.notices.records import NoticeRecord, State
from app.notices.transports import MailServer, transport

SHOWN = 200


def log(setting_id: int, state: State | None = None) -> list[NoticeRecord]:
    """The newest messages of a setting, all or those in one state; never their words."""
    wanted = Notice.setting_id == setting_id
    if state:
        wanted &= Notice.state == state
    return _read(wanted, with_words=False)


def to_print(setting_id: int) -> list[NoticeRecord]:
    """What waits to be printed for people without an address, words and all."""
    return _read((Notice.setting_id == setting_id) & (Notice.state == State.TO_PRINT), with_words=True)


def counts(setting_id: int) -> dict[State, int]:
    """How many messages of a setting stand where."""
    query = select(Notice.state, func.count()).where(Notice.setting_id == setting_id).group_by(Notice.state)
    found = {State(state): count for state, count in session.execute(query)}
    return {state: found.get(state, 0) for state in State}


def states_of(keys: Collection[str]) -> dict[str, State]:
    """Where messages stand, by their keys; those that are no longer kept are left out."""
    rows = session.execute(select(Notice.key, Notice.state).where(Notice.key.in_(keys)))
    return {key: State(state) for key, state in rows}


def counts_of_all() -> dict[State, int]:
    """How many messages of the whole site stand where."""
    query = select(Notice.state, func.count()).group_by(Notice.state)
    found = {State(state): count for state, count in session.execute(query)}
    return {state: found.get(state, 0) for state in State}


def mail_fault(address: str) -> str | None:
    """What is wrong with the mail server that an address names, having greeted it; None when nothing is.

    Empty words mean that the address names no server.
    """
    way = transport(address, Path())
    return way.fault() if isinstance(way, MailServer) else ""


def _read(wanted: ColumnElement[bool], with_words: bool) -> list[NoticeRecord]:
    person = Notice.metadata.tables["person"]
    query = select(Notice, person.c.name).join(person, person.c.id == Notice.person_id).where(wanted)
    return [
        NoticeRecord(
            row.id,
            name,
            row.kind,
            row.address,
            row.subject,
            State(row.state),
            row.queued_at,
            row.sent_at,
            row.tries,
            row.answer,
            row.body if with_words else "",
        )
        for row, name in session.execute(query.order_by(Notice.id.desc()).limit(SHOWN))
    ]


def address_of(person_id: int) -> str | None:
    """Where somebody is written to, if anywhere."""
    person = Notice.metadata.tables["person"]
    return session.scalar(select(person.c.email).where(person.c.id == person_id))


def reached_since(person_ids: Collection[int], moment: datetime) -> frozenset[int]:
    """Those of some people for whom a message of any kind was queued since a moment."""
    theirs = Notice.person_id.in_(person_ids) & (Notice.queued_at > moment)
    return frozenset(session.scalars(select(Notice.person_id).where(theirs)))


def written_to_since(kind: str, person_ids: Collection[int], moment: datetime) -> frozenset[int]:
    """Those of some people for whom a message of a kind was queued since a moment."""
    theirs = Notice.person_id.in_(person_ids) & (Notice.kind == kind) & (Notice.queued_at > moment)
    return frozenset(session.scalars(select(Notice.person_id).where(theirs)))

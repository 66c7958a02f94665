"""The outbox: queue in the causing transaction; then reserve, carry and confirm, each in one of its own.

A worker that dies between carrying and confirming leaves a reservation that runs out; the letter goes again with the
same Message-ID, so that it can be known as the same.
"""

from collections.abc import Collection, Iterable
from secrets import token_hex
from typing import Any

from sqlalchemy import insert, literal, or_, select, update

from app.core.clock import now
from app.core.database import session
from app.core.errors import NotFound
from app.notices.emails import trial_letter
from app.notices.models import Notice
from app.notices.records import NOT_DELIVERED, Letter, Message, Outcome, Sample, State
from app.notices.rules import RESERVED_FOR, next_wait

_samples: dict[str, Sample] = {}


def can_send(samples: Iterable[Sample]) -> None:
    """Note what kinds of message a room sends, so that they can be looked at beforehand."""
    _samples.update({one.kind: one for one in samples})


def samples() -> list[Sample]:
    """Every kind of message that is sent, by title."""
    return sorted(_samples.values(), key=lambda one: one.title)


def sample(kind: str) -> Sample:
    """One kind of message. Raises NotFound when no room sends it."""
    if kind not in _samples:
        raise NotFound("There is no such kind of message.")
    return _samples[kind]


def queue(person_id: int, address: str | None, message: Message, setting_id: int | None = None) -> None:
    """Queue a message in the caller's transaction; without an address it waits to be printed. Twice is once.

    `setting_id` is the setting whose lead may see in the delivery log whether it arrived. A message to nobody costs
    the same statements and is not kept, so that the time an answer takes does not tell who is known.
    """
    if session.scalar(select(Notice.id).where(Notice.key == message.key)):
        return
    facts, columns = _facts(person_id, address, message, setting_id), Notice.__table__.c
    known = Notice.metadata.tables["person"].c.id == person_id
    values = select(*(literal(value, columns[name].type) for name, value in facts.items())).where(known)
    session.execute(insert(Notice).from_select(list(facts), values))


def queue_all(letters: list[tuple[int, str | None, Message]], setting_id: int | None = None) -> None:
    """Queue many messages at once: (person, address or None, message)."""
    keys = [message.key for _, _, message in letters]
    there = set(session.scalars(select(Notice.key).where(Notice.key.in_(keys))))
    session.add_all(
        Notice(**_facts(person_id, address, message, setting_id))
        for person_id, address, message in letters
        if message.key not in there
    )


def _facts(person_id: int, address: str | None, message: Message, setting_id: int | None) -> dict[str, Any]:
    moment = now()
    return {
        "key": message.key,
        "person_id": person_id,
        "kind": message.kind,
        "address": address,
        "subject": message.subject,
        "body": message.body,
        "queued_at": moment,
        "due_at": moment,
        "state": str(State.QUEUED if address else State.TO_PRINT),
        "message_id": token_hex(16),
        "setting_id": setting_id,
        "tries": 0,
    }


def reserve(limit: int = 20) -> list[Letter]:
    """Take letters that are due and that nobody else is carrying. The caller commits before carrying them."""
    moment = now()
    free = or_(Notice.reserved_until.is_(None), Notice.reserved_until < moment)
    due = select(Notice).where(Notice.state == State.QUEUED, Notice.due_at <= moment, free)
    rows = session.scalars(due.order_by(Notice.due_at, Notice.id).limit(limit).with_for_update(skip_locked=True)).all()
    for row in rows:
        row.reserved_until, row.tries = moment + RESERVED_FOR, row.tries + 1
    session.flush()
    return [Letter(row.id, row.message_id, row.address or "", row.subject, row.body, row.queued_at) for row in rows]


def put_back(letters: Iterable[Letter]) -> None:
    """Give back letters that were taken and will not be carried now; the try does not count."""
    ids = [letter.id for letter in letters]
    session.execute(update(Notice).where(Notice.id.in_(ids)).values(reserved_until=None, tries=Notice.tries - 1))


def confirm(letter_id: int, outcome: Outcome) -> State:
    """Note what came of carrying a letter, and return where it stands. Words that arrived are not kept."""
    row, moment = session.get_one(Notice, letter_id), now()
    row.answer, row.reserved_until = outcome.answer, None
    wait = next_wait(row.tries)
    if outcome.state is State.SENT:
        row.state, row.sent_at, row.body = State.SENT, moment, ""
    elif outcome.state is State.REFUSED:
        row.state = State.REFUSED
    elif wait is None:
        row.state = State.FAILED
    else:
        row.due_at = moment + wait
    session.flush()
    return State(row.state)


def send_test(person_id: int, address: str | None, setting_id: int) -> None:
    """Queue a letter that says only that letters arrive."""
    queue(person_id, address, trial_letter(), setting_id)


def send_again(notice_id: int, setting_id: int) -> None:
    """Queue an undelivered message of a setting afresh. Raises NotFound for any other."""
    row = _of(setting_id, notice_id)
    if row.state not in NOT_DELIVERED:
        raise NotFound("There is no such message.")
    row.state, row.tries, row.due_at = State.QUEUED, 0, now()
    session.flush()


def mark_printed(setting_id: int) -> int:
    """Note that every message of a setting that was to be printed is on paper; returns how many."""
    mine = (Notice.setting_id == setting_id) & (Notice.state == State.TO_PRINT)
    done = update(Notice).where(mine).values(state=State.PRINTED, sent_at=now(), body="").returning(Notice.id)
    return len(session.execute(done).all())


def replace(person_ids: Collection[int], setting_id: int, kinds: Collection[str]) -> None:
    """Let newer messages take the place of those of a setting that are still on their way, or waiting to be printed.

    Args:
        person_ids: to whom.
        setting_id: the setting.
        kinds: the kinds of message that are replaced.
    """
    moment = now()
    theirs = (Notice.setting_id == setting_id) & Notice.person_id.in_(person_ids) & Notice.kind.in_(kinds)
    is_here = Notice.state.in_((State.QUEUED, State.TO_PRINT))
    is_free = or_(Notice.reserved_until.is_(None), Notice.reserved_until < moment)
    session.execute(update(Notice).where(theirs, is_here, is_free).values(state=State.REPLACED, body=""))


def stop(key: str) -> None:
    """Let a message that is not true any more go no further, where it is still on its way or waiting to be printed."""
    is_here = (Notice.key == key) & Notice.state.in_((State.QUEUED, State.TO_PRINT))
    is_free = or_(Notice.reserved_until.is_(None), Notice.reserved_until < now())
    session.execute(update(Notice).where(is_here, is_free).values(state=State.REPLACED, body=""))


def _of(setting_id: int, notice_id: int) -> Notice:
    row = session.get(Notice, notice_id)
    if row is None or row.setting_id != setting_id:
        raise NotFound("There is no such message.")
    return row

"""When something is due that was asked for, and what time, leave or training elsewhere makes of it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from app.core.working_days import Calendar, calendar_for
from app.requirements.records import Ask, Due, ReliefKind, ReliefRecord, Whom
from app.workforce.records import Makeup, PostRecord
from app.workforce.rules import CONTRACTS

DUE_SOON = timedelta(days=14)
EARLY = timedelta(days=90)
NOTHING_ASKED = Due()
BACK_WITHIN = 10  # working days in which somebody back from leave does what fell due meanwhile
PAUSES = frozenset({ReliefKind.LEAVE, ReliefKind.EXEMPT, ReliefKind.NOT_MINE, ReliefKind.ELSEWHERE})


def counted_from(done_on: date, renew_by: date | None, early: timedelta = EARLY) -> date:
    """From which day the next renewal counts: who renews `early` before the date at most loses nothing by it."""
    if renew_by is not None and renew_by - early <= done_on <= renew_by:
        return renew_by
    return done_on


def is_relieved(asked: Due, today: date) -> bool:
    """Whether somebody is not asked today. Her own word that it is not her job waits for her lead's."""
    if asked.relief is None or asked.relief is ReliefKind.NOT_MINE:
        return False
    has_begun = asked.relief_from is None or asked.relief_from <= today
    return has_begun and (asked.relief_until is None or today <= asked.relief_until)


def due(asks: Iterable[Ask], reliefs: Iterable[ReliefRecord], done_on: date | None, renew_by: date | None) -> Due:
    """What is asked of a post in one module, from everything that was asked and given; no clock is needed.

    Args:
        asks: what assignments that have not ended ask.
        reliefs: those of the post for this module or all, in the order given; withdrawn ones are passed over.
        done_on: when the module was last completed.
        renew_by: by when it is to be renewed.
    """
    first = min((one for one in asks if not is_met(one, done_on, renew_by)), key=lambda one: one.due_by, default=None)
    since, usual = (first.assigned_on, first.due_by) if first else (done_on, renew_by if done_on else None)
    given = [one for one in reliefs if one.withdrawn_at is None and one.accepted is not False]
    due_by, held = _moved(usual, since, given), _held(given)
    return Due(
        first.assigned_on if first else None,
        due_by if first or due_by != usual else None,
        None if held is None else ReliefKind.EXEMPT if held.accepted else held.kind,
        held.begins_on if held else None,
        held.until if held else None,
    )


def _held(given: list[ReliefRecord]) -> ReliefRecord | None:
    """What a standing shows of everything given: the pause that lasts longest, or her own word if it came after it."""
    pause = max(filter(_pauses, given), key=_length, default=None)
    word = next((one for one in given if one.is_open), None)
    if pause is None or (word and pause.until and pause.until < word.begins_on):
        return word
    return pause


def is_met(ask: Ask, done_on: date | None, renew_by: date | None) -> bool:
    """Whether a completion answers an ask: done since, or still good on the day it is due."""
    return done_on is not None and (done_on >= ask.assigned_on or renew_by is None or renew_by >= ask.due_by)


def _pauses(one: ReliefRecord) -> bool:
    return one.kind in PAUSES and not one.is_open


def _length(one: ReliefRecord) -> tuple[date, date, int]:
    return one.until or date.max, one.begins_on, one.id


def _moved(usual: date | None, since: date | None, given: list[ReliefRecord]) -> date | None:
    """The day something is due after more time was given, and after whatever leave it fell into."""
    if usual is None:
        return None
    more = [one.until for one in given if one.kind is ReliefKind.MORE_TIME and (not since or one.given_on >= since)]
    day = max(usual, more[-1] or usual) if more else usual
    for one in sorted(filter(_pauses, given), key=lambda one: one.begins_on):
        if one.until and one.resume_by and one.begins_on <= day <= one.until:
            day = max(day, one.resume_by)
    return day


def calendar(makeup: Makeup, post: PostRecord) -> Calendar:
    """When the holder of a post works, by her setting's year and her own days."""
    return calendar_for(post.kind, makeup.year_kind, makeup.terms, post.works_days)


def fits(whom: Whom, post: PostRecord) -> bool:
    """Whether an assignment is for a post: every list that is not empty must hold."""
    title = post.job_title.casefold()
    return (
        _holds(whom.roles, post.role)
        and _holds(whom.kinds, post.kind)
        and _holds(whom.contracts, post.contract)
        and _holds(whom.sites, post.site)
        and _holds(whom.posts, post.id)
        and (not whom.jobs or any(job.casefold() in title for job in whom.jobs))
    )


def _holds(wanted: Sequence[Any], value: Any) -> bool:
    return not wanted or value in wanted


def said(whom: Whom) -> str:
    """Whom an assignment is for, in words that go on after "asked"."""
    if whom.posts:
        return "you" if len(whom.posts) == 1 else f"{len(whom.posts)} people by name"
    parts = [
        _listed([role.label.lower() for role in whom.roles], "with the role"),
        _listed([f"“{job}”" for job in whom.jobs], "whose job says"),
        _listed([kind.label.lower() for kind in whom.kinds], "working with the children of a"),
        _listed([CONTRACTS.get(one, one).lower() for one in whom.contracts], "with the contract"),
        _listed(list(whom.sites), "at"),
    ]
    return " ".join(["everyone", *(part for part in parts if part)])


def _listed(words: list[str], before: str) -> str:
    return f"{before} {' or '.join(words)}" if words else ""

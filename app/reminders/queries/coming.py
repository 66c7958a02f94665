"""Looking ahead: what is sent next to whom, who owes something now, and what a lead's digest says."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.core.clock import today
from app.core.dates import date_of
from app.core.working_days import DAY
from app.library import queries as library
from app.notices import queries as notices
from app.notices.records import NOT_DELIVERED, State
from app.reminders.queries.people import last_digests, people, written_to
from app.reminders.records import Choices, Coming, Digest, Duty, Item, Line, Person, Rule, Words
from app.reminders.rules import WEEK, by_hand, coming, is_left_to_lead, next_digest, stage
from app.requirements import queries as requirements
from app.workforce import queries as workforce

RENEW_SOON = timedelta(days=30)


def words(setting_id: int, address: str) -> Words:
    """What the letters of a setting are filled with. `address` is the site's own."""
    place = workforce.setting(setting_id)
    reached = ", ".join(part for part in (place.facts["dsl"], place.facts["dsl_contact"]) if part)
    modules = {version.module: (version.title, version.minutes) for version in library.modules()}
    return Words(place.name, reached or "your safeguarding lead", modules, address)


def coming_in(setting_id: int, chosen: Choices, is_over: bool) -> list[Coming]:
    """The next reminder to everyone in a setting who is to get one, digests too, by day and name.

    `is_over` is whether the round of today has been gone.
    """
    day = today()
    found = people(setting_id, day)
    if not found:
        return []
    written, digests = written_to(day, (found[0].id, found[-1].id)), last_digests(setting_id)
    ahead = []
    for person in found:
        since = day + DAY if is_over or person.id in written else day
        ahead.append(coming(person, chosen, since))
        if person.is_lead and len(found) > 1:
            ahead.append(_digest_coming(person, chosen, since, digests.get(person.id)))
    return sorted((one for one in ahead if one), key=lambda one: (one.day, one.person.name.casefold()))


def _digest_coming(person: Person, chosen: Choices, since: date, last: date | None) -> Coming | None:
    day = next_digest(person.calendars, chosen, since, last)
    return Coming(person, day, Rule.DIGEST) if day else None


def owing_in(setting_id: int) -> list[tuple[Person, tuple[Item, ...], bool]]:
    """Everyone in a setting, what she owes now, if anything, and whether she was written to today; by name."""
    day = today()
    found = people(setting_id, day)
    if not found:
        return []
    written = written_to(day, (found[0].id, found[-1].id))
    rows = [(person, by_hand(person.duties, day), person.id in written) for person in found]
    return sorted(rows, key=lambda row: row[0].name.casefold())


def leads_digest(setting_id: int, day: date) -> Digest:
    """What a lead of a setting is told on a day; nothing where she works alone, since she is told as a learner."""
    found = people(setting_id, day)
    if len(found) == 1:
        return Digest(day)
    duties = [(person, duty) for person in found for duty in person.duties]
    came_back = [one for state in NOT_DELIVERED for one in notices.log(setting_id, state)]
    lost = [one for one in came_back if date_of(one.queued_at) >= day - WEEK]
    return Digest(
        day,
        _lines(duties, day, Rule.OVERDUE),
        _lines(duties, day, Rule.DUE),
        tuple(one for one in _lines(duties, day, Rule.RENEWAL) if one.day <= day + RENEW_SOON),
        tuple(Line(*row) for row in requirements.done_since(setting_id, day - WEEK)),
        _names(person.name for person, duty in duties if is_left_to_lead(duty, day)),
        _names(one.name for one in lost),
        notices.counts(setting_id)[State.TO_PRINT],
    )


def _lines(duties: list[tuple[Person, Duty]], day: date, rule: Rule) -> tuple[Line, ...]:
    """Those at one stage, the earliest day first."""
    found = [
        Line(person.name, duty.owed.module, duty.owed.due_by or duty.owed.renew_by or day)
        for person, duty in duties
        if stage(duty.owed, day) is rule
    ]
    return tuple(sorted(found, key=lambda line: (line.day, line.name.casefold())))


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

"""What the desk opens on, gathered from the rooms that know."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from app.core.clock import now, today
from app.core.dates import date_of
from app.notices import queries as notices
from app.notices.records import NOT_DELIVERED
from app.practice import queries as practice
from app.practice.records import ActionRecord
from app.requirements import queries as requirements
from app.tracker.records import Change, Front
from app.workforce import queries as workforce
from app.workforce.rules import facts_to_check

AT_A_GLANCE = 10  # people to chase on the first page
NAMED = 3  # people who are named before the rest is counted
AT_FIRST = timedelta(days=7)  # how far back somebody looks who was never here before


def front(setting_id: int, since: datetime | None) -> Front:
    """The four numbers, those to chase first, and what changed since a moment: a dozen statements at any size."""
    due, done = requirements.counts_to_chase(setting_id)
    counts = notices.counts(setting_id)
    return Front(
        people=workforce.people_count(setting_id),
        due=due,
        done=done,
        to_review=practice.count_due(setting_id),
        not_delivered=sum(counts[state] for state in NOT_DELIVERED),
        chase=tuple(requirements.to_chase(setting_id, 0, AT_A_GLANCE)),
        since=since,
        changes=tuple(_changes(setting_id, since or now() - AT_FIRST)),
        to_check=facts_to_check(workforce.setting(setting_id), today()),
    )


def front_as_at(setting_id: int, day: date) -> Front:
    """The same as it stood on an earlier day, with what had changed in the week before it."""
    chase, settled = requirements.chased_as_at(setting_id, day)
    actions = practice.of_setting(setting_id, day)
    return Front(
        people=workforce.people_on(setting_id, day),
        due=len(chase),
        done=settled,
        to_review=sum(one.is_due for one in actions),
        not_delivered=None,
        chase=tuple(chase[:AT_A_GLANCE]),
        since=None,
        changes=tuple(_changed_by(setting_id, day, actions)),
    )


def _changed_by(setting_id: int, day: date, actions: list[ActionRecord]) -> Iterator[Change]:
    first = day - AT_FIRST
    stood = requirements.as_at(setting_id, day).standings
    done = list({one.post_id: one.person_name for one in stood if one.done_on and one.done_on >= first}.values())
    if done:
        said = _named(done[:NAMED], len(done))
        yield Change(f"{said} completed a module", "tracker.grid", {"order": "done", "way": "down"})
    opened = [one for one in actions if date_of(one.created_at) >= first]
    if opened:
        said = _counted(len(opened), "practice action was", "practice actions were")
        yield Change(f"{said} opened", "practice.listed")


def _changes(setting_id: int, since: datetime) -> Iterator[Change]:
    day = date_of(since)
    done, people = requirements.names_done_since(setting_id, day, NAMED)
    if done:
        yield Change(f"{_named(done, people)} completed a module", "tracker.grid", {"order": "done", "way": "down"})
    started, people = workforce.names_started_since(setting_id, day, NAMED)
    if started:
        yield Change(f"{_named(started, people)} began here", "workforce.people")
    opened = practice.count_opened_since(setting_id, since)
    if opened:
        yield Change(f"{_counted(opened, 'practice action was', 'practice actions were')} opened", "practice.listed")
    yield from _waiting(setting_id)


def _waiting(setting_id: int) -> Iterator[Change]:
    """What waits for a word of the lead, since whenever."""
    words = len(requirements.open_words(setting_id))
    if words:
        said = _counted(words, "person says", "people say")
        yield Change(f"{said} that something is not their job any more", "requirements.assignments")
    training = requirements.undecided(setting_id)
    if training:
        said = _counted(len(training), "record of training elsewhere waits", "records of training elsewhere wait")
        yield Change(f"{said} for your decision", "tracker.person", {"post_id": training[0].post_id})
    due = sum(one.is_due for one in practice.passport(setting_id))
    if due:
        said = _counted(due, "statement of practice waits", "statements of practice wait")
        yield Change(f"{said} to be looked at again", "practice.passport")
    asked = len(workforce.requests_to(setting_id))
    if asked:
        yield Change(f"{_counted(asked, 'person asks', 'people ask')} to join this setting", "workforce.people")


def _named(names: list[str], people: int) -> str:
    """A few names, and how many more."""
    if people > len(names):
        return f"{', '.join(names)} and {people - len(names)} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

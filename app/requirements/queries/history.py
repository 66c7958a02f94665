"""Where posts stand, reckoned from history alone: as it is today, and as it stood on any day before.

What is stored beside posts is exactly this, written by `actions.standings.restate`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.access.identity import Reach
from app.core.dates import date_of, end_of
from app.learning import queries as learning
from app.learning.records import CompletionRecord, EnrolmentRecord, Held, TopUpRecord
from app.learning.rules import to_top_up
from app.library import queries as library
from app.library.records import Publication
from app.library.rules import is_for
from app.requirements.queries import dues
from app.requirements.queries.following import Row, line_row, overall_rows
from app.requirements.queries.pathways import Book
from app.requirements.records import (
    Ask,
    CountedRecord,
    Doing,
    Duty,
    Reason,
    ReliefRecord,
    RequirementRecord,
)
from app.requirements.rules import (
    after_leave,
    concerns,
    counts,
    dated_after,
    due,
    duty,
    to_reason,
)
from app.requirements.rules import since as asked_since
from app.workforce import queries as workforce
from app.workforce.records import LeaveRecord, PlaceFacts, PostFacts, PostRecord

AT_ONCE = 500  # posts whose history is held in memory together


@dataclass(frozen=True)
class Rows:
    """Every row of some posts: by module, by requirement, over all modules from day to day, and all on one line."""

    standings: list[Row]
    duties: list[Row]
    overall: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class _House:
    """What is the same for every post of a setting on a day."""

    place: PlaceFacts
    requirements: list[RequirementRecord]
    counted: list[CountedRecord]
    _known: dict[tuple[object, ...], list[RequirementRecord]] = field(default_factory=dict)

    def concerning(self, post: PostFacts) -> list[RequirementRecord]:
        """The requirements that concern a post; many posts are alike in what decides that."""
        alike = (post.kind, post.role, post.contract, post.job_title)
        if alike not in self._known:
            theirs = [one for one in self.requirements if concerns(one.payload, post, self.place) is not None]
            self._known[alike] = theirs
        return self._known[alike]


@dataclass(frozen=True)
class _Past:
    """What is known of one post on a day."""

    post: PostRecord
    timeline: list[PostFacts]
    journeys: Mapping[str, tuple[EnrolmentRecord, int]]
    doings: list[Doing]
    leaves: list[LeaveRecord]
    asked: Mapping[str, list[Ask]]
    given: list[ReliefRecord]
    top_ups: Mapping[str, date]


def chunks(post_ids: Iterable[int], at_once: int = AT_ONCE) -> Iterable[list[int]]:
    """Some posts, as many at a time as are reckoned together, or written."""
    ids = list(post_ids)
    return (ids[first : first + at_once] for first in range(0, len(ids), at_once))


def reckoned(post_ids: list[int], day: date) -> Rows:
    """The rows of some posts as a day's end left them: about a dozen statements for up to `AT_ONCE` posts."""
    published = library.publications(end_of(day))
    pasts = _pasts(post_ids, day, published)
    houses = _houses({past.post.setting_id for past in pasts}, day)
    totals = library.section_counts(one.version_id for past in pasts for one, _ in past.journeys.values())
    meant = {one.module: one for one in published if one.withdrawn_at is None}  # the newest, which comes last
    found = Rows([], [])
    for past in pasts:
        house, names = houses[past.post.setting_id], _names(past)
        past = replace(past, top_ups=_offered(past.top_ups, meant, house.place.reach))
        standings = [names | _standing(past, house, one, totals) for one in _of_hers(past, house, meant)]
        duties = [names | _duty_row(one) for one in _duties(past, house)]
        found.standings.extend(standings)
        found.duties.extend(duties)
        found.overall.extend(overall_rows(names, standings))
        found.lines.extend(line_row(names, standings, duties))
    return found


def _offered(top_ups: Mapping[str, date], meant: Mapping[str, Publication], reach: Reach) -> dict[str, date]:
    """The top-ups of modules that are offered where somebody works: nobody owes what she cannot have."""
    return {module: day for module, day in top_ups.items() if module in meant and is_for(meant[module].owner, reach)}


def _of_hers(past: _Past, house: _House, meant: Mapping[str, Publication]) -> list[Publication]:
    """The modules that somebody stands in: for her kind and setting, and what she began there before it left."""
    kind, reach = past.timeline[-1].kind, house.place.reach
    hers = (one for one in meant.values() if is_for(one.owner, reach) or one.module in past.journeys)
    return sorted((one for one in hers if kind in one.kinds), key=lambda one: one.module)


def _pasts(post_ids: list[int], day: date, published: list[Publication]) -> list[_Past]:
    until, facts = end_of(day), workforce.facts_of(post_ids, day)
    held = [post_id for post_id, timeline in facts.items() if timeline[-1].ended_on is None]
    leaves = workforce.leaves_of(held, day)
    journeys: dict[int, dict[str, tuple[EnrolmentRecord, int]]] = defaultdict(dict)
    for enrolment, read in learning.journeys_of(held, until):
        journeys[enrolment.post_id][enrolment.module] = enrolment, read
    completions = learning.completions_of(held, until)
    top_ups = _top_ups(completions, learning.top_ups_of(held, until), published)
    doings, asked, given = _doings(held, day, completions), dues.asks(held, day), dues.given(held, day)
    return [
        _Past(
            post,
            facts[post.id],
            journeys[post.id],
            sorted(doings[post.id], key=lambda one: one.day),
            leaves.get(post.id, []),
            asked.get(post.id, {}),
            given.get(post.id, []),
            top_ups[post.id],
        )
        for post in workforce.posts(held)
    ]


def _doings(held: list[int], day: date, completions: list[CompletionRecord]) -> dict[int, list[Doing]]:
    """What the holders of some posts had done by a day: modules here, and training elsewhere that was not refused."""
    found: dict[int, list[Doing]] = defaultdict(list)
    for completion in completions:
        found[completion.post_id].append(_module_done(completion))
    decided = dues.decided(held, day)
    for outside, said in decided:
        if said.accepted:
            codes = frozenset(said.contributes_to)
            found[outside.post_id].append(Doing(outside.done_on, outside.title, codes, is_elsewhere=True))
    spoken_of = {outside.earlier_id for outside, _ in decided}
    for training in workforce.training_of(held, day):
        if training.done_on and training.done_on <= day and training.id not in spoken_of:
            found[training.post_id].append(Doing(training.done_on, training.title, is_elsewhere=True))
    return found


def _module_done(completion: CompletionRecord) -> Doing:
    facts = completion.facts
    day, codes = date_of(completion.completed_at), frozenset(facts.get("contributes_to", ()))
    return Doing(day, completion.module, codes, str(facts.get("level", "")))


def _top_ups(
    completions: list[CompletionRecord], done: list[TopUpRecord], published: list[Publication]
) -> dict[int, dict[str, date]]:
    """By post and module, the day since when something that was learned there has changed and was not topped up."""
    last = {(one.post_id, one.module): one for one in completions}
    of_module: dict[str, list[Publication]] = defaultdict(list)
    for publication in published:
        of_module[publication.module].append(publication)
    since: dict[tuple[int, str], list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for top_up in done:
        place = top_up.post_id, top_up.module
        if place in last and top_up.done_at >= last[place].completed_at:
            since[place].append((top_up.version_id, top_up.statements))
    newest = {one.version_id for one in {one.module: one for one in published if one.withdrawn_at is None}.values()}
    taught = library.taught(newest | {one.facts.get("version", 0) for one in last.values()})
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for (post_id, module), one in last.items():
        held = Held(one.facts.get("version", 0), one.facts.get("kind", ""), tuple(since[post_id, module]))
        owed = to_top_up(held, of_module[module], taught)
        if owed:
            found[post_id][module] = date_of(min(change.at for change in owed))
    return found


def _houses(setting_ids: set[int], day: date) -> dict[int, _House]:
    book, places = Book(day, setting_ids), workforce.places_on(setting_ids, day)
    return {
        setting_id: _House(place, book.of(setting_id, place), book.counted(setting_id, place))
        for setting_id, place in places.items()
    }


def _names(past: _Past) -> Row:
    post, facts = past.post, past.timeline[-1]
    return {
        "post_id": post.id,
        "setting_id": post.setting_id,
        "person_id": post.person_id,
        "person_name": post.person_name,
        "sort_name": sort_name(post.person_name),
        "job_title": facts.job_title,
        "role": str(facts.role),
    }


def sort_name(name: str) -> str:
    """Family name first, for people whose names are written that way in most staff lists."""
    words = name.split()
    return " ".join([words[-1], *words[:-1]]).casefold() if words else ""


def _standing(
    past: _Past,
    house: _House,
    meant: Publication,
    totals: Mapping[tuple[int, str], int],
) -> Row:
    module, is_offered = meant.module, is_for(meant.owner, house.place.reach)
    enrolment, read = past.journeys.get(module, (None, 0))
    done = [one for one in past.doings if one.what == module and not one.is_elsewhere]
    last = done[-1] if done else None
    renew_by, renew_code = _renewal(past, house, done) if is_offered else (None, None)
    given = [one for one in past.given if one.module in (None, module)]
    asked = due(past.asked.get(module, []), given, last.day if last else None, renew_by)
    return {
        "module": module,
        "began_on": date_of(enrolment.began_at) if enrolment else None,
        "sections_read": read,
        "sections_total": totals.get((enrolment.version_id, enrolment.kind), 0) if enrolment else 0,
        "done_on": last.day if last else None,
        "renew_by": renew_by,
        "renew_code": renew_code,
        "top_up_on": past.top_ups.get(module),
        **vars(asked),
        "relief": str(asked.relief) if asked.relief else None,
    }


def _renewal(past: _Past, house: _House, done: list[Doing]) -> tuple[date | None, str | None]:
    """The earliest day by which a requirement asks for a module again, and which requirement."""
    reasons = _reasons(past, house, done)
    return (after_leave(reasons[0].day, past.leaves), reasons[0].code) if reasons else (None, None)


def _reasons(past: _Past, house: _House, done: list[Doing]) -> list[Reason]:
    """Every rule that asks for a module again, done some times, the strictest first."""
    dated = []
    for one in house.concerning(past.timeline[-1]) if done else ():
        counted = [doing for doing in done if counts(doing, one, house.counted)]
        if counted:
            found = dated_after(one, asked_since(one, past.timeline, house.place), counted)
            dated += [(day, one.code, to_reason(day, clause, counted[-1].day)) for day, clause in found]
    return [reason for _, _, reason in sorted(dated, key=lambda one: (one[0], one[1], one[2].authority))]


def module_reasons(post_id: int, day: date) -> dict[str, list[Reason]]:
    """Of each module that was done in a post by a day, every rule that asks for it again, the strictest first."""
    found: dict[str, list[Reason]] = {}
    for past in _pasts([post_id], day, library.publications(end_of(day))):
        house = _houses({past.post.setting_id}, day)[past.post.setting_id]
        done: dict[str, list[Doing]] = defaultdict(list)
        for one in past.doings:
            if not one.is_elsewhere:
                done[one.what].append(one)
        found |= {module: _reasons(past, house, times) for module, times in done.items()}
    return found


def _duties(past: _Past, house: _House) -> Iterable[Duty]:
    for one in house.concerning(past.timeline[-1]):
        found = duty(one, past.timeline, house.place, past.doings, past.leaves, house.counted, past.top_ups)
        if found:
            yield found


def _duty_row(found: Duty) -> Row:
    reasons = [{**vars(one), "day": one.day.isoformat()} for one in found.reasons]
    kept = {name: value for name, value in vars(found).items() if name != "reasons"}
    return {**kept, "reasons": reasons}


def standings_as_at(setting_id: int, day: date) -> Rows:
    """Every row of a setting as a day's end left it, reckoned from history; people are called as they are today."""
    whole = Rows([], [])
    for some in chunks(workforce.post_ids([setting_id])):
        found = reckoned(some, day)
        whole.standings.extend(found.standings)
        whole.duties.extend(found.duties)
        whole.overall.extend(found.overall)
        whole.lines.extend(found.lines)
    return whole

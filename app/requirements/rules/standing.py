"""Where a post stands in a requirement, reckoned from its history; and what that is called on a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from app.requirements.records import Clause, CountedRecord, Doing, Due, Duty, DutyState, RequirementRecord, State
from app.requirements.rules.asking import DUE_SOON, NOTHING_ASKED, counted_from, is_relieved
from app.requirements.rules.dates import SOON, after_leave, strictest, to_reason
from app.requirements.rules.fitting import Place, concerns
from app.workforce.records import LeaveRecord, PostFacts

TopUps = Mapping[str, date]


def since(requirement: RequirementRecord, timeline: Sequence[PostFacts], place: Place) -> date:
    """The first day on which a requirement is asked of a post: of an unbroken time that lasts until now.

    Args:
        requirement: one that concerns the post as it is now.
        timeline: what was known of the post, oldest first.
        place: the setting.
    """
    begins = timeline[-1].started_on
    for before, after in reversed(list(pairwise(timeline))):
        if concerns(requirement.payload, before, place) is None:
            begins = max(begins, after.day)
            break
    return max(begins, requirement.kept_from)


def counts(doing: Doing, requirement: RequirementRecord, counted: Iterable[CountedRecord] = ()) -> bool:
    """Whether something done contributes to a requirement, or is counted by its owner as meeting it."""
    wanted = requirement.payload.get("satisfied_by") or {}
    if doing.is_elsewhere:
        titles = [one.casefold() for one in wanted.get("training", ())]
        named = requirement.code in doing.codes or any(title in doing.what.casefold() for title in titles)
    else:
        contributes = requirement.payload["contributes"] and requirement.code in doing.codes
        named = contributes or doing.what in wanted.get("modules", ()) or doing.level in wanted.get("levels", ())
    return named or _counted(doing, requirement, counted) is not None


def _counted(doing: Doing, requirement: RequirementRecord, counted: Iterable[CountedRecord]) -> CountedRecord | None:
    said = (one for one in counted if one.code == requirement.code)
    return next((one for one in said if one.what.casefold() == doing.what.casefold()), None)


def duty(
    requirement: RequirementRecord,
    timeline: Sequence[PostFacts],
    place: Place,
    doings: Sequence[Doing],
    leaves: Sequence[LeaveRecord],
    counted: Sequence[CountedRecord],
    top_ups: TopUps,
) -> Duty | None:
    """Where a post stands in a requirement; None where it does not concern the post.

    Args:
        requirement: with every rule about when it falls due.
        timeline: what was known of the post, oldest first.
        place: the setting.
        doings: what its holder did in this post, oldest first.
        leaves: when she was or will be away, oldest first.
        counted: what owners of requirements count as meeting them.
        top_ups: of each module of which something that she learned here has changed, the day on which it did.
    """
    is_sure = concerns(requirement.payload, timeline[-1], place)
    if is_sure is None:
        return None
    asked = since(requirement, timeline, place)
    done = [one for one in doings if counts(one, requirement, counted)]
    last, dated = done[-1] if done else None, dated_after(requirement, asked, done)
    falls = after_leave(dated[0][0], leaves) if dated else None
    mark = _counted(last, requirement, counted) if last else None
    away = leaves[-1] if leaves else None
    early = timedelta(days=requirement.payload.get("early_renewal_days") or SOON.days)
    return Duty(
        requirement.code,
        is_sure,
        asked,
        done_on=last.day if last else None,
        did=last.what if last else None,
        is_elsewhere=bool(last and last.is_elsewhere),
        counted_id=mark.id if mark else None,
        due_on=falls,
        renew_from=falls - early if falls and last else None,
        top_up_on=top_ups.get(last.what) if last and not last.is_elsewhere else None,
        away_from=away.first_day if away else None,
        away_to=away.last_day if away else None,
        reasons=tuple(to_reason(day, clause, last.day if last else None) for day, clause in dated),
    )


def dated_after(requirement: RequirementRecord, asked: date, done: Sequence[Doing]) -> list[tuple[date, Clause]]:
    """The days that a requirement names after it was done some times, oldest first; the strictest first.

    Where its authority is not statutory, who renews early, from EARLY before the day on, keeps the days she had left. A
    statutory interval is never made longer: it counts from the day on which it was done.
    """
    dated = strictest(requirement.clauses, asked, None)
    for number, one in enumerate(done):
        is_kept = number > 0 and dated and not requirement.statutory
        dated = strictest(requirement.clauses, asked, counted_from(one.day, dated[0][0]) if is_kept else one.day)
    return dated


def duty_state(duty: Duty, day: date) -> DutyState:
    """What a post's standing in a requirement is called on a day."""
    if duty.away_from and duty.away_from <= day and (duty.away_to is None or day <= duty.away_to):
        return DutyState.AWAY
    if duty.done_on is None:
        return DutyState.DUE if duty.due_on and duty.due_on <= day else DutyState.TO_DO
    if duty.due_on and duty.due_on < day:
        return DutyState.RENEW_NOW
    if duty.top_up_on and duty.top_up_on <= day:
        return DutyState.TOP_UP
    if duty.renew_from and duty.renew_from <= day:
        return DutyState.RENEW_SOON
    return DutyState.COUNTED if duty.counted_id else DutyState.CONTRIBUTED


def state(
    began_on: date | None,
    done_on: date | None,
    renew_by: date | None,
    today: date,
    top_up_on: date | None = None,
    asked: Due = NOTHING_ASKED,
) -> State:
    """What a standing in a module is called today. A renewal under way does not hide that it was done before.

    A day that was given for it, `asked.due_by`, counts before the day of renewal. What is done is done, on leave too.
    """
    plain = _due_state(asked, today) or _own_state(began_on, done_on, renew_by, today, top_up_on, asked)
    return State.RELIEVED if plain is not State.DONE and is_relieved(asked, today) else plain


def _due_state(asked: Due, today: date) -> State | None:
    if asked.due_by is None or today < asked.due_by - DUE_SOON:
        return None
    return State.OVERDUE if today > asked.due_by else State.DUE_SOON


def _own_state(
    began_on: date | None, done_on: date | None, renew_by: date | None, today: date, top_up_on: date | None, asked: Due
) -> State:
    """Where no day that was given is near."""
    if done_on is None:
        return State.NOT_STARTED if began_on is None else State.UNDER_WAY
    if renew_by is not None and renew_by < today and asked.due_by is None:
        return State.RENEW_NOW
    if top_up_on is not None:
        return State.TOP_UP
    return State.DONE if renew_by is None or today < renew_by - SOON else State.RENEW_SOON

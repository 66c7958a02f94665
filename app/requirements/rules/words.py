"""Why each date is what it is, in plain sentences."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.core.dates import say_date
from app.requirements.records import Clause, CountedRecord, Duty, Reason, RequirementRecord
from app.requirements.rules.dates import BACK


def rule_in_words(reason: Reason) -> str:
    """What a rule asks for, as the end of a sentence that begins with whose rule it is."""
    limit, _, number = reason.rule.partition(" ")
    match limit:
        case "edition":
            return f"asks for each new edition; this one came into force on {say_date(date.fromisoformat(number))}"
        case "start":
            return "asks for it at the start" if number == "0" else f"asks for it within {number} days of the start"
        case "from-start":
            return f"asks for it every {number} months, and does not say that it belongs to the start"
        case "year":
            within = "" if number == "0" else f", within {number} days of 1 September"
            return f"asks for it in each academic year{within}"
        case _:
            return f"asks for it every {number} months"


def clauses_in_words(requirement: RequirementRecord) -> list[str]:
    """Every rule of a requirement about when it falls due, and whose it is; none where it names no day."""
    return [f"{clause.authority}: {words}" for clause in requirement.clauses if (words := _clause(clause))]


def _clause(clause: Clause) -> str:
    said = []
    if clause.first_days is not None:
        said.append(f"within {clause.first_days} days of the start" if clause.first_days else "at the start")
    if clause.edition_from:
        said.append(f"each new edition, this one from {say_date(clause.edition_from)}")
    if clause.again_months:
        said.append(f"every {clause.again_months} months")
    if clause.year_days is not None:
        said.append("in each academic year")
    return ", then ".join(said)


def why_in_words(reasons: Sequence[Reason], counts_by: date | None) -> list[str]:
    """One sentence for each rule that names a day, the strictest first; it says so where there are several.

    Args:
        reasons: the rules.
        counts_by: the day that counts in the end, which leave may have moved.
    """
    said = [f"{one.authority} {rule_in_words(one)}: by {say_date(one.day)}." for one in reasons]
    if len(said) > 1:
        said[0] += " This is the strictest, so it counts."
    if said and counts_by != reasons[0].day:
        said.append(f"Because of leave, it moves to {BACK.days} days after that leave: {say_date(counts_by)}.")
    return said


def explained(
    duty: Duty,
    requirement: RequirementRecord,
    started_on: date,
    titles: Mapping[str, str],
    counted: CountedRecord | None = None,
) -> list[str]:
    """Why a post stands where it does in a requirement, in sentences.

    Args:
        duty: where it stands.
        requirement: what is asked.
        started_on: the first day of the post.
        titles: of modules, by code.
        counted: the owner's word that what was done meets it, where she gave it.
    """
    return [
        _whose(requirement),
        _since(duty, started_on, requirement),
        *_done(duty, requirement, titles, counted),
        *why_in_words(duty.reasons, duty.due_on),
        *_day(duty),
        *_doubts(duty, requirement),
    ]


def _whose(requirement: RequirementRecord) -> str:
    binding = "This is statutory." if requirement.statutory else "This is not statutory."
    edition = f", {requirement.edition}" if requirement.edition else ""
    checked = requirement.payload.get("checked_on")
    looked = f" Last checked on {say_date(date.fromisoformat(checked))}." if checked else ""
    return f"{requirement.sentence} Who asks: {requirement.authority}{edition}. {binding}{looked}"


def _since(duty: Duty, started_on: date, requirement: RequirementRecord) -> str:
    if duty.since == started_on:
        why = "the first day of this post"
    elif duty.since == requirement.kept_from:
        why = "the day from which it was kept on this site"
    else:
        why = "the day this post became one that it concerns"
    return f"It is asked since {say_date(duty.since)}, {why}."


def _done(
    duty: Duty, requirement: RequirementRecord, titles: Mapping[str, str], counted: CountedRecord | None
) -> Iterator[str]:
    if duty.done_on is None:
        yield "Nothing that contributes to it is recorded yet."
        return
    what = f"“{titles.get(duty.did or '', duty.did)}”"
    where = ", which your records say was done elsewhere; this site has not seen it" if duty.is_elsewhere else ""
    yield f"Last contributed to on {say_date(duty.done_on)} by {what}{where}."
    if counted:
        yield f"Counted as meeting it by {counted.by} on {say_date(counted.marked_on)}."
    elif requirement.note and not duty.is_elsewhere:
        yield requirement.note


def _day(duty: Duty) -> Iterator[str]:
    if duty.due_on is None:
        yield "No further date follows from it."
    elif duty.renew_from:
        yield f"So: renew by {say_date(duty.due_on)}. You can renew early, from {say_date(duty.renew_from)}."
    if duty.top_up_on:
        yield f"A top-up is due: the learning of this module changed on {say_date(duty.top_up_on)}."
    if duty.away_from:
        until = f"to {say_date(duty.away_to)}" if duty.away_to else "with no last day noted yet"
        yield f"Leave is noted from {say_date(duty.away_from)} {until}."


def _doubts(duty: Duty, requirement: RequirementRecord) -> Iterator[str]:
    if not duty.is_sure:
        yield "Whether it concerns this post is to be confirmed by your partnership."
    if requirement.confirm:
        yield f"To be confirmed by your partnership: {requirement.confirm}"
    elif requirement.evidence != "seen":
        yield "Known from somebody else’s account, so your partnership should confirm it."

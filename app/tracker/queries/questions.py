"""What the answers to an audit's questions are made of."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from app.core.clock import today
from app.core.dates import add_months
from app.here import queries as here
from app.practice import queries as practice
from app.requirements import queries as requirements
from app.requirements.records import DutyState
from app.tracker.queries.evidence import action_told, duties_told, modules_told, statements_told, themes_told
from app.tracker.records import QuestionFacts
from app.tracker.rules import missing
from app.workforce import queries as workforce
from app.workforce.rules import CONTRACTS

ASKED_FACTS = {
    "dsl_contact": "how to reach the safeguarding lead",
    "deputy_contact": "how to reach the deputy",
    "referral_line": "the number to refer",
    "advice_line": "the advice line",
    "out_of_hours_line": "the number out of hours",
    "recording_place": "where concerns are recorded",
}


def facts_for_questions(setting_id: int, day: date) -> QuestionFacts:
    """Everything that the ten questions ask, as it is today or as it stood on a day; nobody's name."""
    stood, place = requirements.summed(setting_id, day), workforce.setting(setting_id)
    standing = frozenset(stood.posts)
    held = [one for one in workforce.held_on(setting_id, day) if one.post_id in standing]
    new = {one.post_id for one in held if one.started_on > add_months(day, -12)}
    contracts = Counter(CONTRACTS.get(one.contract, one.contract) for one in held)
    modules = tuple(line for _, line in modules_told(setting_id, day, stood.modules))
    duties, actions = tuple(duties_told(setting_id, day, stood.duties)), practice.of_setting(setting_id, day)
    themes, hidden = themes_told(setting_id, day)
    return QuestionFacts(
        people=len(held),
        modules=modules,
        duties=duties,
        themes=themes,
        themes_hidden=hidden,
        actions=tuple(map(action_told, actions)),
        statements=tuple(statements_told(setting_id, day)),
        missing=missing(modules, duties, actions),
        contracts=tuple(sorted(contracts.items())),
        newcomers=len(new),
        newcomers_begun=len(new & stood.began),
        lead_duties=_of_leads(setting_id, day, stood.of_leads),
        missing_facts=tuple(words for name, words in ASKED_FACTS.items() if not place.facts.get(name)),
        facts_checked_on=place.facts_checked_on,
        knew=_knew(setting_id) if day == today() else (),
    )


def _knew(setting_id: int) -> tuple[tuple[str, int, int], ...]:
    """How many people knew what is right here, by topic; answers are held against the facts of today."""
    return tuple((one.topic.label, one.right or 0, one.asked) for one in here.counts(setting_id) if one.asked)


def _of_leads(setting_id: int, day: date, counts: Mapping[str, Counter[DutyState]]) -> tuple[tuple[str, str], ...]:
    titles = {one.code: one.title for one in requirements.requirements_of(setting_id, day)}
    return tuple(
        (titles[code], ", ".join(f"{state.label.lower()} {count}" for state, count in found.items()))
        for code, found in counts.items()
    )

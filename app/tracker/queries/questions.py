"""What the answers to an audit's questions are made of."""

from collections import Counter
from datetime import date

from app.core.clock import today
from app.core.dates import add_months
from app.core.vocabulary import LEADS
from app.here import queries as here
from app.requirements import queries as requirements
from app.requirements.records import DutyState
from app.tracker.queries.evidence import pack
from app.tracker.records import QuestionFacts
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
    stood, place = requirements.as_at(setting_id, day), workforce.setting(setting_id)
    held = {one.post_id: one for one in stood.standings}
    posts = workforce.posts(list(held))
    began = {one.post_id for one in stood.standings if one.began_on}
    new = {post.id for post in posts if post.started_on > add_months(day, -12)}
    known = workforce.facts_of(list(held), day).values()
    contracts = Counter(CONTRACTS.get(facts[-1].contract, facts[-1].contract) for facts in known)
    return QuestionFacts(
        pack=pack(setting_id, day, stood=stood),
        contracts=tuple(sorted(contracts.items())),
        newcomers=len(new),
        newcomers_begun=len(new & began),
        lead_duties=_of_leads(setting_id, day, stood),
        missing_facts=tuple(words for name, words in ASKED_FACTS.items() if not place.facts.get(name)),
        facts_checked_on=place.facts_checked_on,
        knew=_knew(setting_id) if day == today() else (),
    )


def _knew(setting_id: int) -> tuple[tuple[str, int, int], ...]:
    """How many people knew what is right here, by topic; answers are held against the facts of today."""
    return tuple((one.topic.label, one.right or 0, one.asked) for one in here.counts(setting_id) if one.asked)


def _of_leads(setting_id: int, day: date, stood: requirements.AsAt) -> tuple[tuple[str, str], ...]:
    titles = {one.code: one.title for one in requirements.requirements_of(setting_id, day)}
    counts: dict[str, Counter[DutyState]] = {}
    for one in stood.duties:
        if one.role in LEADS:
            counts.setdefault(one.duty.code, Counter())[one.state] += 1
    return tuple(
        (titles[code], ", ".join(f"{state.label.lower()} {count}" for state, count in found.items()))
        for code, found in counts.items()
    )

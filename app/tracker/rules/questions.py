"""Ten questions that safeguarding audits and governors ask, answered in sentences from what is recorded."""

from collections.abc import Iterable

from app.core.dates import say_date
from app.tracker.records import Answer, QuestionFacts


def answers(told: QuestionFacts) -> list[Answer]:
    """Every question with its answer and where that comes from. Nothing is promised, and nothing is graded."""
    return [
        Answer("How many people work here, and in what kind of post?", _people(told), "The staff list."),
        Answer(
            "What safeguarding learning is asked of them, and on whose authority?",
            tuple(f"{one.title}: {one.authority}{_edition(one.edition)}." for one in told.duties)
            or ("No requirement is recorded.",),
            "The requirements in force on that day. What is to be confirmed is marked on their own page.",
        ),
        Answer(
            "How many are up to date?",
            tuple(f"{one.title}: {_listed(one.counts)}." for one in told.modules) or ("No module was published.",),
            "Each person’s own journeys through published editions.",
        ),
        Answer(
            "Did people who are new begin in time?",
            _newcomers(told),
            "First days on the staff list, and first journeys.",
        ),
        Answer(
            "Is the training of the safeguarding lead and deputies in date?",
            tuple(f"{title}: {counts}." for title, counts in told.lead_duties) or ("Nothing is recorded of them.",),
            "What is asked of those roles, and what was recorded here or accepted from elsewhere.",
        ),
        Answer("How do you know that staff understood?", _understanding(told), "First tries at knowledge checks."),
        Answer(
            "How does learning from reviews reach your staff?",
            tuple(f"{one.title} draws on: {'; '.join(one.reviews)}." for one in told.modules if one.reviews)
            or ("No module that draws on a review was published.",),
            "The register of reviews, and the findings that each statement came from.",
        ),
        Answer(
            "What changed in practice?",
            _changed(told),
            "Themes that the lead closed with a statement of practice, and practice actions that the setting opened.",
        ),
        Answer(
            "What is missing, and what is being done about it?",
            tuple(f"{one.what}: {one.count}." for one in told.missing) or ("Nothing that is counted here is missing.",),
            "The same counts as above. Write the plan into your evidence told.",
        ),
        Answer(
            "Do staff know whom to tell?",
            _whom_to_tell(told),
            "Facts of our setting, shown in every module, and questions about them after a check.",
        ),
    ]


def _people(told: QuestionFacts) -> tuple[str, ...]:
    if not told.people:
        return ("Nobody was in post.",)
    return (f"{told.people} in post: {_listed(told.contracts)}.",)


def _newcomers(told: QuestionFacts) -> tuple[str, ...]:
    if not told.newcomers:
        return ("Nobody began in the twelve months before.",)
    return (f"{told.newcomers} began in the twelve months before; {told.newcomers_begun} of them have begun a module.",)


def _understanding(told: QuestionFacts) -> tuple[str, ...]:
    found = [
        f"{one.title}: {one.asked - one.wrong} of {one.asked} answers right at the first try, {one.people} people."
        for one in told.themes
    ]
    if told.themes_hidden:
        found.append(f"{told.themes_hidden} more with fewer than five people, which are not shown.")
    return tuple(found) or ("Nobody has sent in a knowledge check yet.",)


def _changed(told: QuestionFacts) -> tuple[str, ...]:
    found = [f"{one.theme}: “{one.words}”" for one in told.statements]
    found += [f"{one.words} Led by {one.owner}. {one.state}.{_space(one.came_of_it)}" for one in told.actions]
    return tuple(found) or ("No practice action is recorded.",)


def _whom_to_tell(told: QuestionFacts) -> tuple[str, ...]:
    checked = f"The facts were last checked on {say_date(told.facts_checked_on)}." if told.facts_checked_on else ""
    whole = "Every module names the lead, the deputy and every number to ring."
    named = f"Not filled in yet: {', '.join(told.missing_facts)}." if told.missing_facts else whole
    knew = [f"{topic}: {right} of {asked} people knew what is right here." for topic, right, asked in told.knew]
    return tuple(one for one in (named, checked, *knew) if one)


def _listed(pairs: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{words[0].lower()}{words[1:]} {count}" for words, count in pairs) or "nobody yet"


def _edition(edition: str | None) -> str:
    return f", edition {edition}" if edition else ""


def _space(words: str) -> str:
    return f" {words}" if words else ""

"""What audits ask, and what they are answered."""

from dataclasses import dataclass
from datetime import date

from app.tracker.records.evidence import ActionLine, DutyLine, MissingLine, ModuleLine, StatementLine, ThemeLine


@dataclass(frozen=True)
class QuestionFacts:
    """What the answers are made of: what an evidence pack of the day says without names, and what it does not hold.

    `contracts` are posts by kind of contract; `newcomers` posts that began in the year before the day, and how many of
    them had begun a module; `lead_duties` what is asked of leads and deputies, with how many stand where;
    `missing_facts` the names of “in our setting” facts that nobody filled in; `knew` of each topic how many people knew
    what is right in the setting, of how many who were asked (today alone, five people or more).
    """

    people: int
    modules: tuple[ModuleLine, ...]
    duties: tuple[DutyLine, ...]
    themes: tuple[ThemeLine, ...]
    themes_hidden: int
    actions: tuple[ActionLine, ...]
    statements: tuple[StatementLine, ...]
    missing: tuple[MissingLine, ...]
    contracts: tuple[tuple[str, int], ...]
    newcomers: int
    newcomers_begun: int
    lead_duties: tuple[tuple[str, str], ...]
    missing_facts: tuple[str, ...]
    facts_checked_on: date | None
    knew: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Answer:
    """A question that audits ask, what is answered, and where the answer comes from."""

    question: str
    sentences: tuple[str, ...]
    source: str

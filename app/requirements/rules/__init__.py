"""Whom a requirement concerns, when it falls due, what a standing is called on a day, and all of it in words."""

from app.requirements.rules.asking import (
    BACK_WITHIN,
    DUE_SOON,
    EARLY,
    calendar,
    counted_from,
    due,
    fits,
    is_relieved,
    said,
)
from app.requirements.rules.dates import SOON, after_leave, falls_due, strictest, to_reason
from app.requirements.rules.fitting import concerns, contributing, fits_place
from app.requirements.rules.overall import Known, overall
from app.requirements.rules.packed import (
    DutyFacts,
    ModuleFacts,
    Once,
    duty_told,
    known,
    module_told,
    packed,
    with_top_up,
)
from app.requirements.rules.standing import counts, dated_after, duty, duty_state, since, state
from app.requirements.rules.tallies import added, at_least
from app.requirements.rules.tightening import clauses_of, loosened, tightening
from app.requirements.rules.words import clauses_in_words, explained, why_in_words

__all__ = [
    "BACK_WITHIN",
    "DUE_SOON",
    "EARLY",
    "SOON",
    "DutyFacts",
    "Known",
    "ModuleFacts",
    "Once",
    "added",
    "after_leave",
    "at_least",
    "calendar",
    "clauses_in_words",
    "clauses_of",
    "concerns",
    "contributing",
    "counted_from",
    "counts",
    "dated_after",
    "due",
    "duty",
    "duty_state",
    "duty_told",
    "explained",
    "falls_due",
    "fits",
    "fits_place",
    "is_relieved",
    "known",
    "loosened",
    "module_told",
    "overall",
    "packed",
    "said",
    "since",
    "state",
    "strictest",
    "tightening",
    "to_reason",
    "why_in_words",
    "with_top_up",
]

"""Whom a requirement concerns, when it falls due, what a standing is called on a day, and all of it in words."""

from app.requirements.rules.dates import SOON, after_leave, due, strictest, to_reason
from app.requirements.rules.fitting import concerns, contributing, fits_place
from app.requirements.rules.standing import counts, duty, duty_state, since, state, topped_up
from app.requirements.rules.tallies import added, at_least
from app.requirements.rules.tightening import clauses_of, loosened, tightening
from app.requirements.rules.words import clauses_in_words, explained, rule_in_words, why_in_words

__all__ = [
    "SOON",
    "added",
    "after_leave",
    "at_least",
    "clauses_in_words",
    "clauses_of",
    "concerns",
    "contributing",
    "counts",
    "due",
    "duty",
    "duty_state",
    "explained",
    "fits_place",
    "loosened",
    "rule_in_words",
    "since",
    "state",
    "strictest",
    "tightening",
    "to_reason",
    "topped_up",
    "why_in_words",
]

"""Reading practice actions, the ladder of evidence, and what came of it weeks later."""

from app.practice.queries.board import due_for_review, file_of, of_setting, one, totals
from app.practice.queries.choices import behind, statements_for, taught
from app.practice.queries.impact import counts_of_partnership
from app.practice.queries.ladder import ladders

__all__ = [
    "behind",
    "counts_of_partnership",
    "due_for_review",
    "file_of",
    "ladders",
    "of_setting",
    "one",
    "statements_for",
    "taught",
    "totals",
]

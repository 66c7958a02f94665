"""Reading practice actions, the ladder of evidence, the passport, and what came of it weeks later."""

from app.practice.queries.board import (
    because_of,
    count_due,
    count_opened_since,
    due_for_review,
    file_of,
    of_setting,
    one,
    totals,
)
from app.practice.queries.choices import behind, statements_for, taught
from app.practice.queries.impact import counts_by_module, counts_of_partnership
from app.practice.queries.ladder import ladders, modules_by_theme
from app.practice.queries.passport import closed_totals, passport, theme_page

__all__ = [
    "because_of",
    "behind",
    "closed_totals",
    "count_due",
    "count_opened_since",
    "counts_by_module",
    "counts_of_partnership",
    "due_for_review",
    "file_of",
    "ladders",
    "modules_by_theme",
    "of_setting",
    "one",
    "passport",
    "statements_for",
    "taught",
    "theme_page",
    "totals",
]

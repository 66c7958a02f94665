"""What may be shown of small numbers, what is missing, and what an auditor is answered."""

from app.tracker.rules.missing import missing
from app.tracker.rules.questions import answers
from app.tracker.rules.small_numbers import (
    FEWEST_SETTINGS,
    SMALL_GROUP,
    chosen,
    line,
    masked,
    publishable,
    rounded,
    said,
)
from app.tracker.rules.tables import tables
from app.tracker.rules.whole import parts_of_post, parts_of_setting

__all__ = [
    "FEWEST_SETTINGS",
    "SMALL_GROUP",
    "answers",
    "chosen",
    "line",
    "masked",
    "missing",
    "parts_of_post",
    "parts_of_setting",
    "publishable",
    "rounded",
    "said",
    "tables",
]

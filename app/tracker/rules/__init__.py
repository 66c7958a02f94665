"""What is added up over settings, what is missing, and what an auditor is answered."""

from app.tracker.rules.lines import line
from app.tracker.rules.missing import missing
from app.tracker.rules.questions import answers
from app.tracker.rules.tables import tables
from app.tracker.rules.whole import parts_of_post, parts_of_setting

__all__ = [
    "answers",
    "line",
    "missing",
    "parts_of_post",
    "parts_of_setting",
    "tables",
]

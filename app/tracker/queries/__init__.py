"""What the desk shows, gathered from the rooms that know."""

from app.tracker.queries.evidence import pack
from app.tracker.queries.front import front
from app.tracker.queries.oversight import KINDS, ORDERS, picture, summary, trust_rows
from app.tracker.queries.questions import facts_for_questions
from app.tracker.queries.sheets import table
from app.tracker.queries.whole import whole_record

__all__ = [
    "KINDS",
    "ORDERS",
    "facts_for_questions",
    "front",
    "pack",
    "picture",
    "summary",
    "table",
    "trust_rows",
    "whole_record",
]

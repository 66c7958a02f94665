"""What the desk shows, gathered from the rooms that know."""

from app.tracker.queries.evidence import pack
from app.tracker.queries.front import front, front_as_at
from app.tracker.queries.modules import modules_here
from app.tracker.queries.oversight import KINDS, ORDERS, picture, summary, trust_rows
from app.tracker.queries.questions import facts_for_questions
from app.tracker.queries.sheets import table
from app.tracker.queries.whole import whole_record

__all__ = [
    "KINDS",
    "ORDERS",
    "facts_for_questions",
    "front",
    "front_as_at",
    "modules_here",
    "pack",
    "picture",
    "summary",
    "table",
    "trust_rows",
    "whole_record",
]

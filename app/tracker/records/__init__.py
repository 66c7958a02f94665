"""What the desk's pages and papers are made of."""

from app.tracker.records.evidence import ActionLine, DutyLine, MissingLine, ModuleLine, Pack, PersonLine, ThemeLine
from app.tracker.records.front import Change, Front
from app.tracker.records.oversight import (
    GROUPED,
    OTHER_KINDS,
    Cell,
    Duty,
    Line,
    Picture,
    Standing,
    States,
    Summary,
    TrustRow,
)
from app.tracker.records.questions import Answer, QuestionFacts
from app.tracker.records.sheets import SheetKind, SheetTable, Value

__all__ = [
    "GROUPED",
    "OTHER_KINDS",
    "ActionLine",
    "Answer",
    "Cell",
    "Change",
    "Duty",
    "DutyLine",
    "Front",
    "Line",
    "MissingLine",
    "ModuleLine",
    "Pack",
    "PersonLine",
    "Picture",
    "QuestionFacts",
    "SheetKind",
    "SheetTable",
    "Standing",
    "States",
    "Summary",
    "ThemeLine",
    "TrustRow",
    "Value",
]

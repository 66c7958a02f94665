"""What the desk's pages and papers are made of."""

from app.tracker.records.evidence import ActionLine, DutyLine, MissingLine, ModuleLine, Pack, PersonLine, ThemeLine
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

__all__ = [
    "GROUPED",
    "OTHER_KINDS",
    "ActionLine",
    "Cell",
    "Duty",
    "DutyLine",
    "Line",
    "MissingLine",
    "ModuleLine",
    "Pack",
    "PersonLine",
    "Picture",
    "Standing",
    "States",
    "Summary",
    "ThemeLine",
    "TrustRow",
]

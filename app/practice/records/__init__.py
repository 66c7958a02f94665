"""Practice actions, what came of them weeks later, and the passport, as other rooms and pages see them."""

from app.practice.records.impact import Answer, AskedRecord, Barrier, Cause, ImpactCount, QuestionRecord, Said
from app.practice.records.line import (
    OPEN,
    ActionRecord,
    Due,
    FileRecord,
    Kind,
    Ladder,
    Origin,
    Source,
    Standing,
    State,
    StepRecord,
    Upload,
)
from app.practice.records.passport import PassportKind, PassportNote, ThemePage, ThemeStanding

__all__ = [
    "OPEN",
    "ActionRecord",
    "Answer",
    "AskedRecord",
    "Barrier",
    "Cause",
    "Due",
    "FileRecord",
    "ImpactCount",
    "Kind",
    "Ladder",
    "Origin",
    "PassportKind",
    "PassportNote",
    "QuestionRecord",
    "Said",
    "Source",
    "Standing",
    "State",
    "StepRecord",
    "ThemePage",
    "ThemeStanding",
    "Upload",
]

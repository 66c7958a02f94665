"""A practice action and its line, and what came of it weeks later, as other rooms and pages see them."""

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
    "QuestionRecord",
    "Said",
    "Source",
    "Standing",
    "State",
    "StepRecord",
    "Upload",
]

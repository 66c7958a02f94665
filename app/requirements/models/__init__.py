"""The tables of requirements, standings and what was asked."""

from app.requirements.models.asking import Assigned, Assignment, Evidence, OutsideTraining, Relief, TrainingDecision
from app.requirements.models.standing import (
    Counted,
    OverallStanding,
    Requirement,
    RequirementStanding,
    Standing,
    StandingLine,
)
from app.requirements.models.tally import Numbers, RollUp, SettingTally, StaleTally

__all__ = [
    "Assigned",
    "Assignment",
    "Counted",
    "Evidence",
    "Numbers",
    "OutsideTraining",
    "OverallStanding",
    "Relief",
    "Requirement",
    "RequirementStanding",
    "RollUp",
    "SettingTally",
    "StaleTally",
    "Standing",
    "StandingLine",
    "TrainingDecision",
]

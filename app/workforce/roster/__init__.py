"""A staff list read row by row and laid beside who works here. Pure."""

from app.workforce.roster.columns import NEEDED, SYNONYMS, is_private
from app.workforce.roster.plan import Plan, plan
from app.workforce.roster.rows import Fault, Row, Standing, Training

__all__ = ["NEEDED", "SYNONYMS", "Fault", "Plan", "Row", "Standing", "Training", "is_private", "plan"]

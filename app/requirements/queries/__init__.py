"""What can be asked of requirements and standings."""

from app.requirements.queries.as_at import as_at
from app.requirements.queries.assigning import assignments, choices, reached
from app.requirements.queries.dues import asks_of_post
from app.requirements.queries.duties import duties_of_post, explanation, modules_explained
from app.requirements.queries.history import standings_as_at
from app.requirements.queries.outside import accepted_training, evidence, training, training_of, undecided
from app.requirements.queries.pathways import (
    concerning,
    counted_in,
    duties_of_setting,
    requirements_here,
    requirements_of,
    requirements_of_partnership,
)
from app.requirements.queries.relief import open_words, reliefs_of
from app.requirements.queries.standings import ORDERS, counts, post_in_setting, sheet, standings_of_post
from app.requirements.queries.tallies import in_date, roll_up, states_by_setting

__all__ = [
    "ORDERS",
    "accepted_training",
    "as_at",
    "asks_of_post",
    "assignments",
    "choices",
    "concerning",
    "counted_in",
    "counts",
    "duties_of_post",
    "duties_of_setting",
    "evidence",
    "explanation",
    "in_date",
    "modules_explained",
    "open_words",
    "post_in_setting",
    "reached",
    "reliefs_of",
    "requirements_here",
    "requirements_of",
    "requirements_of_partnership",
    "roll_up",
    "sheet",
    "standings_as_at",
    "standings_of_post",
    "states_by_setting",
    "training",
    "training_of",
    "undecided",
]

"""What can be asked of requirements and standings."""

from app.requirements.queries.as_at import as_at
from app.requirements.queries.duties import duties_of_post, explanation, modules_explained
from app.requirements.queries.history import standings_as_at
from app.requirements.queries.pathways import (
    concerning,
    counted_in,
    duties_of_setting,
    requirements_of,
    requirements_of_partnership,
)
from app.requirements.queries.standings import ORDERS, counts, post_in_setting, sheet, standings_of_post
from app.requirements.queries.tallies import roll_up, states_by_setting

__all__ = [
    "ORDERS",
    "as_at",
    "concerning",
    "counted_in",
    "counts",
    "duties_of_post",
    "duties_of_setting",
    "explanation",
    "modules_explained",
    "post_in_setting",
    "requirements_of",
    "requirements_of_partnership",
    "roll_up",
    "sheet",
    "standings_as_at",
    "standings_of_post",
    "states_by_setting",
]

"""What can be asked of requirements and standings."""

from app.requirements.queries.duties import Explained, duties_of_post, explanation
from app.requirements.queries.history import Rows, standings_as_at
from app.requirements.queries.pathways import (
    concerning,
    contributed_to,
    counted_on,
    duties_of_setting,
    requirements_of,
    requirements_of_partnership,
)
from app.requirements.queries.standings import ORDERS, counts, post_in_setting, sheet, standings_of_post

__all__ = [
    "ORDERS",
    "Explained",
    "Rows",
    "concerning",
    "contributed_to",
    "counted_on",
    "counts",
    "duties_of_post",
    "duties_of_setting",
    "explanation",
    "post_in_setting",
    "requirements_of",
    "requirements_of_partnership",
    "sheet",
    "standings_as_at",
    "standings_of_post",
]

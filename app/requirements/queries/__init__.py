"""What can be asked of requirements and standings."""

from app.requirements.queries.pathways import concerning, requirements
from app.requirements.queries.standings import ORDERS, counts, post_in_setting, sheet, standings_of_post

__all__ = ["ORDERS", "concerning", "counts", "post_in_setting", "requirements", "sheet", "standings_of_post"]

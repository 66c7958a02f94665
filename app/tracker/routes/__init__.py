"""The pages of whoever looks after a setting, and of those who look at settings from above."""

from app.tracker.routes import partnership, summary, trust
from app.tracker.routes.desk import blueprint
from app.tracker.routes.oversight import oversight

__all__ = ["blueprint", "oversight", "partnership", "summary", "trust"]

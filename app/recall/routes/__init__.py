"""The pages of recall questions."""

from app.recall.routes import lead, link, own
from app.recall.routes.blueprint import blueprint

__all__ = ["blueprint", "lead", "link", "own"]

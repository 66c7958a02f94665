"""The pages of workforce: my posts, people, joining, cards, the setting's profile."""

from app.workforce.routes import cards, joining, people, posts, profile, roster
from app.workforce.routes.blueprint import blueprint

__all__ = ["blueprint", "cards", "joining", "people", "posts", "profile", "roster"]

"""The pages of whoever looks after the site."""

from app.site.routes import log, offices, people, places
from app.site.routes.blueprint import blueprint

__all__ = ["blueprint", "log", "offices", "people", "places"]

"""The trainer's desk, page by page."""

from app.authoring.routes import (
    bringing,
    drafts,
    earlier,
    helping,
    pictures,
    publishing,
    reviewing,
    section,
    steps,
    whom,
    withdrawing,
)
from app.authoring.routes.blueprint import blueprint
from app.authoring.routes.register import blueprint as register

__all__ = [
    "blueprint",
    "bringing",
    "drafts",
    "earlier",
    "helping",
    "pictures",
    "publishing",
    "register",
    "reviewing",
    "section",
    "steps",
    "whom",
    "withdrawing",
]

"""The pages of whoever looks after a setting, and of those who look at settings from above."""

from app.tracker.routes import evidence, export, front, gaps, grid, partnership, people, questions, summary, trust
from app.tracker.routes.blueprint import blueprint
from app.tracker.routes.oversight import oversight
from app.tracker.routes.record import record

__all__ = [
    "blueprint",
    "evidence",
    "export",
    "front",
    "gaps",
    "grid",
    "oversight",
    "partnership",
    "people",
    "questions",
    "record",
    "summary",
    "trust",
]

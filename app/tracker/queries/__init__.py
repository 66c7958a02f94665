"""What the desk shows, gathered from the rooms that know."""

from app.tracker.queries.evidence import pack
from app.tracker.queries.oversight import KINDS, ORDERS, picture, summary, trust_rows

__all__ = [
    "KINDS",
    "ORDERS",
    "pack",
    "picture",
    "summary",
    "trust_rows",
]

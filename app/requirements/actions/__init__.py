"""What can be done with requirements and standings."""

from app.requirements.actions.pathways import sync
from app.requirements.actions.standings import (
    close_for_posts,
    note_completion,
    note_post,
    note_section,
    note_start,
    open_for_module,
    open_for_posts,
)

__all__ = [
    "close_for_posts",
    "note_completion",
    "note_post",
    "note_section",
    "note_start",
    "open_for_module",
    "open_for_posts",
    "sync",
]

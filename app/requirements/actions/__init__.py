"""What can be done with requirements and standings."""

from app.requirements.actions.own import (
    Owner,
    add_own,
    count_as_meeting,
    end_own,
    no_longer_count,
    own_payload,
    tighten,
)
from app.requirements.actions.pathways import sync
from app.requirements.actions.standings import (
    close_for_posts,
    note_completion,
    note_leave,
    note_post,
    note_publication,
    note_section,
    note_setting,
    note_start,
    note_training,
    open_for_posts,
    rebuild,
    restate,
)

__all__ = [
    "Owner",
    "add_own",
    "close_for_posts",
    "count_as_meeting",
    "end_own",
    "no_longer_count",
    "note_completion",
    "note_leave",
    "note_post",
    "note_publication",
    "note_section",
    "note_setting",
    "note_start",
    "note_training",
    "open_for_posts",
    "own_payload",
    "rebuild",
    "restate",
    "sync",
    "tighten",
]

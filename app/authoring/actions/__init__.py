"""What can be done at the trainer's desk."""

from app.authoring.actions.drafts import (
    begin,
    bring_back,
    change,
    give_to,
    keep,
    keep_part,
    put_away,
    redo,
    take_in,
    undo,
)
from app.authoring.actions.pictures import bring_picture, keep_picture, take_out_picture
from app.authoring.actions.publishing import DUE_PUBLICATION, publish, publish_due
from app.authoring.actions.register import keep_review, keep_reviews, read_reviews, take_out_review
from app.authoring.actions.reviewing import answer, ask_for_review, comment, decide, resolve

__all__ = [
    "DUE_PUBLICATION",
    "answer",
    "ask_for_review",
    "begin",
    "bring_back",
    "bring_picture",
    "change",
    "comment",
    "decide",
    "give_to",
    "keep",
    "keep_part",
    "keep_picture",
    "keep_review",
    "keep_reviews",
    "publish",
    "publish_due",
    "put_away",
    "read_reviews",
    "redo",
    "resolve",
    "take_in",
    "take_out_picture",
    "take_out_review",
    "undo",
]

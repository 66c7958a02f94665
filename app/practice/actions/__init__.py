"""Writing practice actions, chasing them gently, and asking weeks later whether anything changed."""

from app.practice.actions.chase import chase
from app.practice.actions.impact import (
    QuestionSpent,
    add_line,
    answer,
    ask,
    choose_weeks,
    confirm,
    key_in,
    take_line_out,
)
from app.practice.actions.letters import LETTERS, ask_for_letters, write_letters
from app.practice.actions.line import (
    NotYours,
    TwoOfThatName,
    add_evidence,
    changeable,
    hand_over,
    open_action,
    review,
    undo,
)
from app.practice.actions.taking_out import take_file_out, take_out

__all__ = [
    "LETTERS",
    "NotYours",
    "QuestionSpent",
    "TwoOfThatName",
    "add_evidence",
    "add_line",
    "answer",
    "ask",
    "ask_for_letters",
    "changeable",
    "chase",
    "choose_weeks",
    "confirm",
    "hand_over",
    "key_in",
    "open_action",
    "review",
    "take_file_out",
    "take_line_out",
    "take_out",
    "undo",
    "write_letters",
]

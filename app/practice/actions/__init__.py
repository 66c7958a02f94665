"""Writing practice actions and the passport, chasing gently, and asking weeks later whether anything changed."""

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
from app.practice.actions.passport import reopen, take_out_of_passport, undo_in_passport, write_statement
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
    "reopen",
    "review",
    "take_file_out",
    "take_line_out",
    "take_out",
    "take_out_of_passport",
    "undo",
    "undo_in_passport",
    "write_letters",
    "write_statement",
]

"""Asking, answering, and letting somebody stop it."""

from app.recall.actions.answering import QuestionSpent, answer, choose, choose_by_link, key_in
from app.recall.actions.asking import LETTERS, ask, ask_for_letters, rests_when, write_letters

__all__ = [
    "LETTERS",
    "QuestionSpent",
    "answer",
    "ask",
    "ask_for_letters",
    "choose",
    "choose_by_link",
    "key_in",
    "rests_when",
    "write_letters",
]

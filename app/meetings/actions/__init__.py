"""Planning and holding a meeting, keeping its register, and letting everybody's answers count."""

from app.meetings.actions.answers import AlreadyAnswered, NotNow, count, keep_lines, may_answer, send
from app.meetings.actions.holding import change, decide, plan, take
from app.meetings.actions.register import NotHere, note, post_here, sign_in
from app.meetings.actions.taking_back import take_back

__all__ = [
    "AlreadyAnswered",
    "NotHere",
    "NotNow",
    "change",
    "count",
    "decide",
    "keep_lines",
    "may_answer",
    "note",
    "plan",
    "post_here",
    "send",
    "sign_in",
    "take",
    "take_back",
]

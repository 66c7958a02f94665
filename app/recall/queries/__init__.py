"""Reading who is to be asked, what somebody was asked, and how many answered."""

from app.recall.queries.asked import by_link, mine, of_person, on_paper, open_of, owner_of_link
from app.recall.queries.counts import counts
from app.recall.queries.due import asked_on, busy, due_in, is_on, to_choose_from

__all__ = [
    "asked_on",
    "busy",
    "by_link",
    "counts",
    "due_in",
    "is_on",
    "mine",
    "of_person",
    "on_paper",
    "open_of",
    "owner_of_link",
    "to_choose_from",
]

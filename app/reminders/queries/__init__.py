"""What can be asked of reminders."""

from app.reminders.queries.choices import choices, is_paused
from app.reminders.queries.coming import coming_in, leads_digest, owing_in, words
from app.reminders.queries.people import last_digests, people, written_to
from app.reminders.queries.rounds import rounds_of, waiting
from app.reminders.queries.sent import log, sent_by, sent_to

__all__ = [
    "choices",
    "coming_in",
    "is_paused",
    "last_digests",
    "leads_digest",
    "log",
    "owing_in",
    "people",
    "rounds_of",
    "sent_by",
    "sent_to",
    "waiting",
    "words",
    "written_to",
]

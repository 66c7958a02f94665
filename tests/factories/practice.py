"""Practice actions, made by the room's own doors."""

from datetime import date, timedelta

from app.access.identity import PostHeld
from app.core.clock import today
from app.core.database import session
from app.practice import actions
from app.practice.records import Origin, Source, Upload
from app.workforce import queries as workforce

WORDS = "Lunchtime staff write one line on what they noticed."
A_PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
A_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
A_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(30) + b"\xff\xd9"


def held(post_id: int) -> PostHeld:
    """A post as its holder carries it."""
    person = workforce.post(post_id).person_id
    return next(post for post in workforce.posts_of(person) if post.id == post_id)


def an_action(
    post_id: int,
    words: str = WORDS,
    owner: str = "",
    review_on: date | None = None,
    origin: Origin = Origin.FRESH,
    source: Source | None = None,
) -> int:
    """An action that the holder of a post opened, led by herself where nobody is named; committed."""
    who = held(post_id)
    led_by = owner or workforce.post(post_id).person_name
    made = actions.open_action(who, words, led_by, review_on or today() + timedelta(days=30), origin, source)
    session.commit()
    return made


def an_action_with_a_file(post_id: int) -> int:
    """An action with one piece of evidence and its file; committed."""
    made = an_action(post_id)
    actions.add_evidence(held(post_id), made, "A parent said so.", [Upload("note.pdf", A_PDF)])
    session.commit()
    return made

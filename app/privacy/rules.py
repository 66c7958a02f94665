"""How long each thing is kept, unless a setting's data protection lead decides otherwise."""

from datetime import timedelta

YEAR = timedelta(days=365)
REFLECTIONS = YEAR
DRAFTS = timedelta(days=30)
ANSWERS = 2 * YEAR
SIGN_INS = YEAR
LINKS = timedelta(days=30)
JOIN_REQUESTS = timedelta(days=30)
MESSAGES = timedelta(days=90)
MERGES_UNDONE_WITHIN = timedelta(days=30)


def pseudonym(person_id: int) -> str:
    """What a training fact is kept under when its owner is erased."""
    return f"erased-{person_id}"

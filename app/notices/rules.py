"""When a letter is tried again, and when we give up."""

from datetime import timedelta

# One try at once, then these waits: about two days in all.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
RESERVED_FOR = timedelta(minutes=5)


def next_wait(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None when it is time to give up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None

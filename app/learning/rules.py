"""When a module is complete, and what comes next."""

from collections.abc import Collection, Sequence

from app.core.vocabulary import Step

ORDER = (Step.SECTIONS, Step.CHECK, Step.REFLECTION)


def is_complete(done: Collection[Step]) -> bool:
    """Sections read, check passed, reflection written: all three."""
    return set(ORDER) <= set(done)


def may_do(step: Step, done: Collection[Step]) -> bool:
    """Steps come in order: no check before the sections, no reflection before the check."""
    return all(earlier in done for earlier in ORDER[: ORDER.index(step)])


def next_section(slugs: Sequence[str], read: Collection[str]) -> str | None:
    """The first section not yet read; None when all are."""
    return next((slug for slug in slugs if slug not in read), None)

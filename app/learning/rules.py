"""When a module is complete, and what comes next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from operator import itemgetter
from typing import Any

from app.core.dates import add_months
from app.core.vocabulary import Step
from app.learning.records import Changed, Held, TopUpSize
from app.library.records import Publication, SectionTitle

ORDER = (Step.SECTIONS, Step.CHECK, Step.REFLECTION)
LEAST_MINUTES, SECONDS_A_QUESTION, WORDS_A_MINUTE = 3, 45, 120
MOST_QUESTIONS = 4  # of a top-up, beside critical ones: more would take longer than five minutes


def is_complete(done: Collection[Step], needed: Collection[Step] = ORDER) -> bool:
    """Sections read, check passed, reflection written: all three, or what a shorter journey needs of them."""
    return set(needed) <= set(done)


def may_do(step: Step, done: Collection[Step]) -> bool:
    """Steps come in order: no check before the sections, no reflection before the check."""
    return all(earlier in done for earlier in ORDER[: ORDER.index(step)])


def own_steps(done: Mapping[Step, Mapping[str, object]]) -> tuple[Step, ...]:
    """The steps, from the first, that somebody did herself: those whose facts do not say how she was given them."""
    hers = (step in done and not {"method", "on_paper"} & set(done[step]) for step in ORDER)
    return tuple(step for step, _ in takewhile(itemgetter(1), zip(ORDER, hers, strict=True)))


def next_section(slugs: Sequence[str], read: Collection[str]) -> str | None:
    """The first section not yet read; None when all are."""
    return next((slug for slug in slugs if slug not in read), None)


def may_renew_shortly(renewal: dict[str, Any] | None, completed_on: date | None, is_new: bool, today: date) -> bool:
    """Whether the shorter path is open: the module has one, and she completed the same learning not too long ago.

    Args:
        renewal: what the front matter says of it, if anything.
        completed_on: when she last completed the module, if ever.
        is_new: whether a later version changed what is learned.
        today: the day she begins.
    """
    if renewal is None or completed_on is None or is_new:
        return False
    return today <= add_months(completed_on, renewal["within_months"])


def shortened(titles: Sequence[SectionTitle], slugs: Collection[str]) -> list[SectionTitle]:
    """The sections of a shorter path, counted anew from one."""
    kept = [title for title in titles if title.slug in slugs]
    return [replace(title, position=place) for place, title in enumerate(kept, 1)]


def to_top_up(
    held: Held, published: Sequence[Publication], taught: Mapping[int, Mapping[str, Collection[str]]]
) -> list[Changed]:
    """The statements that somebody owes a top-up of, in the order in which they changed first.

    Only statements that the version she completed taught her kind of setting, and that the newest still teaches it; and
    only changes that concern her kind and came after she last learned the statement. What she learned from a version
    that was withdrawn, and was wrong in it, she owes too.

    Args:
        held: what she has learned of the module.
        published: the module's versions, oldest first.
        taught: what each version teaches: by version and statement, the kinds of setting that read it.
    """
    known = dict.fromkeys(_read_by(held.kind, taught.get(held.version_id, {})), held.version_id)
    for version, codes in held.top_ups:
        known |= {code: version for code in codes if code in known}
    live = [one for one in published if one.withdrawn_at is None]
    still = _read_by(held.kind, taught.get(live[-1].version_id, {})) if live else set()
    owed: dict[str, Changed] = {}
    for one in published:
        if one.withdrawn_at:
            mine = {
                code for code, kinds in one.wrong.items() if known.get(code) == one.version_id and held.kind in kinds
            }
            owed |= {code: Changed(code, one.withdrawn_at, one.version_id) for code in mine & still}
    for one in live:
        for code, kinds in one.learning.items():
            if code in known and code in still and held.kind in kinds and one.version_id > known[code]:
                owed.setdefault(code, Changed(code, one.published_at, known[code]))
    return list(owed.values())


def _read_by(kind: str, taught: Mapping[str, Collection[str]]) -> set[str]:
    return {code for code, kinds in taught.items() if kind in kinds}


def top_up_size(texts: Sequence[str], asked: Sequence[Mapping[str, Any]]) -> TopUpSize:
    """How many questions a top-up asks, and about how many minutes it takes.

    Two questions of each statement, few enough for five minutes, but every critical one.

    Args:
        texts: its statements as they are read.
        asked: the questions that there are about them.
    """
    critical = sum(bool(one.get("critical")) for one in asked)
    questions = min(len(asked), max(critical, min(2 * len(texts), MOST_QUESTIONS)))
    words = sum(len(text.split()) for text in texts)
    return TopUpSize(questions, max(LEAST_MINUTES, round(words / WORDS_A_MINUTE + questions * SECONDS_A_QUESTION / 60)))

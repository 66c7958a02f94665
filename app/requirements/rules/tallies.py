"""How numbers of whole settings are added up."""

from collections import Counter
from collections.abc import Iterable, Mapping


def at_least(numbers: Mapping[str, Mapping[str, int]], repeats: int) -> dict[str, dict[str, int]]:
    """The numbers of a setting, their `people` lowered by those who are counted in another setting already.

    A post is not a person: somebody may hold several. Taking away all who might be counted twice leaves a number that
    can be added to those of other settings and still counts different people, if perhaps not all of them.

    Args:
        numbers: by subject and measure; `people` are posts so far.
        repeats: how many posts of the setting are not the first of whoever holds them.
    """
    return {subject: {**found, "people": max(0, found["people"] - repeats)} for subject, found in numbers.items()}


def added(tallies: Iterable[Mapping[str, Mapping[str, int]]]) -> dict[str, dict[str, int]]:
    """The numbers of several settings, added by subject and measure; `settings` says how many have anybody in it."""
    total: dict[str, Counter[str]] = {}
    for numbers in tallies:
        for subject, found in numbers.items():
            sums = total.setdefault(subject, Counter())
            sums.update(found)
            sums["settings"] += found["people"] > 0
    return {subject: dict(sums) for subject, sums in sorted(total.items())}

"""Small numbers: what may be shown of a count, so that neither it nor a difference of two gives a few people away."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.core.vocabulary import SettingKind

Key = TypeVar("Key")
SMALL_GROUP = 5
FEWEST_SETTINGS = 3
ROUNDED_TO = 5
OTHER_KINDS = "other"


@dataclass(frozen=True)
class Cell:
    """What was counted of one subject in the settings of one kind, or of several small kinds together.

    `numbers` are by measure; `settings` and `people` (at least so many different ones) are among them.
    """

    kind: str
    subject: str
    numbers: Mapping[str, int]

    @property
    def label(self) -> str:
        return "Kinds too small to show alone" if self.kind == OTHER_KINDS else SettingKind(self.kind).label


def masked(counts: Mapping[Key, int], settings: Mapping[Key, int] | None = None) -> dict[Key, int | None]:
    """One group of people counted by where they stand, with None for what must not be shown.

    A count of one to four is hidden. What is hidden can be told together from the total, so it is always of two counts
    or more and of five people or more: where it is not, the smallest of the others is hidden with it.

    Args:
        counts: the people, by where they stand.
        settings: for a count over many settings, in how many of them it was made: one of people in fewer than three
            is hidden, and what is hidden is together of three or more.
    """
    if sum(counts.values()) < SMALL_GROUP:
        return dict.fromkeys(counts)
    spread = settings or dict.fromkeys(counts, FEWEST_SETTINGS)
    hidden = {key for key, count in counts.items() if count and not _may_stand(count, spread[key])}
    others = sorted((key for key in counts if counts[key] and key not in hidden), key=lambda key: counts[key])
    while hidden and others and not _are_many([counts[key] for key in hidden], [spread[key] for key in hidden]):
        hidden.add(others.pop(0))
    return {key: None if key in hidden else count for key, count in counts.items()}


def _may_stand(people: int, settings: int) -> bool:
    return people >= SMALL_GROUP and settings >= FEWEST_SETTINGS


def _are_many(people: list[int], settings: list[int]) -> bool:
    """Whether counts that are hidden together give nobody away; they may all be of the same settings."""
    return len(people) > 1 and _may_stand(sum(people), max(settings))


def said(yes: int, no: int) -> str | None:
    """How many of a group do something, in words so coarse that, beside other counts, they give no few people away.

    None where too few do it or do not.
    """
    if None in masked({"yes": yes, "no": no}).values():
        return None
    if not no or not yes:
        return "None" if no else "All"
    if 10 * yes >= 9 * (yes + no):
        return "Nine in ten or more"
    return "More than half" if yes > no else "Half or fewer"


def rounded(count: int) -> int:
    """A count over many settings as it is shown: the nearest multiple of five."""
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def is_large(cell: Cell) -> bool:
    """Whether a cell may stand alone: five people or more, in three settings or more."""
    return _may_stand(cell.numbers["people"], cell.numbers["settings"])


def publishable(cells: Iterable[Cell]) -> tuple[list[Cell], bool]:
    """The cells that may be published, and whether anything is left out.

    Of each subject, the kinds that are large enough stand alone and the others are put together; these are published
    only where they are large enough together. This is the one partition that every answer is added up from, so two
    answers differ by whole published cells, whatever is asked.
    """
    by_subject: dict[str, list[Cell]] = {}
    for cell in cells:
        by_subject.setdefault(cell.subject, []).append(cell)
    found, is_left_out = [], False
    for subject, here in by_subject.items():
        small = [cell for cell in here if not is_large(cell)]
        pool = Cell(OTHER_KINDS, subject, _sums(small)) if small else None
        found += [cell for cell in here if is_large(cell)]
        if pool and is_large(pool):
            found.append(pool)
        else:
            is_left_out = is_left_out or pool is not None
    return found, is_left_out


def _sums(cells: Iterable[Cell]) -> dict[str, int]:
    sums: Counter[str] = Counter({"people": 0, "settings": 0})
    for cell in cells:
        sums.update(cell.numbers)
    return dict(sums)


def chosen(cells: Iterable[Cell], kind: str = "", subject: str = "") -> list[Cell]:
    """The published cells that an answer is added up from; an empty `kind` or `subject` means every one."""
    return [cell for cell in cells if (not kind or cell.kind == kind) and (not subject or cell.subject == subject)]

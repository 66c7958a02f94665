"""A line of a table over many settings, added up from cells that may be published."""

from collections.abc import Iterable

from app.core.small_numbers import Cell, rounded
from app.tracker.records import Line


def line(label: str, cells: Iterable[Cell], measures: Iterable[str]) -> Line:
    """A line over some cells, each rounded before it is added."""
    cells = list(cells)
    numbers = {measure: sum(rounded(cell.numbers.get(measure, 0)) for cell in cells) for measure in measures}
    settings, part = _settings(cells, "settings"), _settings(cells, "taking_part")
    return Line(label, sum(settings), sum(map(rounded, part)), numbers)


def _settings(cells: list[Cell], measure: str) -> list[int]:
    """How many settings of each kind are in some cells: the same ones are in every cell of a kind."""
    most: dict[str, int] = {}
    for cell in cells:
        most[cell.kind] = max(most.get(cell.kind, 0), cell.numbers.get(measure, 0))
    return list(most.values())

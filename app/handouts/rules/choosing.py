"""Which statements go on a sheet that has room for only some."""

from collections import Counter
from collections.abc import Collection, Sequence

from app.library.records import StatementRecord


def chosen(statements: Sequence[StatementRecord], most: int, themed: Collection[str] = ()) -> list[StatementRecord]:
    """At most so many statements, in reading order: those of the theme first, then spread over the sections."""
    places: Counter[str] = Counter()
    ranked = []
    for position, one in enumerate(statements):
        ranked.append((one.code not in themed, places[one.section], position))
        places[one.section] += 1
    return [statements[position] for position in sorted(position for *_, position in sorted(ranked)[:most])]

"""Which page of a long list is asked for. An address may ask for any; it is shown the nearest there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import request

FURTHEST = 100_000
Row = TypeVar("Row")


@dataclass(frozen=True)
class Sheet:
    """Which page of a list is shown, of how many lines."""

    page: int
    total: int
    size: int

    @property
    def pages(self) -> int:
        return pages_of(self.total, self.size)


def asked_page(pages: int = FURTHEST) -> int:
    """The page that was asked for, from 1 to `pages`; the first when it is no number.

    Args:
        pages: how many there are, when that is known before the list is read.
    """
    return min(max(request.values.get("page", 1, type=int), 1), pages)


def pages_of(total: int, size: int) -> int:
    """How many pages a list of `total` rows has, `size` on each; one when it is empty."""
    return max(1, -(-total // size))


def paged(rows: Sequence[Row], size: int) -> tuple[int, int, Sequence[Row]]:
    """The page asked for, how many there are, and its rows, `size` at most."""
    pages = pages_of(len(rows), size)
    page = asked_page(pages)
    return page, pages, rows[(page - 1) * size : page * size]

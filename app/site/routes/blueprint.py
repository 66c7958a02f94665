"""The blueprint that this room's pages share, and how its lists are paged."""

from dataclasses import dataclass

from flask import Blueprint, request

blueprint = Blueprint("site", __name__, url_prefix="/site")
FURTHEST = 100_000


@dataclass(frozen=True)
class Sheet:
    """Which page of a list is shown, of how many lines."""

    page: int
    total: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def asked_page() -> int:
    """The page that was asked for, from 1 on."""
    return min(max(request.args.get("page", 1, type=int), 1), FURTHEST)


def asked_words() -> str:
    """The words that are looked for."""
    return request.args.get("words", "").replace("\0", "").strip()[:80]

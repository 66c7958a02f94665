"""Numbers in addresses: one that no database row could have is an address that is not there."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1


class RowNumber(IntegerConverter):
    """An integer that fits a row's id."""

    def __init__(self, map: Any, *args: Any, **options: Any) -> None:  # noqa: A002 - the base class's own name
        super().__init__(map, *args, **({"max": LARGEST} | options))


def install(app: Flask) -> None:
    """Read every `<int:…>` of an address as a row's number; before the rooms name their addresses."""
    app.url_map.converters["int"] = RowNumber

"""The tables that leave the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = str | int | date | None


class SheetKind(StrEnum):
    """What can be asked for as a spreadsheet."""

    STAFF = "staff"
    REQUIREMENTS = "requirements"
    COMPANION = "companion"

    @property
    def label(self) -> str:
        return {
            SheetKind.STAFF: "Staff by module",
            SheetKind.REQUIREMENTS: "Staff by requirement",
            SheetKind.COMPANION: "Companion sheet for the single central record",
        }[self]


@dataclass(frozen=True)
class SheetTable:
    """A table on its way out; its rows may be read only once."""

    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]

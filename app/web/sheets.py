"""Tables that leave as a spreadsheet: CSV or XLSX, written row by row to a file on disk, in little memory."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import BinaryIO

from flask import Response, send_file
from xlsxwriter import Workbook

from app.core.cells import disarmed

Cell = str | int | date | None
DAY = "%d/%m/%Y"  # day first, as staff lists are read here
WIDEST = 40
DIFFERENT_CELLS = 10_000
ROWS_AT_ONCE = 500

# Text that is no formula and needs no quotes: nearly all there is.
_is_plain = re.compile(r"[^\W_][^\",\r\n]*").fullmatch


class SheetForm(StrEnum):
    """The two forms a table leaves in."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def mimetype(self) -> str:
        return {
            SheetForm.CSV: "text/csv",
            SheetForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }[self]


def write_sheet(form: SheetForm, out: BinaryIO, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a table, disarmed against formulas; returns how many rows it had.

    Args:
        form: CSV (UTF-8 with its mark, as spreadsheets expect) or XLSX.
        out: a binary file to write to; rows are not kept.
        headers: the names of the columns.
        rows: cells in the order of the columns; dates stay dates in XLSX and are written day first in CSV.
    """
    return (_write_csv if form is SheetForm.CSV else _write_xlsx)(out, headers, rows)


def _write_csv(out: BinaryIO, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    field, count = _Fields().__getitem__, -1
    lines = (",".join(map(field, row)) for row in chain([headers], rows))
    while some := list(islice(lines, ROWS_AT_ONCE)):
        text.write("\r\n".join([*some, ""]))
        count += len(some)
    text.flush()
    text.detach()
    return count


class _Fields(dict[Cell, str]):
    """Cells as CSV has them; of the same cell it is made once, as long as they are not too many."""

    def __missing__(self, cell: Cell) -> str:
        if len(self) >= DIFFERENT_CELLS:
            self.clear()
        field = self[cell] = _field(cell)
        return field


def _field(cell: Cell) -> str:
    if not isinstance(cell, str):
        return cell.strftime(DAY) if isinstance(cell, date) else "" if cell is None else str(cell)
    return cell if _is_plain(cell) else _quoted(disarmed(cell))


def _quoted(text: str) -> str:
    """Text as the library quotes it among others."""
    out = io.StringIO()
    csv.writer(out).writerow((text, None))
    return out.getvalue().removesuffix(",\r\n")


def _write_xlsx(out: BinaryIO, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    # Text goes in as text, whatever it looks like: no formula, no link.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.freeze_panes(1, 1)
        for place, name in enumerate(headers):
            sheet.set_column(place, place, min(max(len(name) + 2, 12), WIDEST))
            sheet.write_string(0, place, name, bold)
        count = 0
        for count, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(count, place, disarmed(cell))
                elif isinstance(cell, date):
                    sheet.write_datetime(count, place, cell, day)
                elif cell is not None:
                    sheet.write_number(count, place, cell)
        if headers:
            sheet.autofilter(0, 0, count, len(headers) - 1)
    return count


def send_sheet(
    form: SheetForm, name: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> tuple[Response, int]:
    """A table as a download named `name` plus its ending, and how many rows it had."""
    made = TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    count = write_sheet(form, made, headers, rows)
    made.seek(0)
    answer = send_file(made, form.mimetype, as_attachment=True, download_name=f"{name}.{form}")
    return answer, count

"""Tables that leave as a spreadsheet: CSV or XLSX, written row by row to a file on disk, in little memory."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from tempfile import TemporaryFile
from typing import BinaryIO

from flask import Response, send_file
from xlsxwriter import Workbook

from app.core.cells import disarmed

Cell = str | int | date | None
DAY = "%d/%m/%Y"  # day first, as staff lists are read here
WIDEST = 40
DIFFERENT_CELLS = 10_000


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
    writer, count, said = csv.writer(text), 0, _Said()
    writer.writerow(headers)
    for count, row in enumerate(rows, 1):  # noqa: B007 - the count is what is returned
        writer.writerow([said[cell] for cell in row])
    text.flush()
    text.detach()
    return count


class _Said(dict[Cell, str | int | None]):
    """Cells as CSV says them; the same cell is put into words once, as long as they are not too many."""

    def __missing__(self, cell: Cell) -> str | int | None:
        if len(self) >= DIFFERENT_CELLS:
            self.clear()
        said = self[cell] = _as_text(cell)
        return said


def _as_text(cell: Cell) -> str | int | None:
    if isinstance(cell, str):
        return disarmed(cell)
    return cell.strftime(DAY) if isinstance(cell, date) else cell


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

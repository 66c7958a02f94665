"""A spreadsheet's bytes as rows of text, whatever program wrote it; refused with a reason when they are not that."""

import csv
import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from app.core.cells import disarmed, meant

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 2_000
PROLOGUE = 4096  # bytes of an XML part within which its root must begin
DELIMITERS = (",", ";", "\t")


class Unreadable(ValueError):
    """The file cannot be read as a staff list; the message says why and what to do."""


@dataclass(frozen=True)
class Table:
    """A header and rows, each with the line it stands on in the file; the header's own is `line`."""

    headers: list[str]
    rows: list[tuple[int, list[str]]]
    line: int = 1


def read_table(content: bytes) -> Table:
    """Read CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252) or XLSX.

    Raises:
        Unreadable: it is neither, or too large, or made to do harm.
    """
    if len(content) > LARGEST_FILE:
        raise Unreadable("The file is larger than 5 MB. Bring in one school or one year at a time.")
    lines = _sheet(content) if content.startswith(b"PK") else _separated(_decoded(content))
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise Unreadable("The file is empty. The first line must name the columns.")
    return Table(filled[0][1], filled[1:], filled[0][0])


def _decoded(content: bytes) -> str:
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Unreadable("The file holds characters that no spreadsheet writes. Save it again as CSV UTF-8.")
        return text
    raise Unreadable("The letters of this file cannot be read. Save it again as CSV UTF-8.")


def _separated(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, _tidy(number, cells)
            number = reader.line_num + 1
    except csv.Error as fault:
        raise Unreadable(
            f"Line {reader.line_num} cannot be read ({fault}). A quotation mark may be left open."
        ) from fault


def _sheet(content: bytes) -> Iterator[tuple[int, list[str]]]:
    _unpacks_small(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            yield number, _tidy(number, _filled([_said(cell) for cell in cells]))
        book.close()
    except Unreadable:
        raise
    except Exception as fault:
        raise Unreadable("This spreadsheet cannot be read. Save it again as XLSX, or as CSV UTF-8.") from fault


def _unpacks_small(content: bytes) -> None:
    """Look at an archive's own list, and at what its XML declares, before anything is unpacked whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED or len(parts) > 1000:
                raise Unreadable("This spreadsheet unpacks to far more than a staff list. Save only the list, as CSV.")
            if "xl/workbook.xml" not in archive.namelist():
                raise Unreadable("This is not a spreadsheet. Save the list as XLSX or CSV.")
            for part in parts:
                with archive.open(part) as opened:
                    _declares_nothing(opened.read(PROLOGUE))
    except zipfile.BadZipFile as fault:
        raise Unreadable("This spreadsheet is damaged. Save it again as XLSX or CSV.") from fault


def _declares_nothing(beginning: bytes) -> None:
    """Refuse XML that declares entities, in whatever encoding, or that hides where its content begins."""
    letters = beginning.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf").upper()
    is_hidden = letters.startswith(b"<") and len(beginning) == PROLOGUE and not re.search(rb"<[A-Z]", letters)
    if b"<!DOCTYPE" in letters or is_hidden:
        raise Unreadable("This spreadsheet refers to other files. Save it again as CSV UTF-8.")


def _filled(cells: list[str]) -> list[str]:
    """A row without the empty cells at its end, of which formatted sheets have thousands."""
    return cells[: max((place for place, cell in enumerate(cells, 1) if cell), default=0)]


def _said(cell: Any) -> str:
    """A cell as its owner would write it: dates day first, numbers without a needless point."""
    match cell:
        case None:
            return ""
        case datetime() | date():
            return f"{cell.day:02}/{cell.month:02}/{cell.year}"
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell)


def _tidy(number: int, cells: list[str]) -> list[str]:
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(f"Line {number} has {len(cells)} columns. A staff list has at most {MOST_COLUMNS}.")
    if number > MOST_ROWS + 1 and any(cells):
        raise Unreadable(f"The file has more than {MOST_ROWS:,} lines. Bring it in in parts.")
    for cell in cells:
        if len(cell) > LONGEST_CELL:
            raise Unreadable(f"Line {number} holds a field of {len(cell):,} characters. Shorten it and try again.")
    return [meant(cell.strip()) for cell in cells]


def write_table(rows: Iterable[list[str]]) -> bytes:
    """Rows as CSV for spreadsheets: no cell is taken for a formula, and each comes back unchanged when read again."""
    out = io.StringIO()
    csv.writer(out).writerows([disarmed(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def blanked(table: Table, places: Collection[int]) -> bytes:
    """A table as CSV whose cells in some columns are empty, each row on the line that it stood on."""
    out, below = io.StringIO(), 0
    writer = csv.writer(out, lineterminator="\n")
    for number, cells in [(table.line, table.headers), *table.rows]:
        out.write("\n" * (number - 1 - below))
        is_header = number == table.line
        kept = ["" if place in places and not is_header else " ".join(cell.split()) for place, cell in enumerate(cells)]
        writer.writerow(disarmed(cell) for cell in kept)
        below = number
    return out.getvalue().encode()

"""One export of a setting in a process of its own: its CPU, its memory, and the same rows by the bare library.

python -m tests.benches.exporting SETTING KIND FORM [DAY]     (the database is DATABASE_URL)
"""

import csv
import io
import json
import os
import resource
import sys
from collections.abc import Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from xlsxwriter import Workbook

from app.config import from_environment
from app.core.cells import meant
from app.core.clock import today
from app.core.database import session
from app.factory import create_app
from app.tracker import queries
from app.tracker.records import SheetKind, Value
from app.web.sheets import DAY, SheetForm, write_sheet
from app.workforce import queries as places
from tests.measuring import took

TIMES = 3  # the quickest of them counts, on either side


def bare(form: SheetForm, out: BinaryIO, headers: Sequence[str], rows: list[Any]) -> None:
    """The rows as the library writes them when it is simply told to; for CSV they are text already."""
    if form is SheetForm.CSV:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(headers)
        writer.writerows(rows)
        text.flush()
        text.detach()
        return
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, {**options, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, headers)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)


def _text(cell: Value) -> str | int | None:
    return cell.strftime(DAY) if isinstance(cell, date) else cell


def ours(setting: int, kind: SheetKind, form: SheetForm, day: date) -> None:
    """One export from the database to a file on disk."""
    with TemporaryFile() as file:
        table = queries.table(setting, kind, day)
        write_sheet(form, file, table.headers, table.rows)
    session.rollback()


def plainly(form: SheetForm, headers: Sequence[str], rows: list[Any]) -> None:
    """The same rows from memory to a file on disk."""
    with TemporaryFile() as file:
        bare(form, file, headers, rows)


def peak() -> int:
    """The most memory this process has had so far, in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measured(setting: int, kind: SheetKind, form: SheetForm, day: date) -> dict[str, object]:
    before = peak()
    with TemporaryFile() as file:
        table = queries.table(setting, kind, day)
        count = write_sheet(form, file, table.headers, table.rows)
        memory, size = peak() - before, file.tell()
        is_whole = form is not SheetForm.CSV or _names_in(file) == _names_of(setting, kind, day)
    session.rollback()
    seconds = min(took(lambda: ours(setting, kind, form, day)) for _ in range(TIMES))
    table = queries.table(setting, kind, day)
    rows = [[_text(cell) for cell in row] for row in table.rows] if form is SheetForm.CSV else list(table.rows)
    floor = min(took(lambda: plainly(form, table.headers, rows)) for _ in range(TIMES))
    return {"rows": count, "seconds": seconds, "bare": floor, "kb": memory, "bytes": size, "is_whole": is_whole}


def _names_in(file: BinaryIO) -> set[str]:
    """The names in a table as a reader means them; none of its cells is a formula."""
    file.seek(0)
    rows = list(csv.reader(io.TextIOWrapper(file, encoding="utf-8-sig", newline="")))[1:]
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]
    return {meant(row[0]) for row in rows}


def _names_of(setting: int, kind: SheetKind, day: date) -> set[str]:
    if kind is SheetKind.COMPANION:
        return {str(row[0]) for row in queries.table(setting, kind, day).rows}
    return {post.person_name for post in places.colleagues(setting) if post.started_on <= day}


def main() -> None:
    code, kind, form, *more = sys.argv[1:]
    with create_app(from_environment(dict(os.environ))).app_context():
        setting = places.setting_id(code)
        assert setting
        day = date.fromisoformat(more[0]) if more else today()
        print(json.dumps(measured(setting, SheetKind(kind), SheetForm(form), day)))


if __name__ == "__main__":
    main()

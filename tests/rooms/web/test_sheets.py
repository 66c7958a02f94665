"""Spreadsheets that leave: read back with readers that are not ours."""

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.core.cells import meant
from app.web.sheets import Cell, SheetForm, write_sheet

HEADERS = ["Name", "Modules", "Done on"]
ROWS: list[list[Cell]] = [
    ['=HYPERLINK("http://x.example")', 3, date(2026, 2, 28)],
    ["'-Afolabi, Ṣadé", 0, None],
    ["http://plain.example", None, date(2028, 2, 29)],
]


def written(form: SheetForm) -> bytes:
    out = io.BytesIO()
    assert write_sheet(form, out, HEADERS, ROWS) == len(ROWS)
    return out.getvalue()


def test_a_csv_opens_in_a_spreadsheet_and_gives_back_every_name() -> None:
    content = written(SheetForm.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert read[0] == HEADERS
    assert [meant(row[0]) for row in read[1:]] == [row[0] for row in ROWS]
    assert [row[2] for row in read[1:]] == ["28/02/2026", "", "29/02/2028"]


def test_an_xlsx_holds_text_numbers_and_dates_as_what_they_are() -> None:
    sheet = load_workbook(io.BytesIO(written(SheetForm.XLSX))).active
    read = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert read[0] == HEADERS
    assert [meant(str(row[0])) for row in read[1:]] == [row[0] for row in ROWS]
    assert [row[1] for row in read[1:]] == [3, 0, None]
    assert read[1][2] == datetime(2026, 2, 28)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]


@given(
    rows=st.lists(st.tuples(st.text(), st.none() | st.text() | st.integers(), st.none() | st.dates(date(1900, 1, 1))))
)
def test_a_csv_gives_back_whatever_was_written(rows: list[tuple[Cell, Cell, Cell]]) -> None:
    out = io.BytesIO()
    write_sheet(SheetForm.CSV, out, HEADERS, rows)
    read = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))[1:]
    assert [(meant(name), meant(what)) for name, what, _ in read] == [
        (name, "" if what is None else str(what)) for name, what, _ in rows
    ]
    assert not [cell for row in read for cell in row[:1] if cell[:1] in {"=", "+", "-", "@"}]


@pytest.mark.parametrize("form", SheetForm)
def test_an_empty_table_still_names_its_columns(form: SheetForm) -> None:
    out = io.BytesIO()
    assert write_sheet(form, out, HEADERS, []) == 0
    assert out.getvalue()

"""Whatever program wrote a staff list, its rows are read; whatever is made to do harm is refused with a reason."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from app.workforce.table import MOST_COLUMNS, Unreadable, blanked, read_table, write_table

ROWS = [["First name", "Surname", "Job title"], ["Zoë", "O’Neill", "Cook"], ["Łukasz", "Świątek", "Teaching assistant"]]


def as_csv(delimiter: str = ",", newline: str = "\r\n") -> str:
    return newline.join(delimiter.join(row) for row in ROWS) + newline


def as_xlsx(rows: list[list[object]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_delimiter_and_unicode_encoding_reads_the_same(delimiter: str, encoding: str) -> None:
    table = read_table(as_csv(delimiter).encode(encoding))

    assert table.headers == ROWS[0]
    assert [cells for _, cells in table.rows] == ROWS[1:]


def test_windows_letters_are_read() -> None:
    table = read_table("First name,Surname\r\nZoë,O’Neill\r\n".encode("cp1252"))

    assert table.rows[0][1] == ["Zoë", "O’Neill"]


def test_a_spreadsheet_is_read_with_its_dates_day_first_and_its_numbers_whole() -> None:
    table = read_table(as_xlsx([["first_name", "start", "code"], ["Ada", date(2026, 9, 1), 12.0]]))

    assert table.rows == [(2, ["Ada", "01/09/2026", "12"])]


def test_lines_are_numbered_as_in_the_file_whatever_was_left_empty_or_written_over_two_lines() -> None:
    table = read_table(b'a,b\r\n\r\n1,"two\r\nlines"\r\n3,4\r\n')

    assert [line for line, _ in table.rows] == [3, 5]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (70 * 1024 * 1024))
    return out.getvalue()


def with_entities(before: str = "", encoding: str = "utf-8") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        declared = before + '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
        archive.writestr("xl/workbook.xml", declared.encode(encoding))
    return out.getvalue()


HOSTILE = {
    "nothing in it": (b"", "empty"),
    "only blanks": (b"\n,,\n", "empty"),
    "characters of nothing": (b"first,last\nA\0,B\n", "characters"),
    "a quotation mark left open": (b'first,last\n"Ada,B\nC,D\n', "quotation"),
    "a thousand columns": (b",".join([b"a"] * (MOST_COLUMNS + 1)), "columns"),
    "one huge field": (b"first,last\n" + b"a" * 5000 + b",b\n", "characters"),
    "an archive that is none": (b"PK\x03\x04 and then nothing", "damaged"),
    "a spreadsheet that unpacks to far more": (bomb(), "unpacks"),
    "a spreadsheet that refers to files": (with_entities(), "refers"),
    "a spreadsheet that refers to files in other letters": (with_entities(encoding="utf-16"), "refers"),
    "a spreadsheet that hides what it refers to": (with_entities("<!--" + "-" * 5000 + "-->"), "refers"),
    "a spreadsheet of a thousand columns": (as_xlsx([["a"] * 1000]), "columns"),
    "a spreadsheet with one huge field": (as_xlsx([["first"], ["a" * 5000]]), "characters"),
    "more than five megabytes": (b"a,b\n" * 1_400_000, "larger"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_staff_list_is_refused_with_a_reason(name: str) -> None:
    content, reason = HOSTILE[name]

    with pytest.raises(Unreadable, match=reason):
        read_table(content)


def test_a_formula_in_our_own_download_comes_back_as_it_was() -> None:
    assert read_table(b"first,role\nAda,'=1+1\n").rows[0][1] == ["Ada", "=1+1"]


def test_formatted_but_empty_columns_of_a_sheet_count_for_nothing() -> None:
    assert read_table(as_xlsx([["first", *[None] * 400, ""], ["Ada"]])).headers == ["first"]


def test_blank_lines_before_the_header_hide_no_semicolons() -> None:
    table = read_table(b"\r\nfirst;last\r\nAda;Cook\r\n")

    assert (table.line, table.headers, table.rows) == (2, ["first", "last"], [(3, ["Ada", "Cook"])])


NAMES = [
    "Zoë",
    "O’Neill",
    "O'Neill",
    "D'Arcy-Smith",
    "Nguyễn Thị",
    "Şahin",
    "李 小龙",
    "=1+1",
    "-x",
    "@home",
    "'quoted'",
    "a;b,c\td",
]


def test_what_we_write_comes_back_unchanged_and_no_cell_is_a_formula() -> None:
    written = write_table([["first", "last"], *([name, "x"] for name in NAMES)])

    assert [cells[0] for _, cells in read_table(written).rows] == NAMES
    cells = [row.split(",")[0].strip('"') for row in written.decode("utf-8-sig").splitlines()]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


def test_a_column_is_blanked_and_every_row_stays_on_its_line() -> None:
    table = read_table(b'\nname,needs\n\nAda,"a\nb"\n=x,c\n')

    again = read_table(blanked(table, [1]))

    assert (again.line, again.headers) == (2, ["name", "needs"])
    assert again.rows == [(4, ["Ada", ""]), (6, ["=x", ""])]

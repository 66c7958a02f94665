"""A staff list laid beside who works here."""

from datetime import date

import pytest

from app.core.vocabulary import Role, SettingKind
from app.workforce.records import PostRecord
from app.workforce.roster import Plan, Standing, plan
from app.workforce.table import Table

TODAY = date(2026, 11, 24)
HEADERS = ["Staff Code", "Forename", "SURNAME", "Work Email", "Job_Title", "Start", "Leaving date", "Shoe size"]


def a_post(**facts: object) -> PostRecord:
    standard = {
        "id": 1,
        "person_id": 1,
        "person_name": "Ada Cook",
        "setting_id": 1,
        "kind": SettingKind.PRIMARY,
        "role": Role.STAFF,
        "job_title": "Cook",
        "started_on": date(2020, 1, 1),
        "ended_on": None,
        "email": "ada@example.org",
        "external_id": "7",
    }
    return PostRecord(**(standard | facts))  # type: ignore[arg-type]


def laid(*rows: list[str], here: tuple[PostRecord, ...] = (), known: tuple[str, ...] = ()) -> Plan:
    return plan(Table(HEADERS, list(enumerate(rows, 2))), here, known, TODAY)


def line(code: str = "7", email: str = "ada@example.org", job: str = "Cook", leaves: str = "") -> list[str]:
    return [code, "Ada", "Cook", email, job, "01/09/2025", leaves, "38"]


def test_headers_are_known_by_other_systems_names_in_any_case_and_the_rest_is_left_alone() -> None:
    found = laid(line())

    assert found.ignored == ["Shoe size"]
    assert found.rows[0].newcomer is not None
    assert found.rows[0].newcomer.started_on == date(2025, 9, 1)


def test_a_list_without_a_needed_column_says_which() -> None:
    assert "last name, role" in plan(Table(["First name"], [(2, ["Ada"])]), [], [], TODAY).wrong


@pytest.mark.parametrize(
    ("row", "here", "known", "standing"),
    [
        (line(), (), (), Standing.NEW),
        (line(), (), ("ada@example.org",), Standing.ASKED),
        (line(), (a_post(),), (), Standing.UNCHANGED),
        (line(job="Head cook"), (a_post(),), (), Standing.CHANGED),
        (line(email=""), (a_post(email=None, external_id=None),), (), Standing.CHANGED),
        (line(code="", email=""), (a_post(email=None, external_id=None),), (), Standing.UNCHANGED),
        (line(leaves="01/11/2026"), (a_post(),), (), Standing.LEAVES),
        (line(leaves="01/12/2026"), (a_post(),), (), Standing.UNCHANGED),
        (line(leaves="01/11/2026"), (), (), Standing.UNCHANGED),
        (line(leaves="01/11/2026"), (a_post(role=Role.DSL),), (), Standing.FIX),
        (line(code="8"), (a_post(),), ("ada@example.org",), Standing.NEW),
    ],
)
def test_a_row_comes_to_what_it_should(
    row: list[str], here: tuple[PostRecord, ...], known: tuple[str, ...], standing: Standing
) -> None:
    assert laid(row, here=here, known=known).rows[0].standing is standing


BAD = {
    "no first name": (["1", "", "Cook", "", "Cook", "", "", ""], "first_name"),
    "no last name": (["1", "Ada", "", "", "Cook", "", "", ""], "last_name"),
    "no job": (["1", "Ada", "Cook", "", "", "", "", ""], "role"),
    "an address that is none": (["1", "Ada", "Cook", "ada at example", "Cook", "", "", ""], "email"),
    "a start that is no date": (["1", "Ada", "Cook", "", "Cook", "soon", "", ""], "start_date"),
    "a month before its day": (["1", "Ada", "Cook", "", "Cook", "12/31/2025", "", ""], "start_date"),
    "an end that is no date": (["1", "Ada", "Cook", "", "Cook", "", "never", ""], "leave_date"),
    "an end before the start": (["1", "Ada", "Cook", "", "Cook", "01/09/2025", "01/08/2025", ""], "leave_date"),
    "a start long ago": (["1", "Ada", "Cook", "", "Cook", "01/09/1925", "", ""], "start_date"),
    "a start far ahead": (["1", "Ada", "Cook", "", "Cook", "01/09/2035", "", ""], "start_date"),
    "a job that never ends": (["1", "Ada", "Cook", "", "C" * 121, "", "", ""], "role"),
    "a code that never ends": (["1" * 61, "Ada", "Cook", "", "Cook", "", "", ""], "external_id"),
    "a name of signs": (["1", "1234", "5678", "", "Cook", "", "", ""], "first_name"),
    "a loose comma": (["1", "Ada", "Cook", "", "Cook", "", "", "", "more"], "-"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_named_by_line_column_value_and_reason(name: str) -> None:
    row, column = BAD[name]

    found = laid(row).rows[0]

    assert (found.line, found.standing) == (2, Standing.FIX)
    assert column in [fault.column for fault in found.faults]
    assert all(fault.reason for fault in found.faults)


def test_two_lines_with_one_staff_code_are_both_to_fix() -> None:
    assert [row.standing for row in laid(line(), line(email="eve@example.org")).rows] == [Standing.FIX] * 2


def test_one_address_on_two_lines_is_well_where_the_codes_differ() -> None:
    assert [row.standing for row in laid(line("1"), line("2")).rows] == [Standing.NEW] * 2
    assert [row.standing for row in laid(line(""), line("")).rows] == [Standing.FIX] * 2


def test_who_is_missing_from_the_list_is_named_but_never_a_lead() -> None:
    here = (a_post(), a_post(id=2, external_id="9", email=None), a_post(id=3, external_id="1", role=Role.DSL))

    assert [post.id for post in laid(line(), here=here).missing] == [2]

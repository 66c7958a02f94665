"""A staff list laid beside who works here."""

from datetime import date

import pytest

from app.core.vocabulary import Role, SettingKind
from app.workforce.records import PostRecord
from app.workforce.roster import SYNONYMS, Plan, Standing, plan
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


def kept(header: str, said: str, *here: PostRecord) -> Plan:
    """A list of one line with one more column."""
    headers = ["Staff code", "First name", "Last name", "Role", header]
    return plan(Table(headers, [(2, ["7", "Ada", "Cook", "Cook", said])]), here, (), TODAY)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("USR ID", "external_id"),
        ("Payroll Number", "external_id"),
        ("Employee ID", "external_id"),
        ("Preferred Forename", "first_name"),
        ("Legal Forename", "first_name"),
        ("Legal Surname", "last_name"),
        ("Work Email", "email"),
        ("Login Name", "username"),
        ("Post", "role"),
        ("Job Role", "role"),
        ("Phase", "setting_type"),
        ("School", "site"),
        ("Campus", "site"),
        ("Manager", "line_manager"),
        ("Employment Start", "start_date"),
        ("EMPLOYMENT_END", "leave_date"),
    ],
)
def test_a_column_is_known_by_what_other_systems_call_it(header: str, column: str) -> None:
    found = plan(Table([header], [(2, ["x"])]), [], [], TODAY)

    assert column in SYNONYMS
    assert found.ignored == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Nursery", SettingKind.EARLY_YEARS),
        ("EYFS", SettingKind.EARLY_YEARS),
        ("primary", SettingKind.PRIMARY),
        ("Secondary school", SettingKind.SECONDARY),
        ("KS 3", SettingKind.SECONDARY),
        ("After-school club", SettingKind.OUT_OF_SCHOOL),
        ("children's home", SettingKind.RESIDENTIAL),
        ("PRU", SettingKind.ALTERNATIVE_PROVISION),
        ("", None),
    ],
)
def test_a_kind_of_setting_is_understood_by_label_code_or_common_word(said: str, kind: SettingKind | None) -> None:
    new = kept("Phase", said).rows[0].newcomer

    assert new is not None
    assert new.kind is kind


def test_a_kind_of_setting_that_is_none_is_to_fix() -> None:
    assert [fault.column for fault in kept("Phase", "castle").rows[0].faults] == ["setting_type"]


@pytest.mark.parametrize(
    ("header", "said", "change"),
    [
        ("Site", "Annexe", "site: none → Annexe"),
        ("Manager", "Eve", "line manager: none → Eve"),
        ("Phase", "nursery", "kind of setting: Primary school → Nursery or pre-school"),
    ],
)
def test_another_site_manager_or_kind_is_a_change_and_an_empty_cell_is_none(
    header: str, said: str, change: str
) -> None:
    assert kept(header, said, a_post()).rows[0].changes == (change,)
    assert kept(header, "", a_post()).rows[0].standing is Standing.UNCHANGED


@pytest.mark.parametrize("header", ["access_needs", "Access Needs", "Disability", "Medical conditions", "HEALTH"])
def test_what_somebody_needs_is_never_read(header: str) -> None:
    found = kept(header, "a hearing aid")

    assert found.private == [header]
    assert found.ignored == []
    assert "a hearing aid" not in str(found.rows)


def plain(name: str = "Cook", **more: str) -> list[str]:
    return ["", "Ada", name, more.get("email", ""), "Cook", "", more.get("leaves", ""), ""]


def test_two_lines_with_a_name_alone_are_both_to_fix() -> None:
    assert [row.standing for row in laid(plain(), plain(), plain("Baker")).rows] == [
        Standing.FIX,
        Standing.FIX,
        Standing.NEW,
    ]


def test_a_line_with_a_name_alone_means_the_colleague_with_a_name_alone() -> None:
    here = (a_post(), a_post(id=2, external_id=None, email=None))

    found = laid(line(), plain(), here=here).rows

    assert [row.post.id for row in found if row.post] == [1, 2]
    assert [row.standing for row in found] == [Standing.UNCHANGED] * 2


def test_a_line_that_may_mean_two_colleagues_is_to_fix() -> None:
    here = (a_post(id=2, external_id=None, email=None), a_post(id=3, external_id=None, email=None))

    assert laid(plain(), here=here).rows[0].standing is Standing.FIX


def test_two_lines_about_one_colleague_are_both_to_fix() -> None:
    assert [row.standing for row in laid(line(), plain(), here=(a_post(),)).rows] == [Standing.FIX] * 2


def test_a_line_with_a_username_alone_finds_its_owner() -> None:
    here = (a_post(id=2, external_id=None, email=None, username="ada2"), a_post(external_id=None, email=None))
    headers = ["Login name", "First name", "Last name", "Role"]

    found = plan(Table(headers, [(2, ["ada2", "Ada", "Cook", "Cook"])]), here, (), TODAY).rows[0]

    assert (found.post.id if found.post else 0, found.standing) == (2, Standing.UNCHANGED)


def test_a_leaver_whose_last_day_is_known_already_is_unchanged_and_one_before_her_first_day_is_to_fix() -> None:
    leaves = date(2026, 11, 24)

    known = laid(line(leaves="24/11/2026"), here=(a_post(ended_on=leaves),)).rows[0]
    early = laid(["7", "Ada", "Cook", "", "Cook", "", "01/01/2019", ""], here=(a_post(),)).rows[0]

    assert (known.standing, early.standing) == (Standing.UNCHANGED, Standing.FIX)


def test_whoever_stands_on_a_line_to_fix_is_not_missing_nor_is_somebody_still_to_begin() -> None:
    to_begin = a_post(id=2, external_id="9", email=None, person_name="Eve Adams", started_on=date(2027, 1, 4))

    found = laid(["7", "Ada", "Cook", "", "Cook", "soon", "", ""], here=(a_post(), to_begin))

    assert found.missing == []


def test_two_lines_with_one_staff_code_are_both_to_fix() -> None:
    assert [row.standing for row in laid(line(), line(email="eve@example.org")).rows] == [Standing.FIX] * 2


def test_one_address_on_two_lines_is_well_where_the_codes_differ() -> None:
    assert [row.standing for row in laid(line("1"), line("2")).rows] == [Standing.NEW] * 2
    assert [row.standing for row in laid(line(""), line("")).rows] == [Standing.FIX] * 2


def test_who_is_missing_from_the_list_is_named_but_never_a_lead() -> None:
    here = (a_post(), a_post(id=2, external_id="9", email=None), a_post(id=3, external_id="1", role=Role.DSL))

    assert [post.id for post in laid(line(), here=here).missing] == [2]

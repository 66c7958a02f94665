"""The safeguarding lead's desk: four numbers, whom to chase, tables and packs to take away, and a look back."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.content.checks import check
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Role
from app.jobs.actions import carry_out_due
from app.library.actions import publish_shelf
from app.requirements import actions as requirements
from app.requirements.records import How, Whom, Wish
from app.tracker.records import SheetKind
from app.workforce import queries
from app.workforce.actions import end_post
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Visitor

JANUARY = datetime(2026, 1, 1, 9, tzinfo=UTC)
MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.fixture
def app(empty_app: Flask, small_shelf: tuple[Path, Path]) -> Flask:
    """An application whose content went live before anything happened."""
    shelf, _, _ = check(*small_shelf)
    assert shelf is not None
    with at(JANUARY):
        publish_shelf(shelf)
        session.commit()
    return empty_app


def staffed() -> None:
    """A lead and three colleagues, who all began in March."""
    with at(MARCH):
        school = a_setting()
        a_colleague("mark", Role.DSL, school, "Mark Test")
        for name in ("amina", "bea", "cy"):
            a_colleague(name, setting=school)


def learned(app: Flask, name: str, post_id: int, moment: datetime) -> None:
    learner = Visitor(app)
    learner.moment = moment
    learner.sign_in(name)
    with at(moment):
        complete(learner, post_id, MODULE)


def mark_on(app: Flask, moment: datetime) -> Visitor:
    visitor = Visitor(app)
    visitor.moment = moment
    visitor.sign_in("mark")
    return visitor


@pytest.fixture
def lead(app: Flask) -> Visitor:
    """A lead with three colleagues, one of whom finished in March and another in autumn; the third never began."""
    staffed()
    learned(app, "amina", 2, MARCH + timedelta(days=2))
    learned(app, "bea", 3, AUTUMN)
    return mark_on(app, AUTUMN + timedelta(days=30))


def downloaded(visitor: Visitor, **asked: str) -> bytes:
    page = visitor.visit("/desk")
    form = page.form("Download")
    token = form.find("input", attrs={"name": "csrf_token"})
    assert token is not None
    answer = visitor._ask("POST", "/desk/export", data={"csrf_token": token["value"], **asked})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    content = answer.data
    answer.close()
    return content


def test_it_opens_on_four_numbers_and_whom_to_chase(lead: Visitor) -> None:
    page = lead.visit("/desk")

    assert page.says("2 have something to do now")
    assert page.says("2 are up to date")
    assert page.says("0 practice actions to look at again")
    assert page.says("Cy Test")
    chased = lead.visit("/desk/chase")
    assert chased.says("2 people, the longest due first")
    assert not chased.says("Amina Test")


def test_once_somebody_is_asked_only_what_is_asked_counts(lead: Visitor) -> None:
    with at(AUTUMN + timedelta(days=20)):
        wish = Wish(MODULE, Whom(posts=(4,)), date(2026, 10, 30), None, How.SELF_STUDY, None)
        requirements.assign(1, wish, 1)
        session.commit()

    page = lead.visit("/desk")

    assert page.says("1 has something to do now")
    assert page.says("was due on 30 October 2026")


def test_what_changed_since_last_time_is_named(app: Flask, lead: Visitor) -> None:
    lead.visit("/desk")
    with at(AUTUMN + timedelta(days=30, hours=2)):
        requirements.say_not_mine(queries.post(4), None, "I left the class")
        session.commit()
    again = Visitor(app)
    again.moment = AUTUMN + timedelta(days=31)
    again.sign_in("mark")

    page = again.visit("/desk")

    assert page.says("Since you were last here, 4 November 2026")
    assert page.says("1 person says that something is not their job any more")
    assert not page.says("completed a module")


def test_the_grid_shows_the_setting_as_it_stood_on_a_day(lead: Visitor) -> None:
    spring = lead.visit("/desk/staff?on=2026-03-31")

    assert spring.says("as it stood on 31 March 2026")
    assert spring.says("Amina Test Teaching assistant Done")
    assert spring.says("Bea Test Teaching assistant Not started")
    assert lead.visit("/desk/staff").says("Bea Test Teaching assistant Done")
    before = lead.visit("/desk/people/3?on=2026-03-31")
    assert before.says("As it stood on 31 March 2026")
    assert before.says("Not started")


def test_somebody_who_left_is_there_on_the_days_when_she_worked_here(lead: Visitor) -> None:
    with at(AUTUMN + timedelta(days=10)):
        end_post(2, date(2026, 10, 14))
        session.commit()

    assert not lead.visit("/desk/staff").says("Amina Test")
    assert lead.visit("/desk/staff?on=2026-10-01").says("Amina Test")
    assert lead.visit("/desk/people/2?on=2026-10-01").heading == "Amina Test on 1 October 2026"
    assert lead.visit("/desk/left").says("Amina Test")
    assert lead.visit("/desk/people/2").address == "/desk/people/2/record"
    assert lead.visit("/desk/people/2/record").says("Amina Test")


def test_a_look_back_can_be_filtered_sorted_and_is_nobody_elses(app: Flask, lead: Visitor) -> None:
    page = lead.visit("/desk/staff?on=2026-10-31&state=done&order=done&way=down&words=test&role=staff")
    assert [page.text.index(name) for name in ("Bea Test", "Amina Test")] == sorted(
        page.text.index(name) for name in ("Bea Test", "Amina Test")
    )
    assert not page.says("Cy Test Teaching")
    a_colleague("zoe", Role.DSL, a_setting(code="other"))
    other = Visitor(app)
    other.sign_in("zoe")
    assert not other.visit("/desk/staff?on=2026-10-31").says("Amina Test")
    other.visit("/desk/people/2?on=2026-10-31", status=404)


def test_staff_by_requirement_can_be_narrowed_too(lead: Visitor) -> None:
    page = lead.visit("/desk/duties")
    assert page.says("Yearly update")
    assert lead.visit("/desk/duties?state=contributed").says("Amina Test")
    assert not lead.visit("/desk/duties?state=contributed").says("Cy Test")


@pytest.mark.parametrize("day", ["", "2026-03-31"])
def test_the_whole_setting_leaves_as_a_table_as_it_is_or_as_it_stood(lead: Visitor, day: str) -> None:
    rows = list(csv.DictReader(io.StringIO(downloaded(lead, kind="staff", form="csv", on=day).decode("utf-8-sig"))))

    states = {row["Name"]: row["Listening"] for row in rows}
    assert states == {
        "Amina Test": "Done",
        "Bea Test": "Not started" if day else "Done",
        "Cy Test": "Not started",
        "Mark Test": "Not started",
    }
    acts = session.scalars(select(AuditEntry).where(AuditEntry.act == "exported")).all()
    assert [(act.facts["what"], act.facts["rows"]) for act in acts] == [("staff", 4)]


def test_an_export_made_in_spring_is_what_is_reckoned_of_spring_in_autumn(app: Flask) -> None:
    staffed()
    learned(app, "amina", 2, MARCH + timedelta(days=2))
    spring = mark_on(app, MARCH + timedelta(days=29))
    made_then = {kind: downloaded(spring, kind=kind, form="csv") for kind in SheetKind}
    learned(app, "bea", 3, AUTUMN)
    autumn = mark_on(app, AUTUMN + timedelta(days=30))

    for kind in SheetKind:
        assert downloaded(autumn, kind=kind, form="csv", on="2026-03-31") == made_then[kind], kind
        assert downloaded(autumn, kind=kind, form="csv") != made_then[kind], kind


def test_the_companion_sheet_names_level_date_and_number(lead: Visitor) -> None:
    book = load_workbook(io.BytesIO(downloaded(lead, kind="companion", form="xlsx")))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]

    assert rows[0] == ["Name", "Role", "Training", "Level", "Date", "Renew by", "Certificate number", "Where"]
    assert [row[0] for row in rows[1:]] == ["Amina Test", "Bea Test"]
    assert rows[1][2:5] == ["Listening", "supports level 2 training", datetime(2026, 3, 4)]


def test_an_evidence_pack_is_made_by_a_worker_and_its_number_can_be_checked(lead: Visitor) -> None:
    lead.visit("/desk/evidence")
    page = lead.press("Make the pack", with_tables="y", plan="Cy begins on Monday.")
    assert page.heading == "Waiting to begin"
    with at(AUTUMN + timedelta(days=30)):
        carry_out_due()

    page = lead.visit("/work/1")
    assert page.says("Number")
    archive = zipfile.ZipFile(io.BytesIO(lead._ask("GET", "/work/1/file").data))
    names = archive.namelist()
    assert names[0] == "evidence-2026-11-04.pdf"
    assert {"3-who.csv", "7-missing.csv", "content.json"} <= set(names)
    words = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(archive.read(names[0]))).pages)
    assert "Cy begins on Monday." in words
    assert "Listening: not started" in words
    assert "Amina Test" in words
    lead.visit("/desk/evidence")
    assert lead.follow("number ").says("This evidence pack was made here")


def test_a_pack_of_a_day_to_come_is_refused_with_the_plan_kept(lead: Visitor) -> None:
    lead.visit("/desk/evidence")
    page = lead.press(
        "Make the pack",
        status=400,
        plan="Everything is planned",
        day=["1", "1", "2030"],
    )

    assert page.says("Choose today or an earlier day")
    assert page.says("Everything is planned")


def test_ten_questions_are_answered_with_where_each_answer_comes_from(lead: Visitor) -> None:
    page = lead.visit("/desk/questions")

    assert len(page.soup.find_all("h2", class_="govuk-heading-m")) == 10
    assert page.text.count("Where this comes from:") == 10
    assert page.says("Listening: not started 2, done 2.")
    assert not page.says("Amina")
    assert lead.visit("/desk/questions?on=2026-03-31").says("Listening: not started 3, done 1.")


def test_the_command_line_writes_the_same_tables_and_packs(app: Flask, lead: Visitor, tmp_path: Path) -> None:
    shown = downloaded(lead, kind="staff", form="csv", on="2026-03-31")
    runner = app.test_cli_runner()
    asked = ["desk", "export", "--setting", "school", "--as-at", "2026-03-31"]

    told = runner.invoke(args=[*asked, "--format", "csv", "--out", str(tmp_path / "staff.csv")])

    assert told.exit_code == 0, told.output
    assert "4 rows, as at 2026-03-31" in told.output
    assert (tmp_path / "staff.csv").read_bytes() == shown
    companion = ["--format", "xlsx", "--table", "companion", "--out", str(tmp_path / "companion.xlsx")]
    assert runner.invoke(args=[*asked, *companion]).exit_code == 0
    assert load_workbook(tmp_path / "companion.xlsx").active["A2"].value == "Amina Test"
    told = runner.invoke(args=[*asked, "--format", "pack", "--out", str(tmp_path / "pack.pdf")])
    assert told.exit_code == 0, told.output
    assert PdfReader(tmp_path / "pack.pdf").pages
    assert runner.invoke(args=["desk", "export", "--setting", "none", "--out", str(tmp_path / "x")]).exit_code == 1

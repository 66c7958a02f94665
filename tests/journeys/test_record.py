"""Somebody's whole record: for her lead her setting's share, for herself all of it; as a page, PDF and JSON."""

import dataclasses
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from app.accounts.queries import person
from app.audit.models import AuditEntry
from app.content.checks import check
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Role
from app.library.actions import publish_shelf
from app.reminders.actions import send_now
from app.requirements import actions as requirements
from app.requirements.records import Decision, How, Typed, Whom, Wish
from app.tracker.records import whole
from app.workforce import actions as workforce
from app.workforce import queries
from tests.factories.people import a_colleague, a_post, a_setting
from tests.factories.shelf import MODULE
from tests.journeys.walks import THOUGHT, complete
from tests.visitor import Visitor

FIELDS = Path(__file__).parents[2] / "docs" / "record.md"
SPRING = datetime(2026, 4, 1, 9, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def app(empty_app: Flask, small_shelf: tuple[Path, Path]) -> Flask:
    """An application whose content went live before anything happened."""
    shelf, _, _ = check(*small_shelf)
    assert shelf is not None
    with at(datetime(2026, 1, 1, 9, tzinfo=UTC)):
        publish_shelf(shelf)
        session.commit()
    return empty_app


def signed_in(app: Flask, name: str, moment: datetime) -> Visitor:
    visitor = Visitor(app)
    visitor.moment = moment
    visitor.sign_in(name)
    return visitor


@pytest.fixture
def life(app: Flask) -> None:
    """Amina at a school, where she learned, was asked, given time, reminded and trained elsewhere; and at a club."""
    with at(SPRING):
        school, club = a_setting(), a_setting(code="club")
        lead, amina = a_colleague("mark", Role.DSL, school, "Mark Test"), a_colleague("amina", setting=school)
        a_colleague("zoe", Role.DSL, club)
        other = a_post(person(amina.person_id), club, job="Club helper")
        session.commit()
        wish = Wish(MODULE, Whom(posts=(amina.id,)), date(2026, 8, 31), None, How.SELF_STUDY, "Before term")
        requirements.assign(school, wish, lead.person_id)
        assert send_now(school, [amina.person_id], lead.person_id) == 1
        complete(signed_in(app, "amina", SPRING), amina.id, MODULE)
        training = requirements.record_training(
            amina, Typed("First aid", date(2026, 2, 3), "A trainer"), amina.person_id
        )
        requirements.decide(training, school, Decision(True, "Seen the paper", None, ("YEARLY",)), lead.person_id)
        requirements.record_training(other, Typed("Only at the club", date(2026, 2, 4)), amina.person_id)
        requirements.exempt(amina, None, date(2026, 4, 1), date(2026, 4, 20), "Exam season", lead.person_id)
        workforce.note_leave(amina.id, date(2026, 5, 1), date(2026, 5, 9), lead.person_id)
        session.commit()


def taken(visitor: Visitor, address: str, form: str, on: str = "") -> bytes:
    page = visitor.visit(f"{address}?on={on}")
    token = page.form("Download as PDF").find("input", attrs={"name": "csrf_token"})
    assert token is not None
    answer = visitor._ask("POST", address, data={"csrf_token": token["value"], "form": form, "on": on})
    assert answer.status_code == 200
    return bytes(answer.data)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_lead_reads_all_that_her_setting_has_and_nothing_of_another(app: Flask, life: None) -> None:
    page = signed_in(app, "mark", SUMMER).visit("/desk/people/2/record")

    assert page.heading == "The record of Amina Test"
    for said in (
        "Teaching assistant, 5 January 2026 to today",
        "A series, edition 1.0",
        "Valid",
        "Yearly update",
        "It is asked since",
        "First aid A trainer",
        "Accepted Contributes to Yearly update Mark Test, 1 April 2026 Seen the paper",
        "“Before term”",
        "Exempt “Exam season”",
        "1 May 2026 9 May 2026",
        "By hand: Mark Test",
    ):
        assert page.says(said), page.text
    assert not page.says("club")
    assert not page.says("Club helper")


def test_she_herself_reads_it_in_every_setting(app: Flask, life: None) -> None:
    amina = signed_in(app, "amina", SUMMER)
    amina.visit("/certificates")

    page = amina.follow("My whole record")

    assert page.says("Club helper, 5 January 2026 to today")
    assert page.says("Only at the club")
    assert page.says("Exempt “Exam season”")


def test_no_form_of_it_holds_what_she_wrote_or_answered(app: Flask, life: None) -> None:
    amina = signed_in(app, "amina", SUMMER)
    told = amina.visit("/my-record").response.text + taken(amina, "/my-record", "json").decode()
    told += words_of(taken(amina, "/my-record", "pdf"))

    assert THOUGHT not in told
    assert "score" not in told


def test_page_and_paper_say_the_same_and_the_paper_is_numbered(app: Flask, life: None) -> None:
    lead = signed_in(app, "mark", SUMMER)
    page = lead.visit("/desk/people/2/record")
    pdf = taken(lead, "/desk/people/2/record", "pdf")

    said = words_of(pdf)
    assert "Page 1 of" in said
    assert "The school alone" in said.replace("at The", "The")
    squeezed = said.replace(" ", "")
    cells = [cell.get_text("") for cell in page.soup.select("main td, main th[scope=row]")]
    assert [cell for cell in cells if "".join(cell.split()) not in squeezed] == []


def test_the_file_has_the_fields_that_are_documented_and_no_others() -> None:
    shown = ("WholeRecord", "SettingPart", "PostPart", "ModuleStanding", "CompletedModule", "CertificateState")
    shown += ("RequirementStanding", "Elsewhere", "Asked", "Given", "Away", "Reminded")
    fields = {name: [one.name for one in dataclasses.fields(getattr(whole, name))] for name in shown}

    documented: dict[str, list[str]] = {}
    name = ""
    for where, field in re.findall(r"^\| (\w*) ?\| (\w+) \|", FIELDS.read_text(encoding="utf-8"), re.MULTILINE)[1:]:
        name = where or name
        documented.setdefault(name, []).append(field)
    assert documented == fields


def test_the_same_day_gives_the_same_file_long_after(app: Flask, life: None) -> None:
    then = taken(signed_in(app, "mark", SPRING), "/desk/people/2/record", "json")
    with at(SUMMER):
        requirements.exempt(queries.post(2), None, date(2026, 7, 1), date(2026, 7, 9), "A course", 1)
        requirements.withdraw(1, 1, 1)
        training = requirements.record_training(queries.post(2), Typed("Later", date(2026, 6, 3)), 2)
        requirements.decide(training, 1, Decision(False, "Too short"), 1)
        requirements.decide(1, 1, Decision(False, "Looked again"), 1)
        workforce.change_post(2, Role.STAFF, "Teacher")
        session.commit()
    with at(AUTUMN):
        workforce.end_post(2, AUTUMN.date())
        session.commit()
    lead = signed_in(app, "mark", AUTUMN + timedelta(days=9))

    again = taken(lead, "/desk/people/2/record", "json", on="2026-04-01")

    assert again.decode().splitlines() == then.decode().splitlines()
    assert again == then
    later = json.loads(taken(lead, "/desk/people/2/record", "json"))
    post = later["settings"][0]["posts"][0]
    assert (post["job_title"], post["ended_on"], post["stood_on"]) == ("Teacher", "2026-10-01", "2026-09-30")
    assert [one["title"] for one in post["elsewhere"]] == ["Later", "First aid"]
    assert post["modules"][0]["done_on"] == "2026-04-01"


def test_the_record_of_somebody_who_left_says_which_day_it_shows(app: Flask, life: None) -> None:
    with at(AUTUMN):
        workforce.end_post(2, AUTUMN.date())
        session.commit()

    page = signed_in(app, "mark", AUTUMN + timedelta(days=9)).visit("/desk/people/2/record")

    assert page.says("5 January 2026 to 1 October 2026")
    assert page.says("how it stood on 30 September 2026")


def test_nobody_elses_lead_and_no_colleague_has_it(app: Flask, life: None) -> None:
    signed_in(app, "zoe", SUMMER).visit("/desk/people/2/record", status=404)
    signed_in(app, "amina", SUMMER).visit("/desk/people/1/record", status=403)


def test_that_it_was_taken_away_is_kept(app: Flask, life: None) -> None:
    taken(signed_in(app, "mark", SUMMER), "/desk/people/2/record", "pdf")

    kept = session.scalars(select(AuditEntry).where(AuditEntry.act == "exported")).one()
    assert (kept.facts["what"], kept.facts["as_at"]) == ("whole record", "2026-07-01")


def test_before_anything_was_recorded_it_says_so(app: Flask, life: None) -> None:
    page = signed_in(app, "amina", SUMMER).visit("/my-record?on=2020-01-31")

    assert page.says("Nothing had been recorded by that day.")
    assert page.heading == "My record on 31 January 2020"

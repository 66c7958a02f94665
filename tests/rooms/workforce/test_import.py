"""A staff list brought in: looked at first, done once, and all of it or nothing."""

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.clock import today
from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import Role, SettingKind
from app.notices.models import Notice
from app.requirements.models import Standing as DeskStanding
from app.workforce import actions, queries
from app.workforce.models import EarlierTraining, Post, RosterUpload
from app.workforce.records import Newcomer
from tests.factories.people import a_colleague, a_setting
from tests.visitor import Visitor

LIST = """Staff code,First name,Last name,Email,Job title,Start date,Last training,Last training date,Provider
1,Zoë,O’Neill,zoe@example.org,Cook,01/09/2025,Level 2,02/09/2025,A trainer
2,Łukasz,Świątek,,Teaching assistant,,,,
3,,Nobody,,Caretaker,,,,
4,Eve,Adams,eve@example,Cleaner,,,,
""".encode()


ZOE = Newcomer(name="Zoë O’Neill", role=Role.STAFF, job_title="Cook", email="zoe@example.org")


@pytest.fixture
def lead(app: Flask) -> Visitor:
    a_colleague("mark", Role.DSL)
    visitor = Visitor(app)
    visitor.sign_in("mark")
    return visitor


def count(model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def bring_in(lead: Visitor, content: bytes = LIST, name: str = "staff.csv") -> None:
    lead.visit("/people/import")
    lead.press("Look at it", file=(io.BytesIO(content), name))


def test_a_dry_run_says_everything_and_writes_nothing(lead: Visitor) -> None:
    bring_in(lead)

    assert lead.page is not None
    assert lead.page.says("2 Ready to add")
    assert lead.page.says("2 To fix")
    assert lead.page.says("The first name is missing.")
    assert lead.page.says("eve@example")
    assert count(Person) == 1


def test_confirming_adds_people_posts_standings_invitations_and_earlier_training(lead: Visitor) -> None:
    bring_in(lead)
    page = lead.press("Do this")

    assert page.says("Zoë O’Neill")
    assert page.says("Łukasz Świątek")
    assert (count(Person), count(Post), count(DeskStanding)) == (3, 3, 3)
    assert session.scalars(select(Notice.address)).all() == ["zoe@example.org"]
    assert session.scalars(select(EarlierTraining.title)).all() == ["Level 2"]


def test_earlier_training_stands_on_her_page_as_seen_elsewhere(lead: Visitor) -> None:
    bring_in(lead)
    lead.press("Do this")
    zoe = next(post for post in queries.colleagues(1) if post.person_name == "Zoë O’Neill")

    page = lead.visit(f"/desk/people/{zoe.id}")

    assert page.says("Recorded, seen elsewhere")
    assert page.says("Level 2, 2 September 2025, A trainer")


def test_the_same_list_again_changes_nothing(lead: Visitor) -> None:
    bring_in(lead)
    lead.press("Do this")
    bring_in(lead)

    assert lead.page is not None
    assert lead.page.says("2 Unchanged")
    assert lead.page.says("0 Ready to add")
    lead.press("Do this")
    assert (count(Person), count(Notice), count(EarlierTraining)) == (3, 1, 1)


def test_a_list_is_confirmed_once(app: Flask) -> None:
    setting = a_setting()
    upload = actions.upload(setting, None, "staff.csv", LIST)
    actions.confirm(upload, setting, None, set())

    with pytest.raises(NotFound):
        actions.confirm(upload, setting, None, set())


def test_missing_from_the_list_is_no_leaver_unless_ticked(lead: Visitor) -> None:
    stays = a_colleague("stays", name="Stays Here")
    goes = a_colleague("goes", name="Goes Away")
    bring_in(lead)
    assert lead.page is not None
    assert lead.page.says("Goes Away")

    lead.press("Do this", leaver=str(goes.id))

    here = {post.id for post in queries.colleagues(stays.setting_id)}
    assert stays.id in here
    assert goes.id not in here


def test_a_leaver_leaves_on_the_day_that_the_list_says(lead: Visitor) -> None:
    goes = a_colleague("goes", name="Goes Away")
    bring_in(lead, b"First name,Last name,Job,Leaving date\nGoes,Away,Cook,01/11/2026\n")
    assert lead.page is not None
    assert lead.page.says("last day 1 November 2026")
    lead.press("Do this")

    assert queries.post(goes.id).ended_on == date(2026, 11, 1)


def test_somebody_known_elsewhere_is_asked_and_joins_when_she_says_yes(app: Flask, lead: Visitor) -> None:
    elsewhere = a_setting(code="elsewhere")
    actions.add_colleague(elsewhere, ZOE, None)
    zoe = session.scalars(select(Person).where(Person.email == "zoe@example.org")).one()
    bring_in(lead)
    assert lead.page is not None
    assert lead.page.says("1 Known elsewhere: will be asked")
    lead.press("Do this")
    assert count(Person) == 3
    assert session.scalars(select(Notice.subject).where(Notice.kind == "offer")).all() == ["Do you work at The school?"]
    actions.answer_offer(queries.offers_to(zoe.id)[0].id, zoe.id, accepts=True)

    assert len(queries.posts_of(zoe.id)) == 2


def test_the_rows_to_fix_can_be_downloaded_mended_and_brought_in_again(lead: Visitor) -> None:
    bring_in(lead)
    assert lead.page is not None
    with lead._ask("GET", "/people/import/1/to-fix.csv") as download:
        text = download.data.decode("utf-8-sig")
    assert "The first name is missing." in text

    bring_in(lead, text.replace("3,,Nobody", "3,Anna,Nobody").replace("eve@example,", "eve@example.org,").encode())

    assert lead.page.says("2 Ready to add") if lead.page else False


def test_the_page_names_the_columns_and_offers_an_empty_list_with_them(lead: Visitor) -> None:
    page = lead.visit("/people/import")

    assert page.says("Preferred Forename".casefold())
    assert page.says("line manager")
    assert page.says("Drag the file into the box below")
    with lead._ask("GET", "/people/import/template.csv") as download:
        bring_in(lead, download.data + b"7,Ada,Cook,,ada,Cook,primary,Annexe,Eve,,,,,,,\n")
    assert lead.page.says("1 Ready to add") if lead.page else False


PRIVATE = b"First name,Last name,Job,Access needs\nAda,Cook,Cook,hearing aid\nEve,,Cook,hearing loop\n"


def test_what_somebody_needs_is_not_kept_even_for_the_dry_run(lead: Visitor) -> None:
    bring_in(lead, PRIVATE)

    assert lead.page is not None
    assert lead.page.says("Not read and not kept: the column Access needs")
    assert b"hearing" not in (session.scalars(select(RosterUpload.content)).one() or b"")
    assert lead.page.says("The last name is missing.")
    with lead._ask("GET", "/people/import/1/to-fix.csv") as download:
        assert b"hearing" not in download.data


def test_site_manager_and_kind_come_in_and_change_with_the_list(lead: Visitor) -> None:
    header = b"Staff code,First name,Last name,Job,School,Manager,Phase\n"
    bring_in(lead, header + b"7,Ada,Cook,Cook,Annexe,Eve,primary\n")
    lead.press("Do this")
    bring_in(lead, header + b"7,Ada,Cook,Cook,Main,Eve,nursery\n")
    assert lead.page is not None
    assert lead.page.says("kind of setting: Primary school → Nursery or pre-school; site: Annexe → Main")
    lead.press("Do this")

    ada = next(post for post in queries.colleagues(1) if post.person_name == "Ada Cook")
    assert (ada.site, ada.line_manager, ada.kind) == ("Main", "Eve", SettingKind.EARLY_YEARS)
    bring_in(lead, header + b"7,Ada,Cook,Cook,,,Primary school\n")
    lead.press("Do this")
    assert session.get_one(Post, ada.id).kind is None


def test_somebody_who_is_still_to_begin_is_not_added_again(lead: Visitor) -> None:
    begins = today() + timedelta(days=30)
    later = f"First name,Last name,Job,Start\nAda,Cook,Cook,{begins:%d/%m/%Y}\n".encode()
    bring_in(lead, later)
    lead.press("Do this")
    bring_in(lead, later)

    assert lead.page is not None
    assert lead.page.says("1 Unchanged")


def test_a_file_that_is_no_list_is_refused_in_words(lead: Visitor) -> None:
    lead.visit("/people/import")
    page = lead.press("Look at it", 400, file=(io.BytesIO(b"PK\x03\x04"), "staff.xlsx"))

    assert page.says("This spreadsheet is damaged")


def test_the_command_line_shows_bad_rows_and_ends_with_one(app: Flask, tmp_path: Path) -> None:
    a_colleague("mark", Role.DSL)
    (tmp_path / "staff.csv").write_bytes(LIST)
    runner = app.test_cli_runner()

    dry = runner.invoke(args=["roster", "import", str(tmp_path / "staff.csv"), "--setting", "school"])
    done = runner.invoke(args=["roster", "import", str(tmp_path / "staff.csv"), "--setting", "school", "--confirm"])

    assert (dry.exit_code, done.exit_code) == (1, 1)
    assert "line 4, first_name" in dry.output
    assert "ready: 2" in dry.output
    assert "Nothing was written" in dry.output
    assert count(Person) == 3


def test_the_command_line_says_how_far_where_it_disturbs_nobody(app: Flask, tmp_path: Path) -> None:
    a_colleague("mark", Role.DSL)
    (tmp_path / "staff.csv").write_bytes(PRIVATE)
    command = ["roster", "import", str(tmp_path / "staff.csv"), "--setting", "school", "--confirm"]

    done = app.test_cli_runner().invoke(args=[*command, "--progress"])

    assert "Comparing with who works here: 2 of 2" in done.stderr
    assert "Writing 1 people, all at once" in done.stderr
    assert "Comparing" not in done.stdout
    assert "column 'Access needs' is not read" in done.stdout


def test_two_people_who_share_an_address_are_told_apart_by_their_staff_codes(lead: Visitor) -> None:
    shared = b"Staff code,First name,Last name,Email,Job\n1,Ada,Cook,office@example.org,Cook\n"
    bring_in(lead, shared)
    lead.press("Do this")
    bring_in(lead, shared + b"2,Eve,Adams,office@example.org,Cleaner\n")
    page = lead.press("Do this")

    assert page.says("Ada Cook")
    assert page.says("Eve Adams")
    bring_in(lead, shared + b"2,Eve,Adams,office@example.org,Cleaner\n")
    assert lead.page is not None
    assert lead.page.says("2 Unchanged")


def test_asking_twice_to_join_makes_one_post(app: Flask) -> None:
    amina = a_colleague("amina")
    for _ in range(2):
        actions.ask_to_join(amina.setting_id, "Amina Test", "Cook", None, amina.person_id)
    for one in queries.requests_to(amina.setting_id):
        actions.answer_request(one.id, amina.setting_id, accepts=True, by=amina.person_id)

    assert len(queries.posts_of(amina.person_id)) == 1

"""The whole audit log: found by setting, person, kind and day, in pages; and whether it is whole."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.audit.actions import record
from app.audit.models import AuditEntry
from app.core.clock import at, now
from app.core.database import session
from app.core.dates import date_of
from app.core.vocabulary import Role
from app.jobs.actions import carry_out_due
from tests.factories.people import a_colleague, a_setting
from tests.visitor import Visitor


@pytest.fixture
def two_schools(app: Flask, owen: Visitor) -> Visitor:
    """Something done at each of two schools, and something done to one person of the first."""
    school, club = a_setting(name="Oak School"), a_setting(code="club", name="Elm Club")
    amina = a_colleague("amina", setting=school, name="Amina Yusuf")
    zoe = a_colleague("zoe", setting=club, name="Zoe Clark")
    record("policy changed", zoe.person_id, setting=club, what="answers")
    record("person corrected", zoe.person_id, person=amina.person_id)
    with at(now() - timedelta(days=40)):
        record("asked to join", amina.person_id, setting=school)
    session.commit()
    return owen


def shown(page_of: Visitor, query: str) -> list[str]:
    soup = page_of.visit(f"/site/log?{query}").soup
    return [" ".join(cells[2].get_text(" ").split()) for row in soup.find_all("tr") if (cells := row.find_all("td"))]


def test_it_is_found_by_setting(two_schools: Visitor) -> None:
    at_oak, at_elm = shown(two_schools, "setting=oak+sch"), shown(two_schools, "setting=club")

    assert any("Asked to join, Oak School" in one for one in at_oak)
    assert not any("Elm Club" in one or "Person corrected" in one for one in at_oak)
    assert any("Policy changed, Elm Club" in one for one in at_elm)
    assert shown(two_schools, "setting=100%25") == []


def test_it_is_found_by_who_did_it_and_whom_it_concerns(two_schools: Visitor) -> None:
    assert [one.split(" post:")[0] for one in shown(two_schools, "who=amina")] == [
        "Asked to join, Oak School",
        "Person corrected: Amina Yusuf",
        "Post started",
    ]


def test_it_is_found_by_kind_and_by_day(two_schools: Visitor) -> None:
    assert shown(two_schools, "act=asked+to+join") == ["Asked to join, Oak School"]
    day = date_of(now() - timedelta(days=40))
    typed = f"{day.day}/{day.month}/{day.year}"
    assert shown(two_schools, f"since={typed}&until={typed}") == ["Asked to join, Oak School"]
    assert "Asked to join, Oak School" not in shown(two_schools, f"since={date_of(now()):%d.%m.%Y}")


def test_a_day_that_is_none_is_said_in_words_and_kept(two_schools: Visitor) -> None:
    page = two_schools.visit("/site/log?since=soon&until=31/2/2026")

    assert page.text.count("Enter a day such as 1/9/2026") == 2
    assert page.soup.find("input", value="soon")


def test_words_that_mean_too_many_are_said_to(owen: Visitor) -> None:
    for number in range(21):
        a_setting(code=f"place-{number}", name=f"Place {number}")
    session.commit()

    assert owen.visit("/site/log?setting=place").says("More than 10 have these words")
    assert not owen.visit("/site/log?setting=place+7").says("More than 10")


def test_a_long_log_has_pages_that_keep_what_was_looked_for(owen: Visitor) -> None:
    for _ in range(60):
        record("asked to join", None)
    session.commit()
    owen.visit("/site/log?act=asked+to+join")

    assert owen.follow("Older").text.count("Asked to join") == 10 + 1
    assert owen.follow("The newest").text.count("Asked to join") == 50 + 1


def test_what_people_learned_is_not_in_it(owen: Visitor) -> None:
    for act in ("module completed", "certificate issued", "practice action opened"):
        record(act, 1, module="planted/module")
    session.commit()

    page = owen.visit("/site/log")

    assert not page.says("planted/module")
    assert not page.says("Module completed")


def test_a_lead_sees_what_concerns_her_setting_and_nothing_of_another(app: Flask, two_schools: Visitor) -> None:
    a_colleague("mark", Role.DSL, setting=1)
    lead = Visitor(app)
    lead.sign_in("mark")
    amina_elsewhere = {"setting": 2}
    record("offer answered", 2, **amina_elsewhere)
    record("setting put in trust", 1, setting=1, trust=None)
    session.commit()

    page = lead.visit("/our-setting/log")

    assert page.says("Owen Test Setting put in trust, Oak School")
    assert not page.says("Elm Club")


def test_that_the_log_is_whole_is_shown_with_the_day_on_which_a_worker_checked_it(owen: Visitor) -> None:
    assert owen.visit("/site/log").says("Nobody has checked yet")
    assert owen.press("Check the whole log now").says("in the queue")
    carry_out_due()

    assert owen.visit("/work/1").says("The audit log: Whole")
    assert owen.follow("Audit log of the site").says("The log was whole on")
    assert owen.visit("/site/log?act=audit+log+checked").says("Owen Test Audit log checked")


def test_a_log_that_was_touched_says_so_until_it_is_checked_again(app: Flask, owen: Visitor) -> None:
    session.execute(update(AuditEntry).where(AuditEntry.id == 2).values(act="something else"))
    session.commit()

    assert app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 1

    assert owen.visit("/site/log").says("The log is not whole: row 2 does not follow from the row before")


@pytest.mark.parametrize("column", ["setting_id", "about_id"])
def test_a_row_that_was_filed_elsewhere_is_found(app: Flask, owen: Visitor, column: str) -> None:
    session.execute(update(AuditEntry).where(AuditEntry.id == 1).values({column: 77}))
    session.commit()

    told = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert "row 1 is filed under another setting or person than it says" in told.output

"""A lead sees what is asked and by whom, and asks for more, never for less; everyone sees why each date is so."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core.clock import today
from app.core.database import session
from app.core.dates import add_months, say_date
from app.core.vocabulary import Role
from app.requirements import actions, queries
from app.requirements.actions import Owner
from app.requirements.models import Requirement
from app.workforce import queries as workforce
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete
from tests.visitor import Visitor


@pytest.fixture
def lead(app: Flask) -> Visitor:
    a_colleague("mark", Role.DSL)
    visitor = Visitor(app)
    visitor.sign_in("mark")
    return visitor


@pytest.fixture
def learned(app: Flask) -> tuple[Visitor, int]:
    """Amina, who completed the module today, and her post."""
    post = a_colleague("amina")
    visitor = Visitor(app)
    visitor.sign_in("amina")
    complete(visitor, post.id, MODULE)
    return visitor, post.id


def test_a_lead_sees_who_asks_where_it_is_written_and_when_that_was_checked(lead: Visitor) -> None:
    lead.visit("/our-setting")
    page = lead.follow("What is asked of us")

    assert page.says("Yearly update")
    assert page.says("A board")
    assert page.says("Not statutory")
    assert page.says("Guide 2026")
    assert page.says("Checked on 23 November 2026")
    assert page.says("Every 12 months")


def test_a_lead_asks_for_something_of_her_own_and_its_people_see_why(lead: Visitor, app: Flask) -> None:
    amina = a_colleague("amina")
    lead.visit("/our-setting/requirements/new")
    assert lead.press("Ask for this from today", 400, title="", sentence="Fire drills.").says("Enter what it is called")
    page = lead.press("Ask for this from today", title="Fire safety", interval_months="6", training="fire")

    assert page.says("From today you ask for this too")
    assert page.says("Fire safety")
    assert page.says("Ours")
    hers = Visitor(app)
    hers.sign_in("amina")
    hers.follow("What is asked of me, and why")
    assert hers.page is not None
    assert hers.page.says("Fire drills. Who asks: The school.")
    assert hers.page.says(f"It is asked since {say_date(today())}, the day from which it was kept on this site.")
    assert lead.visit(f"/desk/people/{amina.id}/requirements").says("Fire drills. Who asks: The school.")


def test_asking_less_often_is_refused_naming_the_stricter_rule_and_what_was_typed_is_kept(lead: Visitor) -> None:
    lead.visit("/our-setting/requirements/YEARLY")
    page = lead.press("Ask for it this way", 400, interval_months="18")

    assert page.says("A board asks for this every 12 months. You can ask for it more often only")
    field = page.soup.find(attrs={"name": "interval_months"})
    assert field is not None
    assert field["value"] == "18"
    assert queries.requirements_of(1)[0].interval_months == 12


def test_where_two_rules_meet_both_are_shown_and_the_stricter_one_counts(
    lead: Visitor, learned: tuple[Visitor, int]
) -> None:
    hers, post_id = learned
    lead.visit("/our-setting/requirements/YEARLY")
    lead.press("Ask for it this way", interval_months="6")
    soon, later = say_date(add_months(today(), 6)), say_date(add_months(today(), 12))

    for page in (hers.visit("/my-learning/requirements"), lead.visit(f"/desk/people/{post_id}/requirements")):
        assert page.says(f"The school asks for it every 6 months: by {soon}. This is the strictest, so it counts.")
        assert page.says(f"A board asks for it every 12 months: by {later}.")
        assert page.says(f"Renew by {soon}")
    assert lead.visit("/desk/staff").says(soon)

    lead.visit("/our-setting/requirements/YEARLY")
    lead.press("Keep to the others’ rule again")
    assert lead.visit("/desk/staff").says(later)
    kept = session.scalars(select(Requirement).where(Requirement.setting_id == 1)).all()
    assert [(row.valid_from, row.valid_to) for row in kept] == [(today(), today())]
    acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["requirement tightened", "requirement ended"]


def test_a_module_contributes_until_the_owner_says_by_name_that_it_meets(
    lead: Visitor, learned: tuple[Visitor, int]
) -> None:
    hers, _ = learned
    assert hers.visit("/my-learning/requirements").says("Contributed to")
    code = actions.add_own(
        Owner("The school", setting_id=1), actions.own_payload("Ours", "We ask.", "all", 6, [MODULE], []), None
    )
    lead.visit(f"/our-setting/requirements/{code}")
    lead.follow("Say what counts as meeting it")
    page = lead.press("Count it as meeting this", by="Mark Test, safeguarding lead")

    words = f"ounted as meeting it by Mark Test, safeguarding lead on {say_date(today())}"
    assert page.says(words)
    assert hers.visit("/my-learning/requirements").says(words)

    lead.visit(f"/our-setting/requirements/{code}")
    assert lead.press("Take this back").says("no longer counts")
    assert not hers.visit("/my-learning/requirements").says(words)


def test_a_lead_cannot_say_that_something_meets_what_others_ask_for(lead: Visitor) -> None:
    lead.visit("/our-setting/requirements/YEARLY/counts", 404)


def test_what_falls_due_during_a_leave_is_due_a_fortnight_after_it(lead: Visitor, learned: tuple[Visitor, int]) -> None:
    _, post_id = learned
    first, last = today() + timedelta(days=300), today() + timedelta(days=400)
    lead.visit(f"/people/{post_id}/leave")
    wrong = lead.press("Note this leave", 400, first_day=parts(last), last_day=parts(first))
    assert wrong.says("The last day must not be before the first")
    lead.press("Note this leave", first_day=parts(first), last_day=parts(last))

    back = say_date(last + timedelta(days=14))
    page = lead.visit(f"/desk/people/{post_id}/requirements")
    assert page.says(f"Because of leave, it moves to 14 days after that leave: {back}.")
    assert page.says(f"Leave is noted from {say_date(first)} to {say_date(last)}.")


def parts(day: object) -> list[str]:
    return str(day).split("-")[::-1]


def test_the_command_line_says_the_same_and_reckons_anew(app: Flask, learned: tuple[Visitor, int]) -> None:
    run = app.test_cli_runner().invoke
    session.commit()

    told = run(args=["requirements", "explain", "amina", "--setting", "school"]).output
    assert "Yearly update [YEARLY]: Contributed to" in told
    assert f"A board asks for it every 12 months: by {say_date(add_months(today(), 12))}." in told
    assert "Listening: done on" in told
    assert run(args=["requirements", "explain", "nobody"]).exit_code == 1

    refused = run(args=["requirements", "tighten", "YEARLY", "--partnership", "town", "--months", "12"])
    assert "A board asks for this every 12 months" in refused.output
    assert run(args=["requirements", "tighten", "YEARLY", "--partnership", "town", "--months", "9"]).exit_code == 0
    assert (
        run(args=["requirements", "add", "Local days", "--partnership", "town", "--sentence", "Come."]).exit_code == 0
    )
    listed = run(args=["requirements", "list", "--setting", "school"]).output
    assert "A partnership: every 9 months" in listed
    assert "Local days" in listed
    assert run(args=["requirements", "rebuild", "--no-progress"]).output == "Every row was right.\n"
    assert run(args=["requirements", "count", "YEARLY", MODULE, "--setting", "school", "--by", "Mark"]).exit_code == 1


def test_what_another_setting_asks_for_concerns_nobody_here(app: Flask, learned: tuple[Visitor, int]) -> None:
    _, post_id = learned
    other = a_setting(code="other")
    actions.add_own(Owner("Other", setting_id=other), actions.own_payload("Ours", "We.", "all", 6, [], []), None)

    assert list(queries.duties_of_post(post_id)) == ["YEARLY"]
    assert len(queries.requirements_of(workforce.post(post_id).setting_id)) == 1
